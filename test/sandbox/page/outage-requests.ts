import type { OutageRequest, RevisionRequest } from '../../../ui-extensions/contract/outage-requests.js';
import { blankForm, type Typed } from './outage-form.js';
import { all, one, oneOf } from './requests.js';

const QUALITIES = ['model', 'area', 'crew'] as const;
const etrOf = (source: unknown): OutageRequest['etr'] => {
  const at = one(source, 'etr');
  return at === '' ? null : { at, quality: oneOf(source, 'quality', QUALITIES) ?? 'area' };
};
const windowsOf = (source: unknown): readonly { from: string; to: string }[] => {
  const ends = all(source, 'to');
  return all(source, 'from').map((from, index) => ({ from, to: ends[index] ?? '' }));
};

/** What a form or an address holds; what it leaves out stands as in a fresh form. */
export const typedOf = (source: unknown, now: string): Typed => {
  const kind = oneOf(source, 'kind', ['planned', 'emergency'] as const) ?? 'planned';
  const blank = blankForm(kind, now);
  const or = (name: keyof Typed & string, otherwise: string): string => one(source, name) || otherwise;
  return {
    kind,
    feeders: all(source, 'feeder'),
    zone: or('zone', blank.zone),
    from: or('from', blank.from),
    to: or('to', blank.to),
    since: or('since', blank.since),
    etr: one(source, 'etr'),
    quality: or('quality', blank.quality),
    reason: one(source, 'reason'),
    alsoAffected: all(source, 'alsoAffected'),
  };
};

export const outageRequestOf = (body: unknown, now: string): OutageRequest => {
  const typed = typedOf(body, now);
  const shared = {
    kind: typed.kind,
    feeders: [...typed.feeders],
    zone: typed.zone,
    reason: typed.reason,
    ...(typed.alsoAffected.length === 0 ? {} : { alsoAffected: [...typed.alsoAffected] }),
  };
  return typed.kind === 'planned'
    ? { ...shared, windows: [{ from: typed.from, to: typed.to }] }
    : { ...shared, since: typed.since, etr: etrOf(body) ?? null };
};

/** Null where the form names no kind of revision. */
export const revisionRequestOf = (body: unknown, zone: string): RevisionRequest | null => {
  const kind = oneOf(body, 'kind', ['change', 'etr', 'cancel', 'restore'] as const);
  switch (kind) {
    case null:
      return null;
    case 'change':
      return { kind, zone, windows: [...windowsOf(body)] };
    case 'etr':
      return { kind, zone, etr: etrOf(body) };
    case 'cancel':
      return { kind, zone, hasNewDate: one(body, 'hasNewDate') === 'yes' };
    case 'restore':
      return { kind, zone, restoredAt: one(body, 'restoredAt') };
  }
};
