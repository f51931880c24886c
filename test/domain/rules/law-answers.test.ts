import { assessAct } from '../../../server/domain/rules/assess-act.js';
import { earliest } from '../../../server/domain/rules/earliest.js';
import type { Facts } from '../../../server/domain/rules/facts.js';
import { latest } from '../../../server/domain/rules/latest.js';
import { nextStep } from '../../../server/domain/rules/next-step.js';
import { resolveLaw } from '../../../server/domain/rules/resolve.js';
import { at, day } from '../builders.js';
import { calendar, lawOf, moment, oneWait, question, rulebook, served } from './law.js';

const codes = (verdict: ReturnType<typeof assessAct>): readonly string[] =>
  verdict.reasons.map(({ code }) => code);
const TEN_DAYS = 'atLeast: { count: 10, unit: days }';

describe('what is not known is named, never guessed', () => {
  const workingDays = 'atLeast: { count: 4, unit: workingDays }';

  test.each<[string, ReturnType<typeof calendar>[], string]>([
    ['no calendar at all', [], 'There is no calendar of 2026 for XA.'],
    [
      'a calendar that ends before the days that count',
      [calendar(2025)],
      'There is no calendar of 2026 for XA.',
    ],
  ])('%s', (_, calendars, missing) => {
    const law = lawOf([rulebook(oneWait(workingDays), calendars)]);
    expect(latest(question(law, 'Thursday 2026-04-09')).missing).toEqual([missing]);
    const facts = { notices: { notice: [served('Wednesday 2026-04-01')] } };
    expect(assessAct(question(law, 'Thursday 2026-04-09', facts))).toMatchObject({
      verdict: 'undetermined',
      missing: [missing],
    });
    expect(earliest(question(law, null, facts))).toMatchObject({ first: null, missing: [missing] });
  });

  test('a calendar that ends with the act is enough: the day of the act is not counted', () => {
    const law = lawOf([rulebook(oneWait('atLeast: { count: 2, unit: workingDays }'), [calendar(2026)])]);
    expect(latest(question(law, 'Friday 2027-01-01')).notices[0]?.served).toEqual(
      moment('Wednesday 2026-12-30'),
    );
  });

  test.each<[string, string, Partial<Facts>, string, readonly string[]]>([
    [
      'the fact of a condition',
      'threshold: { needs: { fact: arrears, atLeast: 100 }, source: law }',
      {},
      'undetermined',
      ['arrears'],
    ],
    [
      'it is there',
      'threshold: { needs: { fact: arrears, atLeast: 100 }, source: law }',
      { values: { arrears: 100 } },
      'lawful',
      [],
    ],
    [
      'one false part settles the whole',
      'threshold: { needs: { all: [{ fact: arrears, over: 100 }, { fact: overdueDays, over: 30 }] }, source: law }',
      { values: { arrears: 100 } },
      'unlawful',
      [],
    ],
    [
      'a sum of tenths',
      'threshold: { needs: { fact: arrears, atLeast: { fact: monthly, times: 3 } }, source: law }',
      { values: { arrears: 0.3, monthly: 0.1 } },
      'lawful',
      [],
    ],
  ])('%s', (_, threshold, facts, verdict, missing) => {
    const law = lawOf([rulebook(`thresholds: { ${threshold} }`)]);
    expect(assessAct(question(law, 'Thursday 2026-04-09', facts))).toMatchObject({ verdict, missing });
  });

  test('"in good time" is no number, until a narrower layer sets one', () => {
    const vague = rulebook(oneWait('inGoodTime: true'));
    const facts = { notices: { notice: [served('Monday 2026-06-01')] } };
    expect(assessAct(question(lawOf([vague]), 'Thursday 2026-06-11', facts)).verdict).toBe('undetermined');
    const supplier = rulebook(oneWait(TEN_DAYS), [], { id: 'supplier', appliesTo: { supplier: 'acme' } });
    const law = resolveLaw(
      [vague, supplier],
      { jurisdiction: 'XA', supplier: 'acme' },
      'debtDisconnection',
      day('Thursday 2026-06-11'),
    );
    if (!law.known) throw new Error(law.missing.message);
    expect(law.rules.layers.map(({ layer }) => layer)).toEqual(['country', 'supplier']);
    expect(assessAct(question(law.rules, 'Thursday 2026-06-11', facts)).verdict).toBe('lawful');
  });

  test('the answer is as sure as the least sure rule', () => {
    const head = { sources: { law: { title: 'Hearsay', asOf: '2026-01-01', confidence: 'unverified' } } };
    const law = lawOf([rulebook(oneWait(TEN_DAYS), [], head)]);
    expect(latest(question(law, 'Thursday 2026-04-09')).confidence).toBe('unverified');
  });
});

