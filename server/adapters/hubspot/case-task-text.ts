import { moneyText } from '../../domain/money.js';
import type { CaseTaskReason } from '../../domain/debt/task.js';
import { instant } from '../../domain/time.js';
import type { CaseTaskFacts } from '../../workflows/ports/outbox.js';
import { inZone } from './moment-words.js';

interface TaskText {
  readonly subject: string;
  readonly act: string;
  readonly why: string;
}

const TEXTS: Readonly<Record<CaseTaskReason, TaskText>> = {
  approval: {
    subject: 'Approve a disconnection',
    act: 'Open the case, read how each notice was served, and approve it or hold it. Nothing happens without an approval.',
    why: 'Every notice is served and every waiting time is over. A person must decide.',
  },
  secondApproval: {
    subject: 'Second approval of a disconnection',
    act: 'Another person than the first opens the case and approves it or holds it.',
    why: 'Somebody there depends on supply, or it is not known that nobody does: two people must approve.',
  },
  giveByHand: {
    subject: 'Give a debt notice in person',
    act: 'Give the notice in one of these forms, then enter in the case when it was sent and served, and the proof.',
    why: 'No carrier of ours can give it in this form to this customer.',
  },
  noElectronicContact: {
    subject: 'Only the registered letter',
    act: 'Ask the customer for an e-mail address or a mobile number, and put it on the contact.',
    why: 'The customer has no electronic address, so the registered letter alone serves. This is the exception the law makes, and it is recorded as such.',
  },
  orderByHand: {
    subject: 'Order the crew',
    act: 'Check the warrant in the case again, order the crew for this day, and enter what was carried out.',
    why: 'The warrant stands today, and no network is set up that we could tell.',
  },
  recallConfirm: {
    subject: 'STOP – confirm the recall with the crew',
    act: 'Call the crew now and make sure that nothing is switched off. If it was, enter it in the case: supply is then ordered back.',
    why: 'The order had been handed over before its warrant fell.',
  },
  reconnectBy: {
    subject: 'Supply must come back',
    act: 'Call the crew, make sure that supply comes back in time, and enter when it was.',
    why: 'What the disconnection stood on has fallen, and nobody has reported yet that supply is back.',
  },
  orderRefused: {
    subject: 'The network did not take an order',
    act: 'Talk to the network, and enter in the case what was done.',
    why: 'It refused the order, or could not carry it out.',
  },
  orderUnanswered: {
    subject: 'The network did not answer an order',
    act: 'Call the network: ask whether it has the order and what the crew did, make sure that nothing is done on it now, and enter in the case what was done. Have the connection to the network looked at.',
    why: 'The last moment of the order has passed, and the network has not even said that it received it. Nobody knows what was done.',
  },
  undetermined: {
    subject: 'A debt case cannot go on',
    act: 'Enter what is missing: at the service point in the CRM (rule facts), or in the policy for all places of a jurisdiction.',
    why: 'The law of the place asks for something nobody has said. Until then nothing is sent and nobody is disconnected.',
  },
};

/** What comes first in a queue of people. */
const URGENT: readonly CaseTaskReason[] = ['recallConfirm', 'reconnectBy', 'orderUnanswered'];

export const isUrgentTask = ({ task, lifeSupport }: CaseTaskFacts): boolean =>
  lifeSupport || URGENT.includes(task);

export const taskSubject = ({ task, addresseeName, ref, lifeSupport }: CaseTaskFacts): string =>
  `${lifeSupport ? 'LIFE SUPPORT – ' : ''}${TEXTS[task].subject}: ${addresseeName || 'name not on file'} (debt case ${ref})`;

const NAMES: Readonly<Record<string, string>> = {
  act: 'Act',
  first: 'First possible day',
  needed: 'Approvals needed',
  notice: 'Notice',
  forms: 'Forms',
  on: 'Day',
  order: 'Order',
  kind: 'Kind of order',
  reasons: 'Because',
  by: 'At the latest',
  why: 'Because',
  wrong: 'Done without a warrant',
  code: 'Answer',
  missing: 'Missing',
};

const MOMENT = /^\d{4}-\d{2}-\d{2}T/;
const valueText = (value: unknown, { zone }: CaseTaskFacts): string => {
  if (value === null) return 'as soon as possible';
  if (typeof value === 'string') return MOMENT.test(value) ? inZone(instant(value), zone) : value;
  if (Array.isArray(value))
    return value.map(each => (Array.isArray(each) ? each.join(' or ') : String(each))).join('; ');
  return String(value);
};

/** Everything a person needs to act on it, without opening anything else. */
export const taskContent = (facts: CaseTaskFacts, where: string): string => {
  const { act, why } = TEXTS[facts.task];
  return [
    `What to do: ${act}`,
    `Who: ${facts.addresseeName || 'name not on file'}${facts.lifeSupport ? ' – life support at the premises' : ''}`,
    `Where:${where}`,
    `Why: ${why}`,
    ...Object.entries(facts.details).map(
      ([name, value]) => `${NAMES[name] ?? name}: ${valueText(value, facts)}`,
    ),
    `About: debt case ${facts.ref}, account ${facts.accountNumber}`,
    ...(facts.overdue === null ? [] : [`Overdue: ${moneyText(facts.overdue)}`]),
    ...(facts.mootAt === null
      ? []
      : [
          `Nothing is left to be done since ${inZone(facts.mootAt, facts.zone)}: the case has gone on or is over.`,
        ]),
  ].join('\n');
};
