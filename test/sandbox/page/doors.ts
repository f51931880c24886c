import type { OutageView } from '../../../ui-extensions/contract/outage.js';
import type { Stage } from '../stage.js';
import type { WordKey } from './say.js';

interface Door {
  readonly name: WordKey;
  readonly task: WordKey;
  readonly does: WordKey;
  /** The draft for a feeder (or a new one), somebody of the town, or the cards, which this page does not draw yet. */
  readonly to: { readonly draftFor: string } | { readonly somebody: string } | 'cards';
}

export const DOORS: readonly Door[] = [
  { name: 'door.ops', task: 'door.ops.task', does: 'door.ops.do', to: { draftFor: 'F-12' } },
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
export const doorPath = (
  { to }: Door,
  { people }: Pick<Stage, 'people'>,
  outages: readonly OutageView[],
): string | null => {
  if (to === 'cards') return null;
  if ('draftFor' in to) {
    const draft = outages.find(
      outage => outage.status === 'draft' && outage.revisions.at(-1)?.feeders.includes(to.draftFor) === true,
    );
    return draft === undefined ? `/outages/new?feeder=${to.draftFor}` : `/outages/${draft.id}`;
  }
  const found = people[to.somebody];
  return found === undefined ? null : `/portal/${found.type}/${encodeURIComponent(found.id)}`;
};
