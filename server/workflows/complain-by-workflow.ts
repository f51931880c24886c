import type { OutageId } from '../domain/ids.js';
import type { AskedAction } from '../domain/office/action-call.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { Instant } from '../domain/time.js';
import type { ComplaintAbout } from '../domain/notice/notice.js';
import type { Complaint } from './ports/customers.js';
import type { Deps } from './ports/work.js';

export interface WorkflowComplaint {
  readonly complaint: Complaint;
  /** The outage it is about; null: none is known. */
  readonly outageRef: string | null;
}
type Needs = Pick<Deps, 'store'> & {
  readonly takeComplaint: (command: {
    readonly kind: 'contact' | 'company';
    readonly crmId: string;
    readonly about: ComplaintAbout;
    readonly said: string;
    readonly outage: OutageId | null;
    readonly place: null;
    readonly by: string;
    readonly request: { readonly key: string; readonly at: Instant };
  }) => Promise<Outcome<Complaint>>;
  /** The reference of the outage that touches a customer now or did last; null: none. */
  readonly outageRefOf: (record: NonNullable<AskedAction['record']>) => Promise<string | null>;
};

const ABOUT: Readonly<Record<string, ComplaintAbout>> = {
  no_power: 'noPower',
  not_told: 'notTold',
  still_dark: 'stillDark',
  damage: 'damage',
  bill: 'bill',
  other: 'other',
};

/** Takes a complaint that a workflow brings, about the outage it names or the one that touches the customer. Once for each call. */
export const complainByWorkflow =
  ({ store, takeComplaint, outageRefOf }: Needs) =>
  async ({
    record,
    inputs,
    by,
    callbackId,
    at,
  }: AskedAction & { readonly at: Instant }): Promise<Outcome<WorkflowComplaint>> => {
    if (record === null)
      return refuse({ code: 'action.record', message: 'A complaint needs a customer.', because: [] });
    const named = inputs['outage'] ?? (await outageRefOf(record));
    const outage = named === null ? null : await store.transact(tx => tx.outages.named(named));
    if (inputs['outage'] !== undefined && outage === null)
      return refuse({
        code: 'outage.unknown',
        message: 'There is no outage of that reference.',
        lawful: 'Leave it out: the complaint is then about the outage that touches the customer.',
        because: [],
      });
    const taken = await takeComplaint({
      ...record,
      about: ABOUT[inputs['about'] ?? ''] ?? 'other',
      said: inputs['said'] ?? '',
      outage: outage?.id ?? null,
      place: null,
      by,
      request: { key: callbackId, at },
    });
    return taken.ok ? accept({ complaint: taken.value, outageRef: outage?.ref ?? null }) : taken;
  };
