import { NO_ENTERPRISE, type ProvisionRow } from './provision-steps.js';
import type { ProvisionResult } from './provision.js';

const WORDS: Readonly<Record<ProvisionRow['state'], string>> = {
  there: 'there',
  created: 'created',
  missing: 'to create',
  differs: 'DIFFERS',
  refused: 'REFUSED',
};

const COUNTED: readonly (readonly [ProvisionRow['state'], string])[] = [
  ['created', 'created'],
  ['missing', 'to create'],
  ['there', 'were there'],
  ['differs', 'differ and were left as they are'],
  ['refused', 'refused'],
];

const line = ({ state, what, name, note }: ProvisionRow): string => {
  const plain = `  ${WORDS[state].padEnd(10)}${what.padEnd(16)}${name}`;
  return note === undefined ? plain : `${plain}: ${note}`;
};

const summary = (rows: readonly ProvisionRow[]): string => {
  if (rows.every(({ state }) => state === 'there')) return `Nothing to do: all ${rows.length} are there.`;
  const counts = COUNTED.flatMap(([state, words]) => {
    const count = rows.filter(row => row.state === state).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return `${counts.join(', ')}.`;
};

const WITHOUT_OBJECTS =
  'This account has no custom objects. Notices, the cards of contacts, companies and tickets, activities and tickets work: each contact and company with an account number and a feeder counts as supplied at its own address. Missing are records of outages, debt notices and service points, so that a customer has one place, a place one customer, and campaigns are worked on at the app page only.';

/** What was found and done, by object type, for a person at a terminal. */
export const describeProvision = ({ portal, rows }: ProvisionResult): string => {
  const types = [...new Set(rows.map(({ on }) => on))];
  const blocks = types.map(type => [type, ...rows.filter(({ on }) => on === type).map(line)].join('\n'));
  const without = rows.some(({ note }) => note === NO_ENTERPRISE) ? [WITHOUT_OBJECTS] : [];
  return [`HubSpot account ${portal}`, ...blocks, ...without, summary(rows)].join('\n\n');
};

/** Whether the portal has all we need, or in a dry run would have. */
export const isComplete = ({ rows }: ProvisionResult): boolean =>
  rows.every(({ state }) => state !== 'differs' && state !== 'refused');
