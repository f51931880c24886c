import type { Stage } from '../stage.js';
import type { WordKey } from './say.js';

interface Door {
  readonly name: WordKey;
  readonly task: WordKey;
  readonly does: WordKey;
  /** A path, somebody of the town, or the cards, which this page does not draw yet. */
  readonly to: { readonly path: string } | { readonly somebody: string } | 'cards';
}

export const DOORS: readonly Door[] = [
  { name: 'door.ops', task: 'door.ops.task', does: 'door.ops.do', to: { path: '/outages/new?feeder=F-12' } },
  { name: 'door.agent', task: 'door.agent.task', does: 'door.agent.do', to: { somebody: 'Anna Keller' } },
  {
    name: 'door.account',
    task: 'door.account.task',
    does: 'door.account.do',
    to: { somebody: 'Nordbäckerei' },
  },
  { name: 'door.admin', task: 'door.admin.task', does: 'dm.coming', to: 'cards' },
  { name: 'door.customer', task: 'door.customer.task', does: 'dm.coming', to: 'cards' },
];

/** Null where the seeded town has no such person. */
export const doorPath = ({ to }: Door, { people }: Pick<Stage, 'people'>): string | null => {
  if (to === 'cards') return null;
  if ('path' in to) return to.path;
  const found = people[to.somebody];
  return found === undefined ? null : `/portal/${found.type}/${encodeURIComponent(found.id)}`;
};
