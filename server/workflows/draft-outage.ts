import type { OutageId } from '../domain/ids.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import { checkRevision, type OutageKind, type Revision, NO_OUTAGE } from '../domain/outage/outage.js';
import { withHouse } from '../domain/rules/house.js';
import { judgeRevision, lastLaunched } from '../domain/outage/judge.js';
import { promisedNews } from '../domain/outage/next-news.js';
import { refOf } from '../domain/outage/ref.js';
import type { Verdict } from '../domain/rules/assess.js';
import type { ResolvedRules } from '../domain/rules/rulebook.js';
import type { Instant, Zone } from '../domain/time.js';
import type { Reach } from './ports/directory.js';
import type { StoredOutage } from './ports/outages.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'rulebooks' | 'texts' | 'policy'>;

export interface Draft {
  readonly outage: StoredOutage;
  readonly revision: number;
  readonly verdict: Verdict;
  readonly reach: readonly Reach[];
}

const UTC = 'UTC' as Zone;

/**
 * Writes a new outage down as a draft and says at once what the law makes of it. Nothing is sent. Its id comes from the
 * request, so that the same request, asked again after its answer was lost, is the same outage.
 */
export const draftOutage =
  (deps: Needs) =>
  (command: {
    readonly kind: OutageKind;
    readonly revision: Omit<Revision, 'n' | 'kind'>;
    readonly by: string;
    readonly request: { readonly key: string; readonly at: Instant };
  }): Promise<Outcome<Draft>> => {
    const { store, clock, ids } = deps;
    const now = clock.now();
    const id = ids.ofKey(
      command.request.at,
      `outage/${store.portal}/${command.by}/${command.request.key}`,
    ) as OutageId;
    const revision: Revision = { ...command.revision, n: 1, kind: 'announce' };
    return store.transact(async tx => {
      const known = await tx.outages.find(id);
      const first = known?.revisions[0];
      if (known !== null && first !== undefined) {
        const reach = await tx.directory.reach(first.feeders, id, 1);
        return answer(tx, id, 1, await judge(deps, tx, known, first, reach));
      }
      const outage: StoredOutage = {
        id,
        ref: refOf(ids.sha256(id)),
        kind: command.kind,
        status: 'draft',
        createdAt: now,
        createdBy: command.by,
        revisions: [],
      };
      const checked = await check(deps, tx, outage, revision);
      if (!checked.ok) return checked;
      await tx.outages.add(outage);
      await tx.outages.addRevision(id, keeping(revision, checked.value, now), now, command.by);
      // A draft has a record in the CRM too: its campaign is prepared there.
      await tx.outbox.put([{ kind: 'outage', subject: id, dueAt: now }]);
      return answer(tx, id, 1, checked.value);
    });
  };

/** Writes a draft anew: other times, another area. What was rehearsed and approved of it no longer counts. */
export const redraftOutage =
  (deps: Needs) =>
  (command: {
    readonly outage: OutageId;
    readonly revision: Omit<Revision, 'n' | 'kind'>;
    readonly by: string;
  }): Promise<Outcome<Draft>> => {
    const { store, clock } = deps;
    return store.transact(async tx => {
      const outage = await tx.outages.find(command.outage, 'lock');
      if (outage === null) return refuse(NO_OUTAGE);
      if (outage.status !== 'draft')
        return refuse({
          code: 'outage.notDraft',
          message: 'This has been announced already, so it is no draft any more.',
          lawful: 'Send an update instead.',
          because: [],
        });
      const revision: Revision = { ...command.revision, n: 1, kind: 'announce' };
      const checked = await check(deps, tx, outage, revision);
      if (!checked.ok) return checked;
      const now = clock.now();
      await tx.outages.dropRevision(outage.id, 1);
      await tx.outages.addRevision(outage.id, keeping(revision, checked.value, now), now, command.by);
      await tx.outbox.put([{ kind: 'outage', subject: outage.id, dueAt: now }]);
      return answer(tx, outage.id, 1, checked.value);
    });
  };

