import type { CaseEvent } from '../../server/domain/debt/event.js';
import { judgePlan, judgePromise } from '../../server/domain/debt/acts.js';
import { HOLD_REASONS } from '../../server/domain/debt/hold.js';
import { withRemedy } from '../../server/domain/debt/remedy.js';
import { replay } from '../../server/domain/debt/replay.js';
import { checkRevision } from '../../server/domain/outage/outage.js';
import type { Outcome, Refusal } from '../../server/domain/outcome.js';
import { assess } from '../../server/domain/rules/assess.js';
import { parseMoment } from '../../server/domain/time.js';
import { loadConfig } from '../../server/load-config.js';
import type { RefusalView } from '../../ui-extensions/contract/common.js';
import { refusalIn } from '../../ui-extensions/parts/refusal-in.js';
import { lawNames } from '../../ui-extensions/words/law-names.js';
import type { RefusalWords } from '../../ui-extensions/words/refusal-words.js';
import { campaignRefusals } from '../../ui-extensions/words/refusals-campaign.js';
import { customerRefusals } from '../../ui-extensions/words/refusals-customer.js';
import { debtRefusals } from '../../ui-extensions/words/refusals-debt.js';
import { settingsRefusals } from '../../ui-extensions/words/refusals-settings.js';
import { commonRefusals } from '../../ui-extensions/words/refusals.js';
import { bill, LADDER, MARCH, ONE, told, warrantAt } from '../domain/debt/one-case.js';
import {
  at,
  baselineRules,
  BERLIN,
  day,
  MONDAY_NINE,
  planned,
  revision,
  window,
} from '../domain/builders.js';
import { codesSaid } from './refusal-codes.js';

const SURFACES = {
  common: commonRefusals,
  customer: customerRefusals,
  campaign: campaignRefusals,
  debt: debtRefusals,
  settings: settingsRefusals,
} satisfies Record<string, RefusalWords>;
const worded = new Set(Object.values(SURFACES).flatMap(({ said }) => Object.keys(said)));

/** What is never told to a person at a card, by what its code begins with, and who hears it instead. */
const OTHER_EARS: Readonly<Record<string, string>> = {
  custom: 'whoever starts the server with a file that is wrong',
  'feed.': 'the log of a feed',
  'row.': 'the sender of a file of billing or weather',
  'balance.currency': 'the sender of balances',
  'balance.amount': 'the sender of balances',
  'balance.due': 'the sender of balances',
  'balance.asOf': 'the sender of balances',
  'balance.future': 'the sender of balances',
  'asOf.future': 'the sender of balances',
  'billing.': 'the billing system',
  'money.unreadable': 'the sender of a file of billing',
  'weather.': 'the sender of a file of weather',
  'token.wrong': 'a carrier',
  'payment.': 'the log, where a slip has no code',
  'action.': 'a workflow',
  'input.': 'a workflow',
  'customer.noServicePoint': 'a workflow',
  'zone.unknown': 'a workflow, or a program that is no card: those send zones of HubSpot',
  'question.': 'the command line',
  'law.notKept': 'the command line',
  'erasure.': 'the log, after a deletion in HubSpot',
  'oauth.': 'the browser of whoever installs',
  'portal.notAllowed': 'the browser of whoever installs',
  'portal.ownToken': 'the browser of whoever installs',
  'link.spent': 'a browser, at a link that opened once',
};

/** The codes of a slip are put together from two parts; the second part alone is said to nobody. */
const isCode = ({ code, file }: { readonly code: string; readonly file: string }): boolean =>
  !file.startsWith('server/domain/payment/') || code.startsWith('payment.');

const said = codesSaid().filter(isCode);
const elsewhere = (code: string): boolean =>
  Object.keys(OTHER_EARS).some(start => code === start || (start.endsWith('.') && code.startsWith(start)));
const atCards = [...new Set(said.map(({ code }) => code).filter(code => !elsewhere(code)))].sort();

/** `hold.*` is a family of one sentence, whatever the hold. */
const isWorded = (code: string): boolean =>
  worded.has(code) ||
  worded.has(`${code.split('.')[0] ?? ''}.*`) ||
  (code.endsWith('*') && [...worded].some(each => each.startsWith(code.slice(0, -1))));

describe('what the server refuses', () => {
  it('is found where it is said', () => {
    expect(atCards.length).toBeGreaterThan(90);
    for (const known of ['notice.superseded', 'hold.*', 'bar.*', 'plan.short', 'window.past', 'law.unknown'])
      expect(atCards).toContain(known);
  });

  it.each(atCards)('%s has words in Russian', code => {
    expect(isWorded(code)).toBe(true);
  });

  it.each([...worded].sort())('%s is said by the server', code => {
    // What nobody foresaw has its code from the handler of errors itself.
    const codes = [...said.map(each => each.code), 'bug'];
    const start = code.split('.')[0] ?? '';
    const ofFamily = code === `${start}.*` ? codes.filter(each => each.startsWith(`${start}.`)) : [];
    expect([code, `${start}.*`, ...ofFamily].some(each => codes.includes(each))).toBe(true);
  });

  it('that is not told at a card is said all the same', () => {
    const unsaid = Object.keys(OTHER_EARS).filter(
      start => !said.some(({ code }) => (start.endsWith('.') ? code.startsWith(start) : code === start)),
    );
    expect(unsaid).toEqual([]);
  });
});

