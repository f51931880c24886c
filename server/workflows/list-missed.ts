import type { OutageId } from '../domain/ids.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import { NO_OUTAGE } from '../domain/outage/outage.js';
import type { ContactList } from './ports/lists.js';
import type { Reads } from './ports/reads.js';
import type { Deps } from './ports/work.js';

/**
 * Writes those who were not reached to HubSpot as a static list of their contacts, for whoever calls them. The list has
 * the outage's reference in its name, so that asking again brings the same list to what is true then.
 */
export const listMissed =
  ({ crm, reads, log }: Pick<Deps, 'crm' | 'log'> & { readonly reads: Reads }) =>
  async (id: OutageId): Promise<Outcome<ContactList>> => {
    const outage = await reads.outage(id);
    if (outage === null) return refuse(NO_OUTAGE);
    const contacts = await reads.missedContacts(id);
    if (contacts.length === 0)
      return refuse({
        code: 'missed.nobody',
        message: 'Nobody with a contact in HubSpot is on record as not reached.',
        lawful: 'Nothing needs to be done.',
        because: [],
      });
    const list = await crm.lists.keep(`Forewarn ${outage.ref}: not reached`, contacts);
    log.info('missed written as a list', { outage: id, contacts: contacts.length });
    return accept(list);
  };
