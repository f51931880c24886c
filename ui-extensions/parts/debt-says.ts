import type { DebtCard } from '../contract/debt.js';
import { debtNextWords } from '../words/debt-next.js';
import { day } from '../words/moments.js';
import { sayIn, type Language } from '../words/say.js';
import { civilDay, heldText, type Reading } from './debt-standing.js';

const ACTS = [
  'requestToDistributor',
  'powerReduction',
  'restriction',
  'disconnection',
  'suspension',
] as const;
export const actName = (act: string, language: Language): string => {
  const say = sayIn(debtNextWords, language);
  const known = ACTS.find(each => each === act);
  return known === undefined ? say('act.other', { act }) : say(`act.${known}`);
};

export const kindName = (kind: DebtCard['steps'][number]['kind'], language: Language): string =>
  sayIn(debtNextWords, language)(`kind.${kind}`);

/** As far as its name goes. */
type Step = DebtCard['steps'][number];
const CUSTOMER: readonly string[] = ['customer', 'occupants'];
/** A notice by its kind; where it goes to somebody else, to whom; of two alike, what the law calls it. */
export const stepName = (
  { kind, to, notice }: Step,
  steps: readonly Pick<Step, 'kind' | 'to'>[],
  language: Language,
): string => {
  const say = sayIn(debtNextWords, language);
  const name = kindName(kind, language);
  const named = CUSTOMER.includes(to) ? name : say('to.other', { step: name, to });
  return steps.filter(each => each.kind === kind && each.to === to).length > 1
    ? `${named} (${notice})`
    : named;
};

const ABOUT = ['minimum', 'grace', 'workOrder', 'payment'] as const;
/** What is waited for, given or forbidden, in words. */
export const aboutName = (about: string | null, steps: readonly Step[], language: Language): string => {
  const say = sayIn(debtNextWords, language);
  if (about === null) return '';
  const known = ABOUT.find(each => each === about);
  if (known !== undefined) return say(`about.${known}`);
  const [, what, name = ''] = /^(service|proof) of (.+)$/.exec(about) ?? [];
  if (what === 'service' || what === 'proof')
    return say(`about.${what}`, { what: aboutName(name, steps, language) });
  const step = steps.find(({ notice }) => notice === about);
  return step === undefined ? actName(about, language) : stepName(step, steps, language);
};

/** What comes next and when, or why it stands, in one sentence. */
export const nextText = (card: DebtCard, reading: Reading): string => {
  const { language } = reading;
  const say = sayIn(debtNextWords, language);
  const what = aboutName(card.about, card.steps, language);
  const when = card.until === null ? '' : civilDay(card.until, reading);
  if (card.closedAt !== null)
    return say('next.closed', { when: day(card.closedAt, reading.zone, language, reading.nowMs) });
  switch (card.next) {
    case 'wait':
      return card.until === null ? say('next.waitFor', { what }) : say('next.wait', { what, when });
    case 'hold':
      return say('next.hold', { why: heldText(card, reading) });
    case 'askForApproval':
      return say('next.askForApproval', { what, when });
    case 'reconnect':
      return card.reconnectBy === null
        ? say('next.reconnect')
        : say('next.reconnectBy', { when: day(card.reconnectBy, reading.zone, language, reading.nowMs) });
    case 'give':
    case 'askToDisconnect':
    case 'barred':
      return say(`next.${card.next}`, { what });
    case 'recall':
    case 'close':
    case 'undetermined':
      return say(`next.${card.next}`);
    case null:
      return '';
  }
};
