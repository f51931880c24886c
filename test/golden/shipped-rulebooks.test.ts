import { askTheLaw, type LawInput } from '../../server/domain/rules/ask.js';
import type { Zone } from '../../server/domain/time.js';
import { loadConfig } from '../../server/load-config.js';

/** Questions to the rulebooks and calendars as shipped, with the answer worked by hand. */
const rulebooks = loadConfig().rulebooks.map(({ rulebook }) => rulebook);

const ask = (
  input: Omit<LawInput, 'place'> & {
    readonly jurisdiction: string;
    readonly zone: string;
    readonly customerClass?: string;
  },
) => {
  const { jurisdiction, zone, customerClass, ...rest } = input;
  const found = askTheLaw(rulebooks, { ...rest, place: { jurisdiction, zone: zone as Zone, customerClass } });
  if (!found.ok) throw new Error(found.refusals.map(({ message }) => message).join('; '));
  return found.value;
};

test('Sydney, work on Thursday 9 April 2026: four business days back over Easter is Wednesday 1 April', () => {
  const found = ask({
    ask: 'latest',
    jurisdiction: 'AU-NSW',
    zone: 'Australia/Sydney',
    scenario: 'plannedInterruption',
    at: '2026-04-09T09:00+10:00',
  });
  expect(found.answer).toMatchObject({ missing: [], notices: [{ served: { on: '2026-04-01' } }] });
  expect(found.because.some(({ rulebook }) => rulebook.startsWith('calendar au'))).toBe(true);
});

test('Queensland outside Brisbane: the show day of the district is not known, so nothing is said', () => {
  const found = ask({
    ask: 'latest',
    jurisdiction: 'AU-QLD',
    zone: 'Australia/Brisbane',
    scenario: 'plannedInterruption',
    at: '2026-08-20T09:00+10:00',
  });
  expect((found.answer as { missing: readonly string[] }).missing.join()).toContain('show day');
});

test.each([
  [true, '2026-06-15', '2026-06-01'],
  [false, '2026-08-31', '2026-08-14'],
])('Ukraine, martial law %s: disconnection on %s, warned by %s', (martialLaw, at, served) => {
  const found = ask({
    ask: 'latest',
    jurisdiction: 'UA',
    zone: 'Europe/Kyiv',
    scenario: 'debtDisconnection',
    at,
    facts: { martialLaw },
  });
  expect(found.answer).toMatchObject({ missing: [], notices: [{ served: { on: served } }] });
  expect(found.confidence).toBe(martialLaw ? 'unverified' : 'secondary');
});

test('Moscow: warned on Tuesday 10 March 2026, restricted from Tuesday 31 March, if the debt is over two charges', () => {
  const input = {
    jurisdiction: 'RU',
    zone: 'Europe/Moscow',
    customerClass: 'residential',
    scenario: 'debtDisconnection',
    act: 'restriction',
    notices: { warning: [{ channel: 'sms', delivered: '2026-03-10', proof: 'delivered' }] },
  } as const;
  expect(ask({ ...input, ask: 'earliest', on: '2026-03-10' as never }).answer).toMatchObject({
    on: '2026-03-31',
  });
  const judged = (debtInMonthlyNormativeCharges: number) =>
    ask({ ...input, ask: 'assess', at: '2026-03-31', facts: { debtInMonthlyNormativeCharges } }).answer;
  expect(judged(2.01)).toMatchObject({ verdict: 'lawful' });
  expect(judged(2)).toMatchObject({
    verdict: 'unlawful',
    reasons: [{ code: 'threshold.twoMonthlyCharges' }],
  });
});

test('Madrid, bono social: four months from 31 October 2026 end on 28 February 2027', () => {
  const found = ask({
    ask: 'earliest',
    jurisdiction: 'ES-MD:madrid',
    zone: 'Europe/Madrid',
    scenario: 'debtDisconnection',
    act: 'requestToDistributor',
    on: '2026-10-31' as never,
    facts: { bonoSocial: true },
    notices: {
      firstRequirement: [{ channel: 'registeredLetter', delivered: '2026-10-31', proof: 'receivedSigned' }],
      secondRequirement: [{ channel: 'registeredLetter', delivered: '2026-12-01', proof: 'receivedSigned' }],
    },
  });
  expect(found.answer).toMatchObject({ on: '2027-03-01', periodEnds: '2027-02-28' });
  expect(found.confidence).toBe('verified');
});
