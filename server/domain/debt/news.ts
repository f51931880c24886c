import { nothing, type Money } from '../money.js';
import type { Instant } from '../time.js';
import { holdersOf } from './case-facts.js';
import type { Part } from './hold.js';
import type { DebtNoticeFacts } from './notice.js';
import { debtFacts, debtNotice, waysFor, type DebtNotice, type DebtPlanInput } from './plan-debt-notice.js';
import { rungOf } from './question.js';
import type { DebtCase } from './replay.js';
import { receivedSince } from './statement.js';

/** News of a case that no law asks for before an act. */
export type News =
  | { readonly kind: 'plan_confirmed'; readonly parts: readonly Part[] }
  | { readonly kind: 'payment_received' }
  /** `by` null: neither the law nor the utility has set a time. */
  | { readonly kind: 'reconnection'; readonly by: Instant | null };

/** What came in since the case was opened. */
const receivedOf = ({ entries, currency, openedAt }: DebtCase): Money =>
  openedAt === null ? nothing(currency) : receivedSince(entries, currency, openedAt);

const saidBy = (news: News, state: DebtCase): Partial<DebtNoticeFacts> => {
  if (news.kind === 'payment_received') return { received: receivedOf(state) };
  if (news.kind === 'reconnection') return { received: receivedOf(state), reconnectBy: news.by };
  const last = news.parts.at(-1);
  const amount = (minor: number): Money => ({ minor, currency: state.currency });
  return last === undefined
    ? {}
    : { plan: { parts: news.parts.map(({ on, minor }) => ({ on, amount: amount(minor) })), until: last.on } };
};

/** Told to each holder, at once where there is a way: e-mail, else a text message, else a letter. */
export const planNews = (news: News, input: DebtPlanInput): readonly DebtNotice[] => {
  const { overdue } = rungOf(input.state, input.now).position;
  return holdersOf(input.place).flatMap(addressee => {
    const ways = waysFor(['email', 'sms', 'letter'], '', addressee, input);
    const facts: DebtNoticeFacts = {
      ...debtFacts(news.kind, addressee, input),
      owed: overdue,
      ...saidBy(news, input.state),
    };
    return ways.length === 0 ? [] : [debtNotice(facts, null, [], addressee, ways.slice(0, 1), input)];
  });
};

/** Which one of its kind this is in the case: the same news twice is one notice, whatever is paid meanwhile. */
export const newsNumber = ({ kind }: News, { holds, entries, ended, cuts }: DebtCase): number => {
  switch (kind) {
    case 'plan_confirmed':
      return holds.filter(({ reason }) => reason === 'plan').length;
    case 'payment_received':
      return entries.filter(
        ({ type, at }) => (type === 'paid' || type === 'credited') && (ended === null || at <= ended.at),
      ).length;
    case 'reconnection':
      return cuts;
  }
};