describe('what the shipped law forbids or asks for', () => {
  const rules = loadConfig().rulebooks.flatMap(({ rulebook }) => Object.values(rulebook.scenarios));
  const keysOf = (part: 'bars' | 'thresholds'): readonly string[] => [
    ...new Set(rules.flatMap(each => Object.keys(each?.[part] ?? {}))),
  ];
  it.each([
    ['bar', 'bars'],
    ['threshold', 'thresholds'],
  ] as const)('has a name for every %s, and for no other', (name, part) => {
    expect(Object.keys(lawNames[name]).sort()).toEqual([...keysOf(part)].sort());
  });
  it('has a name for every hold', () => {
    expect(Object.keys(lawNames.hold).sort()).toEqual([...HOLD_REASONS].sort());
  });
});

const refusalsOf = (outcome: Outcome<unknown>): readonly Refusal[] => (outcome.ok ? [] : outcome.refusals);
const viewOf = ({ because, ...refusal }: Refusal): RefusalView => ({ ...refusal, because: [...because] });

describe('a refusal with days, sums and names of its own', () => {
  const held = {
    id: 'h',
    reason: 'plan',
    by: 'anna',
    until: { day: day('Friday 2026-03-20') },
    effect: 'barsAct',
  } as const;
  const now = at(MARCH);
  const events: readonly CaseEvent[] = [
    bill('b1', 'Thursday 2026-02-26', 18000),
    { type: 'opened', id: 'o', at: at('Friday 2026-02-27T06:00Z') },
    ...told('first', 'Saturday 2026-02-28T09:00Z', 18000, 'Friday 2026-03-20'),
    { type: 'held', id: 'h', at: at('Sunday 2026-03-01T09:00Z'), hold: held },
  ];
  const owing = replay([...LADDER, ...ONE], BERLIN, 'EUR');
  const part = (minor: number) => ({ minor, on: day('Friday 2026-03-20') });
  const wrong = revision({
    windows: [
      window('Monday 2026-11-23T08:00+01:00', 'Monday 2026-11-23T12:00+01:00'),
      window('Monday 2026-11-23T11:00+01:00', 'Monday 2026-11-23T10:00+01:00'),
    ],
  });
  const all: readonly (readonly [RefusalWords, readonly Refusal[]])[] = [
    [
      debtRefusals,
      [
        ...refusalsOf(warrantAt(MARCH, events, { balanceAsOf: at('Friday 2026-02-27T06:00Z') })),
        ...refusalsOf(warrantAt(MARCH, [bill('b1', 'Monday 2026-01-12', 100)])),
        ...refusalsOf(warrantAt(MARCH, LADDER, { values: {} })),
        ...refusalsOf(judgePlan(owing, [part(10000)], now)),
        ...refusalsOf(judgePromise(owing, part(20000), now)),
        ...refusalsOf(judgePromise(replay(events, BERLIN, 'EUR'), part(100), now)),
      ].map(withRemedy),
    ],
    [
      campaignRefusals,
      [
        ...refusalsOf(checkRevision(planned(), wrong, null, MONDAY_NINE, BERLIN)),
        ...refusalsOf(parseMoment('2026-03-29T02:30', BERLIN)),
        ...refusalsOf(parseMoment('2026-10-25T02:30', BERLIN)),
        ...assess({
          rules: baselineRules(),
          zone: BERLIN,
          start: at('Tuesday 2026-11-24T09:00+01:00'),
          now: MONDAY_NINE,
        }).refusals,
      ],
    ],
  ];
  const cases = all.flatMap(([words, refusals]) =>
    refusals.map(refusal => [refusal.code, refusal, words] as const),
  );

  it('comes in all kinds', () => {
    const codes = cases.map(([code]) => code);
    for (const code of [
      'policy.grace',
      'policy.minimum',
      'balance.stale',
      'hold.plan',
      'date.beforeTold',
      'notice.missing',
      'notice.tooShort',
      'fact.missing',
      'plan.short',
      'promise.tooMuch',
      'window.past',
      'window.overlap',
      'time.gap',
      'time.overlap',
      'schedule.tooLate',
    ])
      expect(codes).toContain(code);
  });

  it.each(cases)('%s is wholly in Russian', (_, refusal, words) => {
    const nameOf = (detail: string) => (['about', 'act'].includes(detail) ? 'уведомление' : undefined);
    const told = { words: { ...words, nameOf }, language: 'ru', zone: 'Europe/Berlin', nowMs: null } as const;
    const { message, lawful = '' } = refusalIn(viewOf(refusal), told);
    expect(`${message} ${lawful}`.replace(/\b(EUR|anna|XA|hasElectronicContact|2026\S*)/g, '')).toMatch(
      /^[^A-Za-z{]+$/,
    );
    expect(lawful).not.toBe('');
  });

  it('says its day as the premises have it, and its sum as the reader writes it', () => {
    const told = {
      words: debtRefusals,
      language: 'ru',
      zone: 'Europe/Berlin',
      nowMs: Date.parse(now),
    } as const;
    const inRussian = (code: string): string => {
      const found = cases.find(([each]) => each === code);
      if (found === undefined) throw new Error(`There is no ${code}.`);
      return refusalIn(viewOf(found[1]), { ...told, words: found[2] }).message;
    };
    expect(inRussian('hold.plan')).toBe('Дело приостановлено (рассрочка), решение: anna, по пт 20 мар.');
    expect(inRussian('plan.short')).toBe('Части вместе дают 100,00 EUR, а просрочено 180,00 EUR.');
    expect(inRussian('schedule.tooLate')).toContain('Объявить на вт 24 ноя, 09:00 нельзя');
  });
});
