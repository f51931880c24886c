import type { PortalRecords } from './records.js';
import type { Crm } from './state/crm.js';
import { erase, merge, restore } from './state/record-acts.js';

/** Object types go by any of their names; what cannot be done throws. */
export interface PersonActs {
  /** The other record goes into the primary one. */
  merge(objectType: string, primaryId: string, otherId: string): void;
  /** A contact deleted for good. */
  erase(contactId: string): void;
  restore(objectType: string, id: string): void;
  /** Takes an association away with all its labels. */
  dissociate(objectType: string, id: string, toType: string, toId: string): void;
}

/** What is done without HTTP was done by a person in the CRM; webhooks say so. */
export function byPerson(crm: Crm, records: PortalRecords): { records: PortalRecords; acts: PersonActs } {
  const { changes } = crm;
  const typeOf = (name: string) => {
    const type = crm.objects.find(name);
    if (!type) throw new Error(`Expected an object type's name, found "${name}"`);
    return type;
  };
  return {
    records: {
      ...records,
      create: (...given) => changes.during('CRM_UI', () => records.create(...given)),
      update: (...given) => changes.during('CRM_UI', () => records.update(...given)),
      archive: (...given) => {
        changes.during('CRM_UI', () => {
          records.archive(...given);
        });
      },
      associate: (...given) => {
        changes.during('CRM_UI', () => {
          records.associate(...given);
        });
      },
    },
    acts: {
      merge: (objectType, primaryId, otherId) => {
        changes.during('CRM_UI', () => {
          const merged = merge(crm, typeOf(objectType), primaryId, otherId);
          if (!merged.ok) throw new Error(merged.problem.message);
        });
      },
      erase: contactId => {
        changes.during('CRM_UI', () => {
          if (!erase(crm, typeOf('contacts'), contactId)) throw new Error(`No contact ${contactId}`);
        });
      },
      restore: (objectType, id) => {
        changes.during('CRM_UI', () => {
          if (!restore(crm, typeOf(objectType), id)) throw new Error(`Nothing to restore: ${id}`);
        });
      },
      dissociate: (objectType, id, toType, toId) => {
        changes.during('CRM_UI', () => {
          crm.links.remove({ type: typeOf(objectType), id }, { type: typeOf(toType), id: toId });
        });
      },
    },
  };
}
