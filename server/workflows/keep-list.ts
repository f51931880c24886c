import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { Narrowing } from '../domain/outage/outage.js';
import type { Page } from './ports/crm.js';
import type { StoredOutage, StoredRevision } from './ports/outages.js';
import type { Deps } from './ports/work.js';

/** A list of contacts by its id, for a campaign to be narrowed to. */
export const findList =
  ({ crm }: Pick<Deps, 'crm'>) =>
  async (id: string): Promise<Outcome<Narrowing>> => {
    const list = await crm.lists.find(id);
    return list === null
      ? refuse({
          code: 'list.unknown',
          message: 'HubSpot has no such list of contacts.',
          lawful: 'Choose one of the lists of contacts; a list of companies or tickets cannot be used.',
          because: [],
        })
      : accept({ list: list.id, name: list.name });
  };

/**
 * Reads who is on the list that a revision is narrowed to, and keeps it as it was read: what is rehearsed, approved and
 * launched is one audience, whatever becomes of the list meanwhile. Nothing where there is no list.
 */
export const keepList =
  ({ store, clock, crm }: Pick<Deps, 'store' | 'clock' | 'crm'>) =>
  async (outage: Pick<StoredOutage, 'id'>, revision: StoredRevision): Promise<void> => {
    const { narrowedTo } = revision;
    if (narrowedTo === undefined) return;
    const readAt = clock.now();
    const contacts: string[] = [];
    let after: string | null = null;
    do {
      const page: Page<string> = await crm.lists.members(narrowedTo.list, after);
      contacts.push(...page.items);
      after = page.next;
    } while (after !== null);
    await store.transact(tx => tx.outages.keepList(outage.id, revision.n, contacts, readAt));
  };