describe('all reasons at once', () => {
  const LADDER = `
notices:
  first:
    given: { to: customer, order: 1, proof: true, source: law }
    form:
      groups: [{ oneOf: [email, sms], reason: noElectronic }, { oneOf: [letter], reason: noPost }]
      source: law
  last: { given: { to: customer, order: 2, source: law } }
servedWhen:
  email: { event: delivered, source: law }
  letter: { event: posted, plus: { count: 5, unit: days }, source: law }
waits:
  bill: { from: billMailed, to: first.sent, atLeast: { count: 19, unit: days }, source: law }
  first: { from: first, to: disconnection, ${TEN_DAYS}, source: law }
  old: { from: first, to: disconnection, atMost: { count: 30, unit: days }, source: law }
bars:
  friday: { kind: weekday, days: [5], bans: [disconnection], source: law }
  winter: { kind: season, from: "11-01", to: "03-31", bans: [disconnection, first], when: { fact: household, is: true }, protects: households, source: law }
`;
  const law = lawOf([rulebook(LADDER)]);
  const sent = (text: string) => served(text, { channel: 'letter', served: null });
  const facts = (first: string, last: string | null, household = false): Partial<Facts> => ({
    notices: { first: [sent(first)], ...(last === null ? {} : { last: [served(last)] }) },
    events: { billMailed: moment('Monday 2026-06-01') },
    values: { household },
  });

  test('too early, unproven, in the wrong form, a step left out, on a Friday', () => {
    const found = assessAct(question(law, 'Friday 2026-06-26', facts('Thursday 2026-06-18', null)));
    expect([...codes(found)].sort()).toEqual(
      [
        'bar.friday',
        'form.noElectronic',
        'notice.missing',
        'notice.premature',
        'notice.tooShort',
        'notice.unproven',
      ].sort(),
    );
    expect(found.reasons.find(({ code }) => code === 'notice.tooShort')?.short).toEqual({ days: 7 });
    expect(found.reasons.every(({ because }) => because !== null)).toBe(true);
  });

  test('a notice grows old, and the winter bans the notice too', () => {
    const found = assessAct(
      question(law, 'Wednesday 2027-01-20', facts('Monday 2026-11-02', 'Tuesday 2026-11-03', true)),
    );
    expect(codes(found)).toEqual(expect.arrayContaining(['notice.expired', 'bar.winter']));
    expect(
      found.reasons
        .filter(({ code }) => code === 'bar.winter')
        .map(({ about }) => about)
        .sort(),
    ).toEqual(['disconnection', 'first']);
    expect(
      earliest(question(law, null, facts('Monday 2026-11-02', null, true))).reasons.map(({ code }) => code),
    ).toEqual(['notice.expired']);
  });

  test('by channel: the letter must leave five days before it is deemed served', () => {
    const [first] = latest(question(law, 'Thursday 2026-07-16')).notices;
    expect(first?.served).toEqual(moment('Monday 2026-07-06'));
    expect(first?.channels.map(({ channel, send }) => [channel, send])).toEqual([
      ['email', null],
      ['letter', { at: at('Thursday 2026-07-02T00:00+02:00'), inclusive: false }],
    ]);
  });

  test('the next step is never a later rung', () => {
    const now = at('Monday 2026-06-15T09:00+02:00');
    const at1 = nextStep({
      ...question(law, null, { events: { billMailed: moment('Monday 2026-06-01') } }),
      now,
    });
    expect(at1).toMatchObject({
      kind: 'give',
      notice: 'first',
      earliest: { on: day('Saturday 2026-06-20') },
    });
    const at2 = nextStep({ ...question(law, null, facts('Saturday 2026-06-20', null)), now });
    expect(at2).toEqual({ kind: 'await', notice: 'first', what: 'proof' });
    const proven = served('Saturday 2026-06-20', { channel: 'letter', proof: 'delivered' });
    const done = { ...facts('Saturday 2026-06-20', null), notices: { first: [proven] } };
    expect(nextStep({ ...question(law, null, done), now })).toMatchObject({ kind: 'give', notice: 'last' });
    const all = { ...done, notices: { first: [proven], last: [served('Monday 2026-06-22')] } };
    expect(nextStep({ ...question(law, null, all), now })).toMatchObject({
      kind: 'act',
      earliest: { on: day('Tuesday 2026-06-30') },
      obstacles: [{ code: 'form.noElectronic' }],
    });
  });
});