/** Writes down what changes: a new window, an estimate, a cancellation, a restoration. Replaces a revision not launched yet. */
export const reviseOutage =
  (deps: Needs) =>
  (command: {
    readonly outage: OutageId;
    readonly revision: Omit<Revision, 'n'>;
    readonly by: string;
  }): Promise<Outcome<Draft>> => {
    const { store, clock } = deps;
    return store.transact(async tx => {
      const outage = await tx.outages.find(command.outage, 'lock');
      if (outage === null) return refuse(NO_OUTAGE);
      const newest = outage.revisions.at(-1);
      const replaced = newest !== undefined && newest.launchedAt === null && newest.n > 1 ? newest : null;
      const n = replaced?.n ?? (newest?.n ?? 0) + 1;
      const revision: Revision = { ...command.revision, n };
      const checked = await check(deps, tx, outage, revision);
      if (!checked.ok) return checked;
      // Only now: what is refused leaves the former one as it was.
      if (replaced !== null) await tx.outages.dropRevision(outage.id, replaced.n);
      const now = clock.now();
      await tx.outages.addRevision(outage.id, keeping(revision, checked.value, now), now, command.by);
      return answer(tx, outage.id, n, checked.value);
    });
  };

type Judged = Pick<Draft, 'verdict' | 'reach'> & { readonly laws: readonly ResolvedRules[] };

/** As it is written down: news is promised as often as the law wants it. */
const keeping = (revision: Revision, { laws }: Judged, now: Instant): Revision => ({
  ...revision,
  nextUpdateBy: promisedNews(revision.nextUpdateBy, laws, now),
});

const judge = async (
  { clock, rulebooks, policy }: Needs,
  tx: Tx,
  outage: StoredOutage,
  revision: Revision,
  reach: readonly Reach[],
): Promise<Judged> => {
  const { houseRules } = await policy(tx);
  const law = withHouse(rulebooks, houseRules);
  const former = lastLaunched(outage.revisions, revision.n);
  const { verdict, pinned } = judgeRevision(outage, revision, former, reach, law, clock.now());
  return { verdict, reach, laws: pinned.map(({ rules }) => rules) };
};

const check = async (
  deps: Needs,
  tx: Tx,
  outage: StoredOutage,
  revision: Revision,
): Promise<Outcome<Judged>> => {
  const { clock, texts } = deps;
  const former = lastLaunched(outage.revisions, revision.n);
  const reach = await tx.directory.reach(revision.feeders, outage.id, revision.n);
  const sensible = checkRevision(outage, revision, former, clock.now(), reach[0]?.zone ?? UTC);
  if (!sensible.ok) return sensible;
  if (!texts.reasons.includes(revision.reason))
    return noWords('reason.unknown', `the reason "${revision.reason}"`, texts.reasons);
  const strange = revision.alsoAffected.find(service => !texts.services.includes(service));
  if (strange !== undefined) return noWords('service.unknown', `the service "${strange}"`, texts.services);
  if (reach.length === 0)
    return refuse({
      code: 'outage.nobody',
      message: 'No service point is supplied by these feeders.',
      lawful: 'Check the names of the feeders.',
      because: [],
    });
  return accept(await judge(deps, tx, outage, revision, reach));
};

/** A code that the templates cannot put into words must not get as far as a customer. */
const noWords = (code: string, what: string, known: readonly string[]): Outcome<never> =>
  refuse({
    code,
    message: `There are no plain words for ${what}.`,
    lawful: `Use one of: ${known.join(', ')}.`,
    because: [],
    details: { known },
  });

const answer = async (
  tx: Tx,
  id: OutageId,
  revision: number,
  { verdict, reach }: Judged,
): Promise<Outcome<Draft>> => {
  const outage = await tx.outages.find(id);
  if (outage === null) throw new Error('The outage just stored cannot be read.');
  return accept({ outage, revision, verdict, reach });
};
