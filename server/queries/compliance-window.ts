import type { AffectedGroup } from '../domain/account.js';
import type { PartyKind } from '../domain/directory.js';
import { accept, refuse, type Citation, type Outcome } from '../domain/outcome.js';
import { everyGroupAt, judgeRevision } from '../domain/outage/judge.js';
import type { Verdict } from '../domain/rules/assess.js';
import type { Rulebook } from '../domain/rules/rulebook.js';
import { addHours, isZone, parseMoment, fromEpochMs, type Instant } from '../domain/time.js';
import type { Clock } from '../workflows/ports.js';
import type { Reads } from '../workflows/ports/reads.js';

export interface WindowAsked {
  /** Milliseconds since 1970, or ISO 8601 with an offset. */
  readonly start: string;
  /** Whoever is supplied there. Null: wherever the customer is. */
  readonly place: { readonly jurisdiction: string; readonly zone: string } | null;
  readonly customer: { readonly kind: PartyKind; readonly crmId: string } | null;
}
export interface WindowAnswer {
  readonly verdict: Verdict;
  readonly now: Instant;
  readonly because: readonly Citation[];
}

/** Whether planned work that begins then could still be announced in time, and until when. Nothing is drafted by asking. */
export const complianceWindow =
  ({
    reads,
    clock,
    law,
  }: {
    readonly reads: Pick<Reads, 'placesOf'>;
    readonly clock: Clock;
    readonly law: () => Promise<readonly Rulebook[]>;
  }) =>
  async (asked: WindowAsked): Promise<Outcome<WindowAnswer>> => {
    const start = momentOf(asked.start);
    if (!start.ok) return start;
    const places = await placesOf(reads, asked);
    if (!places.ok) return places;
    const now = clock.now();
    const { verdict } = judgeRevision(
      { kind: 'planned' },
      plannedAt(start.value),
      null,
      places.value,
      await law(),
      now,
    );
    const because = verdict.judgements.flatMap(judgement => judgement.because);
    return accept({
      verdict,
      now,
      because: [...new Map(because.map(each => [`${each.rulebook} ${each.rule}`, each])).values()],
    });
  };

const momentOf = (text: string): Outcome<Instant> =>
  /^\d{11,15}$/.test(text) ? accept(fromEpochMs(Number(text))) : parseMoment(text);

const placesOf = async (
  reads: Pick<Reads, 'placesOf'>,
  { place, customer }: WindowAsked,
): Promise<Outcome<readonly AffectedGroup[]>> => {
  if (place !== null) {
    const { jurisdiction, zone } = place;
    return isZone(zone)
      ? accept(everyGroupAt({ jurisdiction, zone }))
      : refuse({
          code: 'zone.unknown',
          message: `"${zone}" is not a time zone.`,
          lawful: 'Give the time zone of the premises, such as Europe/Berlin.',
          because: [],
        });
  }
  const places = customer === null ? [] : await reads.placesOf(customer.kind, customer.crmId);
  return places.length > 0
    ? accept(places)
    : refuse({
        code: 'customer.noServicePoint',
        message: 'It is not known where this customer is supplied, so not which law holds.',
        lawful: 'Link the customer with a service point, or give jurisdiction and time zone.',
        because: [],
      });
};

/** Only its start matters to the law of a notice period. */
const plannedAt = (start: Instant): Parameters<typeof judgeRevision>[1] => ({
  n: 1,
  kind: 'announce',
  feeders: [],
  windows: [{ from: start, to: addHours(start, 1) }],
  since: null,
  detectedAt: null,
  restoredAt: null,
  etr: null,
  nextUpdateBy: null,
  reason: '',
  alsoAffected: [],
  hasNewDate: false,
});
