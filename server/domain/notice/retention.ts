import type { Citation } from '../outcome.js';
import { NO_FACTS } from '../rules/facts.js';
import { countingOf } from '../rules/law-question.js';
import { endOf } from '../rules/period.js';
import { resolveLaw } from '../rules/resolve.js';
import type { LawScenario, Rulebook } from '../rules/rulebook.js';
import { civilDateIn, type CivilDate, type Instant, type Zone } from '../time.js';
import { CUSTOMER_CLASSES } from '../account.js';

/** The last of somebody's notices under one law. */
export interface LastNotice {
  readonly jurisdiction: string;
  readonly zone: Zone;
  readonly scenario: LawScenario;
  readonly at: Instant;
}

export interface Kept {
  /** Through this day, by the calendar of the premises. */
  readonly until: CivilDate;
  readonly because: Citation;
}

const keptBy = (rulebooks: readonly Rulebook[], notice: LastNotice): readonly Kept[] => {
  const { jurisdiction, zone, scenario, at } = notice;
  const day = civilDateIn(zone, at);
  // Of whichever class they were: the longer one is kept to.
  return CUSTOMER_CLASSES.flatMap(customerClass => {
    const law = resolveLaw(rulebooks, { jurisdiction, customerClass }, scenario, day);
    const rule = law.known ? law.rules.rules.retention : undefined;
    if (!law.known || rule === undefined) return [];
    const counting = countingOf({ law: law.rules, zone, facts: NO_FACTS, act: '', at: null, now: null });
    const end = endOf(rule.value, day, counting);
    return end.known ? [{ until: end.value.end, because: rule.because }] : [];
  });
};

/** Until when the law has the proof of these notices kept; null: no law of theirs says, or it has passed. */
export const keptUntil = (
  rulebooks: readonly Rulebook[],
  notices: readonly LastNotice[],
  now: Instant,
): Kept | null =>
  notices
    .flatMap(notice =>
      keptBy(rulebooks, notice).filter(({ until }) => civilDateIn(notice.zone, now) <= until),
    )
    .reduce<Kept | null>(
      (longest, kept) => (longest === null || kept.until > longest.until ? kept : longest),
      null,
    );
