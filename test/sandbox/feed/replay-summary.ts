import type { ReplayFigures } from './replay-figures.js';

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(' · ') || 'none';

/** The replay in words, for a terminal. */
export const replaySummary = (f: ReplayFigures): string =>
  [
    `Snapshots    ${f.snapshots.read} read, ${f.snapshots.incomplete} of them not complete, ${f.snapshots.unreadable} not readable; ${f.snapshots.rows} rows`,
    `             rows not read: ${list(f.snapshots.rowsRefused)}; odd: ${list(f.snapshots.odd)}; causes not known: ${list(f.snapshots.unknownCauses)}`,
    `Alarms       ${list(f.alarms)}`,
    `Outages      ${f.outages.opened} opened, ${f.outages.updated} updates, ${f.outages.restored} restored, ${f.outages.reopened} opened again, ${f.outages.cancelled} cancelled; ${f.outages.stillOn} still on at the end`,
    `             not launched, with a person: ${list(f.outages.refused)}`,
    `Held back    ${list(f.held)}`,
    `Planned work announced late: ${f.plannedLate.outages}${f.plannedLate.outages > 0 ? `, by ${f.plannedLate.hoursShort.median} h (median), ${f.plannedLate.hoursShort.max} h at most` : ''}`,
    `Households   ${f.households.hit} of ${f.households.all} hit; notices each: median ${f.households.notices.median}, most ${f.households.notices.max}; messages over all channels: median ${f.households.messages.median}, most ${f.households.messages.max}`,
    `             ${Object.entries(f.households.byNotices)
      .map(([notices, households]) => `${Number(notices)}: ${households}`)
      .join(' · ')}`,
    `Notices      ${f.notices.all}: ${list(f.notices.byKind)}; ${list(f.notices.byState)}`,
    `             first message after the snapshot: median ${f.notices.leftAfterASnapshot.median} s, most ${f.notices.leftAfterASnapshot.max} s (simulated)`,
    `Left the house: ${list(f.messages)}; received twice: ${f.duplicates}; told of an outage twice: ${f.toldTwice}; promises of news not kept: ${f.promisesBroken}`,
    `Tickets for people: ${f.tickets}. Settled at ${f.endedAt} by the simulated clock.`,
  ].join('\n');
