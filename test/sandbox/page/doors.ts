import type { OutageView } from '../../../ui-extensions/contract/outage.js';
import type { Stage } from '../stage.js';
import type { WordKey } from './say.js';

interface Door {
  readonly name: WordKey;
  readonly task: WordKey;
  readonly does: WordKey;
  /** The draft for a feeder (or a new one), somebody of the town, a page of the portal, or what is not there yet. */
  readonly to:
    { readonly draftFor: string } | { readonly somebody: string } | { readonly page: string } | 'later';
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
  { name: 'door.agent', task: 'door.debtor.task', does: 'door.debtor.do', to: { somebody: 'Oleg Petrow' } },
  { name: 'door.account', task: 'door.debts.task', does: 'door.debts.do', to: { page: '/portal/app#/debt' } },
  { name: 'door.admin', task: 'door.admin.task', does: 'door.admin.do', to: { page: '/portal/settings' } },
  { name: 'door.customer', task: 'door.customer.task', does: 'dm.coming', to: 'later' },
];

/** Null where the seeded town has no such person. */
export const doorPath = (
  { to }: Door,
  { people }: Pick<Stage, 'people'>,
  outages: readonly OutageView[],
): string | null => {
  if (to === 'later') return null;
  if ('page' in to) return to.page;
  if ('draftFor' in to) {
    const draft = outages.find(
      outage => outage.status === 'draft' && outage.revisions.at(-1)?.feeders.includes(to.draftFor) === true,
    );
    return draft === undefined ? `/outages/new?feeder=${to.draftFor}` : `/outages/${draft.id}`;
  }
  const found = people[to.somebody];
  return found === undefined ? null : `/portal/${found.type}/${encodeURIComponent(found.id)}`;
};
