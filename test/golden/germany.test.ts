import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { rulebookFile, toRulebook } from '../../server/adapters/config/rulebook-file.js';
import { delivered, law, served, verdict } from './answers.js';

/**
 * Germany. Debt: a threat, four weeks; an announcement by letter, eight Werktage (Monday to Saturday) that pass whole.
 * Until 22 December 2025 StromGVV s. 19 for basic supply, since then EnWG ss. 41f and 41g for every household.
 */
const BERLIN = { jurisdiction: 'DE-BE', zone: 'Europe/Berlin', customerClass: 'residential' };
const debt = law(BERLIN, 'debtDisconnection');

const facts = {
  basicSupply: true,
  arrears: 200,
  instalmentsAgreed: true,
  monthlyInstalment: 95,
  disproportionate: false,
  prospectOfPayment: false,
  paymentPlanKept: false,
};
// Easter 2026: Good Friday 3 April, Easter Monday 6 April.
const notices = {
  threat: delivered('letter', 'Monday 2026-03-02'),
  offer: delivered('letter', 'Thursday 2026-04-02'),
  announcement: delivered('letter', 'Thursday 2026-04-02'),
};
const judged = (changes: object = {}, at = 'Wednesday 2026-04-15') =>
  verdict(debt({ ask: 'assess', at, notices: { ...notices, ...changes }, facts }));

describe('Berlin, threatened on Monday 2 March 2026', () => {
  test('four weeks end on Monday 30 March; the change of the clocks on the 29th moves nothing', () => {
    const found = debt({
      ask: 'earliest',
      on: 'Monday 2026-03-02',
      notices: { ...notices, announcement: delivered('letter', 'Monday 2026-03-02') },
      facts,
    });
    expect(found.answer).toMatchObject({ on: 'Tuesday 2026-03-31', periodEnds: 'Monday 2026-03-30' });
  });

  test('announced on Thursday 2 April: 4, 7, 8, 9, 10, 11, 13 and 14 April pass, so from Wednesday 15 April', () => {
    expect(debt({ ask: 'earliest', on: 'Monday 2026-03-02', notices, facts }).answer).toMatchObject({
      on: 'Wednesday 2026-04-15',
    });
    expect(judged()).toBe('lawful');
    expect(judged({}, 'Tuesday 2026-04-14')).toBe('unlawful: notice.tooShort');
  });

  test('the announcement by e-mail alone is none, and its service is not known', () => {
    expect(judged({ announcement: [{ channel: 'email', sent: 'Thursday 2026-04-02' }] })).toMatch(
      /^unlawful: form\.notByLetter/,
    );
  });

  test('a letter that was only posted proves nothing', () => {
    expect(judged({ announcement: [{ channel: 'letter', sent: 'Wednesday 2026-04-01' }] })).toMatch(
      /notice\.unproven/,
    );
  });

  test('the offer of instalments on Friday 3 April, a day after the announcement, is too late', () => {
    expect(judged({ offer: delivered('letter', 'Friday 2026-04-03') })).toBe('unlawful: notice.premature');
    expect(judged({ offer: delivered('letter', 'Thursday 2026-04-02') })).toBe('lawful');
  });

  test('who demands the offer on Tuesday 10 March has it by Tuesday 17 March', () => {
    expect(
      debt({
        ask: 'deadlines',
        on: 'Tuesday 2026-03-10',
        events: { offerDemanded: 'Tuesday 2026-03-10', paid: 'Monday 2026-04-20' },
      }).answer,
    ).toEqual({
      deadlines: [expect.objectContaining({ rule: 'offer', end: { on: 'Tuesday 2026-03-17' } }) as object],
      missing: ['a number for deadlines.reconnection: the law sets none, or it was not read'],
    });
  });
});

test.each([
  // Sat 9, Fri 8, Thu 7, Wed 6, Tue 5, Mon 4, Sat 2 January, Thu 31 December.
  ['DE-BE', 'Berlin: Wednesday 6 January is worked', 'Wednesday 2026-12-30'],
  // Epiphany is a holiday: Sat 9, Fri 8, Thu 7, Tue 5, Mon 4, Sat 2, Thu 31, Wed 30.
  ['DE-BW', 'Stuttgart: Wednesday 6 January is not', 'Tuesday 2026-12-29'],
])('%s, disconnection on Monday 11 January 2027. %s', (jurisdiction, _, day) => {
  const found = law(
    { ...BERLIN, jurisdiction },
    'debtDisconnection',
  )({
    ask: 'latest',
    at: 'Monday 2027-01-11',
    facts,
  });
  expect(found.answer).toMatchObject({
    missing: [],
    notices: [{ notice: 'threat' }, { notice: 'offer' }, { notice: 'announcement', served: { on: day } }],
  });
});

test('a place of Germany without its Land has no holidays, and nothing is said', () => {
  const found = law(
    { ...BERLIN, jurisdiction: 'DE' },
    'debtDisconnection',
  )({
    ask: 'latest',
    at: 'Monday 2027-01-11',
    facts,
  });
  expect((found.answer as { missing: readonly string[] }).missing.join()).toContain('holidays of the Länder');
});

