import { addMinutes, latest } from '../time.js';
import type { Decision, HoldReason, Saying, Step } from './decision.js';
import { causeOf, differs, estimateOf, newsOf, promised, tooSoon } from './estimate.js';
import type { Look } from './look.js';
import type { FeederMemory, KnownRow, Told } from './memory.js';
import { openPlanned, planNews } from './planned-step.js';
import { nextRows, wasFormer } from './rows.js';
import type { FeedRow } from './snapshot.js';

const isGone =
  ({ rules }: Look) =>
  (row: KnownRow): boolean =>
    row.missed >= rules.restoreAfterMisses;

const hold = (after: FeederMemory, reason: HoldReason | null): Step => ({
  decision: null,
  hold: reason,
  after,
});

/** What one snapshot means for the households of one feeder. */
export const stepFeeder = (before: FeederMemory, rows: readonly FeedRow[], look: Look): Step => {
  const known = nextRows(before.rows, rows, look, look.complete, before.kind, look.rules);
  const memory: FeederMemory = { ...before, rows: known, former: notTooOld(before, look) };
  return before.told === null ? whenUntold(memory, look) : whenTold(memory, before.told, rows.length, look);
};

const notTooOld = ({ former }: FeederMemory, { at, rules }: Look): FeederMemory['former'] =>
  former !== null && at <= addMinutes(former.restoredAt, rules.reopenWithinMinutes) ? former : null;

const whenUntold = (memory: FeederMemory, look: Look): Step => {
  const here = memory.rows.filter(row => !isGone(look)(row));
  const now = { ...memory, rows: here, refused: memory.refused && here.length > 0 };
  const candidates = here.filter(row => row.missed === 0);
  if (candidates.length === 0) return hold(now, null);
  if (now.refused) return hold(now, 'open.refused');
  if (candidates.every(row => row.customers === 0)) return hold(now, 'open.noCustomers');
  if (look.stale) return hold(now, 'open.stale');
  const saying = memory.kind === 'planned' ? openPlanned(here, look) : openEmergency(here, now, look);
  return saying === null ? hold(now, 'open.noEnd') : open(now, here, saying, look);
};

const openEmergency = (rows: readonly KnownRow[], { former }: FeederMemory, look: Look): Saying => {
  const { at, rules } = look;
  const etr = estimateOf(rows, at);
  const again = former !== null && rows.some(row => wasFormer(former.rows, row, rules));
  const since = rows.map(row => row.start).sort()[0] ?? at;
  return {
    kind: 'announce',
    windows: [],
    // After a restoration was told, "off since" may not lie before it: it is off again since we know.
    since: again && former !== null && since <= former.restoredAt ? at : since,
    restoredAt: null,
    etr,
    nextUpdateBy: promised(etr, at, rules),
    reason: causeOf(rows),
    reopens: again ? former.key : null,
  };
};

const open = (memory: FeederMemory, rows: readonly KnownRow[], saying: Saying, look: Look): Step => {
  const [first] = [...rows].sort((a, b) =>
    a.start < b.start || (a.start === b.start && a.id < b.id) ? -1 : 1,
  );
  const key = [look.feed, memory.feeder, first?.id ?? '', first?.start ?? '', look.at].join('/');
  const told: Told = {
    key,
    since: saying.since ?? saying.windows[0]?.from ?? look.at,
    window: saying.since === null ? (saying.windows[0] ?? null) : null,
    reason: saying.reason,
    etr: saying.etr,
    nextUpdateBy: saying.nextUpdateBy,
    at: look.at,
  };
  const after: FeederMemory = { ...memory, told, former: null };
  const act = saying.reopens === null ? 'open' : 'reopen';
  return { decision: { act, key, because: null, saying, before: memory, after }, hold: null, after };
};

const whenTold = (memory: FeederMemory, told: Told, mentioned: number, look: Look): Step => {
  const here = memory.rows.filter(row => !isGone(look)(row));
  if (here.length === 0)
    return look.complete ? close(memory, told, look) : hold(memory, 'restore.incomplete');
  // What is gone for good stays until the last one is: its absence dates the restoration.
  if (here.every(row => row.missed > 0)) return hold(memory, 'restore.missedOnce');
  const step =
    memory.kind === 'planned' && told.window !== null
      ? carry(memory, told, planNews(here, told, look), look)
      : news(memory, told, here, look);
  // What was promised is kept also while nobody can be called restored.
  const unseen = !look.complete && mentioned === 0;
  return step.decision === null && step.hold === null && unseen ? hold(memory, 'restore.incomplete') : step;
};

const news = (memory: FeederMemory, told: Told, here: readonly KnownRow[], look: Look): Step => {
  const { at, rules } = look;
  const etr = estimateOf(here, at);
  // What was found once is not taken back because another row of the feeder is not looked at yet.
  const found = causeOf(here);
  const cause = found === 'investigating' ? told.reason : found;
  const because = newsOf(told, etr, cause, at, rules);
  if (because === null) return hold(memory, differs(told, etr, cause) ? 'update.small' : null);
  const saying: Saying = {
    kind: 'etr',
    windows: told.window === null ? [] : [told.window],
    since: told.since,
    restoredAt: null,
    etr,
    nextUpdateBy: promised(etr, at, rules),
    reason: cause,
    reopens: null,
  };
  return carry(memory, told, { because, saying }, look);
};

const carry = (
  memory: FeederMemory,
  told: Told,
  said: Pick<Decision, 'because' | 'saying'> | HoldReason | null,
  look: Look,
): Step => {
  if (said === null || typeof said === 'string') return hold(memory, said);
  if (look.stale || tooSoon(told, look.at, look.rules)) return hold(memory, 'update.tooSoon');
  const { saying } = said;
  const after: FeederMemory = {
    ...memory,
    told: {
      ...told,
      window: told.window === null ? null : (saying.windows[0] ?? told.window),
      reason: saying.reason,
      etr: saying.etr,
      nextUpdateBy: saying.nextUpdateBy,
      at: look.at,
    },
  };
  return { decision: { act: 'update', key: told.key, ...said, before: memory, after }, hold: null, after };
};

const close = (memory: FeederMemory, told: Told, look: Look): Step => {
  const [first = look.at, ...rest] = memory.rows.map(row => row.missedAt ?? look.at);
  const backAt = latest(first, ...rest);
  const neverBegan = told.window !== null && backAt < told.window.from;
  const saying: Saying = {
    kind: neverBegan ? 'cancel' : 'restore',
    windows: told.window === null ? [] : [told.window],
    since: told.window === null ? told.since : null,
    restoredAt: neverBegan ? null : backAt,
    etr: null,
    nextUpdateBy: null,
    reason: causeOf(memory.rows) === 'investigating' ? told.reason : causeOf(memory.rows),
    reopens: null,
  };
  const after: FeederMemory = {
    ...memory,
    rows: [],
    told: null,
    former: {
      key: told.key,
      rows: memory.rows.map(({ id, start }) => ({ id, start })),
      restoredAt: backAt,
    },
  };
  const act = neverBegan ? 'cancel' : 'restore';
  return {
    decision: { act, key: told.key, because: null, saying, before: memory, after },
    hold: null,
    after,
  };
};