describe('the arithmetic of a chain', () => {
  const head = {
    sources: {
      law: { title: 'A law', asOf: '2026-01-01', confidence: 'verified' },
      hearsay: { title: 'Hearsay', asOf: '2026-01-01', confidence: 'unverified' },
    },
  };
  const law = lawOf([
    rulebook(
      `
notices: { notice: { given: { to: customer, source: law } } }
waits:
  notice: { from: notice, to: dateShown, ${TEN_DAYS}, source: hearsay }
  dateShown: { from: dateShown, to: disconnection, atLeast: { count: 0, unit: days }, source: law }
bars: { winter: { kind: season, from: "06-11", to: "08-31", bans: [disconnection], source: law } }
`,
      [],
      head,
    ),
  ]);
  const facts: Partial<Facts> = { notices: { notice: [served('Monday 2026-06-01')] } };

  test('is told from its beginning, forwards and back, and a long bar in one line', () => {
    const forward = earliest(question(law, null, facts));
    expect(forward.trace.map(({ step }) => step)).toEqual(
      expect.arrayContaining([
        'dateShown at least 10 days after notice: from',
        'Thu 2026-06-11 … Mon 2026-08-31: winter',
      ]),
    );
    expect(forward.on).toBe(day('Tuesday 2026-09-01'));
    const back = latest(question(law, 'Tuesday 2026-09-01'));
    expect(back.trace.map(({ step }) => step)).toEqual(
      expect.arrayContaining([
        'minus 0 days: dateShown at the latest',
        'minus 10 days: notice at the latest',
      ]),
    );
    expect(back.notices[0]?.served).toEqual(moment('Saturday 2026-08-22'));
  });

  test('is as sure as the least sure of its rules', () => {
    expect(earliest(question(law, null, facts)).confidence).toBe('unverified');
    expect(latest(question(law, 'Tuesday 2026-09-01')).confidence).toBe('unverified');
  });
});

describe('an act that was not announced', () => {
  const law = lawOf([
    rulebook(
      `
notices:
  first: { given: { to: customer, order: 1, source: law } }
  last: { given: { to: customer, order: 2, source: law } }
waits: { first: { from: first, to: disconnection, ${TEN_DAYS}, source: law } }
`,
    ),
  ]);
  const facts = (last: string): Partial<Facts> => ({
    notices: { first: [served('Monday 2026-06-01')], last: [served(last)] },
  });
  test.each([
    ['Thursday 2026-06-11', []],
    ['Friday 2026-06-12', ['notice.missing']],
  ])('a notice without a length, on %s, for Thursday 11 June', (last, reasons) => {
    expect(codes(assessAct(question(law, 'Thursday 2026-06-11', facts(last))))).toEqual(reasons);
  });

  test('of an act that no rule names nothing can be said, at any time', () => {
    const asked = question(law, 'Thursday 2026-06-11', facts('Monday 2026-06-08'), { act: 'restriction' });
    expect(assessAct(asked)).toMatchObject({
      verdict: 'undetermined',
      missing: ['a rule about restriction'],
    });
    const now = at('Thursday 2026-06-11T09:00+02:00');
    expect(earliest({ ...asked, at: null, now }).missing).toEqual(['a rule about restriction']);
  });
});