describe('the debt', () => {
  test.each<[string, object, string]>([
    ['two instalments of 95 are owed: 190 is enough', { arrears: 190 }, 'lawful'],
    ['189.99 is not', { arrears: 189.99 }, 'unlawful: threshold.twoInstalments'],
    [
      'two instalments of 45 are under 100',
      { arrears: 90, monthlyInstalment: 45 },
      'unlawful: threshold.hundredEuro',
    ],
    ['100 with instalments of 50 is both', { arrears: 100, monthlyInstalment: 50 }, 'lawful'],
    [
      'no instalments: a sixth of the 720 of the year',
      { arrears: 120, instalmentsAgreed: false, expectedYearlyBill: 720 },
      'lawful',
    ],
    [
      'a cent less',
      { arrears: 119.99, instalmentsAgreed: false, expectedYearlyBill: 720 },
      'unlawful: threshold.twoInstalments',
    ],
    ['it is not known', { arrears: undefined }, 'undetermined: arrears'],
    ['danger to life', { disproportionate: true }, 'unlawful: bar.disproportionate'],
    ['instalments are being paid', { paymentPlanKept: true }, 'unlawful: bar.paymentPlanKept'],
  ])('%s', (_, changes, expected) => {
    const known = Object.entries({ ...facts, ...changes }).filter(([, value]) => value !== undefined);
    const found = debt({
      ask: 'assess',
      at: 'Wednesday 2026-04-15',
      notices,
      facts: Object.fromEntries(known),
    });
    expect(verdict(found)).toBe(expected);
  });
});

describe('the change of the law', () => {
  const place = { ...BERLIN, contract: 'basicSupply' };
  const layersOn = (at: string) =>
    law(place, 'debtDisconnection')({ ask: 'latest', at, facts }).layers.map(({ rulebook }) => rulebook);

  test('Monday 22 December 2025 is the last day of StromGVV s. 19, Tuesday the 23rd the first of EnWG s. 41f', () => {
    expect(layersOn('Monday 2025-12-22')).toEqual(['de-debt@1.1']);
    expect(layersOn('Tuesday 2025-12-23')).toEqual(['de-debt@3']);
  });

  test('of contracts outside basic supply the former law said nothing', () => {
    expect(() => debt({ ask: 'latest', at: 'Monday 2025-12-22' })).toThrow(
      'say nothing of debtDisconnection',
    );
    expect(debt({ ask: 'latest', at: 'Tuesday 2025-12-23', facts }).layers).toHaveLength(1);
  });

  test('the former text was read; of the new one only descriptions, and the answer says so', () => {
    const confidenceOn = (at: string) =>
      law(
        place,
        'debtDisconnection',
      )({ ask: 'latest', at, facts }).because.map(
        ({ rule, confidence }) => `${rule.split('.').slice(-2).join('.')} ${confidence}`,
      );
    expect(confidenceOn('Monday 2025-12-22')).toContain('waits.offerInTime verified');
    expect(confidenceOn('Tuesday 2026-12-22')).toContain('waits.offerInTime verified');
    expect(confidenceOn('Tuesday 2026-12-22')).toContain('servedWhen.letter secondary');
  });
});

describe('planned work', () => {
  const planned = law(BERLIN, 'plannedInterruption');
  const asked = {
    at: 'Wednesday 2026-04-15T09:00+02:00',
    notices: { notice: served('Wednesday 2026-04-01T09:00+02:00') },
  };

  test('"in good time" is no number: two weeks cannot be judged either', () => {
    expect(verdict(planned({ ask: 'assess', ...asked, facts: { shortInterruption: false } }))).toBe(
      'undetermined: a number for waits.notice: the law sets none, or it was not read',
    );
  });

  test('of a short interruption only those are told who asked for it in writing', () => {
    const short = (writtenNeed: boolean) =>
      verdict(planned({ ask: 'assess', at: asked.at, facts: { shortInterruption: true, writtenNeed } }));
    expect(short(false)).toBe('lawful');
    expect(short(true)).toMatch(/^unlawful: notice\.missing/);
  });

  test('whether it is short is not known', () => {
    expect(verdict(planned({ ask: 'assess', ...asked }))).toContain('shortInterruption');
  });

  test('the conditions of a grid, as config/README.md writes them, say three Werktage: by Saturday 11 April', () => {
    const readme = readFileSync(join(__dirname, '../../config/README.md'), 'utf8');
    const example = /```yaml\n(# config\/rulebooks\/my-grid[.]yaml[^]*?)```/.exec(readme)?.[1] ?? '';
    const own = [toRulebook(rulebookFile.parse(parse(example)), [])];
    const mitte = law({ ...BERLIN, jurisdiction: 'DE-BE:mitte' }, 'plannedInterruption', own);
    // Tue 14, Mon 13, Sat 11.
    const told = (sent: string) =>
      verdict(mitte({ ask: 'assess', at: asked.at, notices: { notice: [{ channel: 'email', sent }] } }));
    expect(told('Saturday 2026-04-11T23:59:59.999+02:00')).toBe('lawful');
    expect(told('Sunday 2026-04-12T00:00+02:00')).toBe('unlawful: notice.tooShort');
  });
});
