import { law, served as servedBy, verdict } from './answers.js';

/** France: a bill, two letters, and no household without power between 1 November and 31 March. */
const LYON = { jurisdiction: 'FR', zone: 'Europe/Paris', customerClass: 'residential' };
const served = (day: string) => servedBy(day, 'letter');
const debt = law(LYON, 'debtDisconnection');
const facts = { mainResidence: true, onAid: false, smartMeter: true };
const onAid = { ...facts, onAid: true };

/** A bill of Monday 1 June 2026, to be paid by Monday 15 June. */
const events = { billIssued: 'Monday 2026-06-01', paymentDue: 'Monday 2026-06-15' };
const letters = { firstLetter: served('Wednesday 2026-06-17'), secondLetter: served('Friday 2026-07-03') };

describe('a bill of Monday 1 June 2026, payable by Monday 15 June', () => {
  test('the first letter not before Tuesday 16 June', () => {
    const found = debt({ ask: 'earliest', act: 'firstLetter', on: 'Monday 2026-06-01', events, facts });
    expect(found.answer).toMatchObject({ on: 'Tuesday 2026-06-16' });
  });

  test.each([
    ['fifteen days from Wednesday 17 June end on Thursday 2 July', facts, 'Friday 2026-07-03'],
    ['on aid thirty, to Friday 17 July', onAid, 'Saturday 2026-07-18'],
  ])('the second letter: %s', (_, known, on) => {
    const { firstLetter } = letters;
    const found = debt({
      ask: 'earliest',
      act: 'secondLetter',
      on: 'Wednesday 2026-06-17',
      events,
      facts: known,
      notices: { firstLetter },
    });
    expect(found.answer).toMatchObject({ on });
  });

  test('twenty days from the second letter of Friday 3 July end on Thursday 23 July: cut from Friday the 24th', () => {
    const judged = (at: string, act: string) =>
      verdict(debt({ ask: 'assess', act, at, events, notices: letters, facts }));
    for (const act of ['powerReduction', 'disconnection']) {
      expect(judged('Friday 2026-07-24', act)).toBe('lawful');
      expect(judged('Thursday 2026-07-23', act)).toBe('unlawful: notice.tooShort');
    }
  });

  test('a second letter on Thursday 2 July was sent a day too early', () => {
    const early = { ...letters, secondLetter: served('Thursday 2026-07-02') };
    expect(verdict(debt({ ask: 'assess', at: 'Friday 2026-07-24', events, notices: early, facts }))).toBe(
      'unlawful: notice.premature',
    );
  });

  test('without the first letter nothing follows', () => {
    const { secondLetter } = letters;
    expect(
      verdict(debt({ ask: 'assess', at: 'Friday 2026-07-24', events, notices: { secondLetter }, facts })),
    ).toBe('unlawful: notice.missing');
  });

  test.each([['onAid'], ['mainResidence']])('%s must be known where it decides', fact => {
    const { [fact as 'onAid']: _, ...known } = facts;
    const at = fact === 'onAid' ? 'Friday 2026-07-24' : 'Monday 2027-01-04';
    expect(verdict(debt({ ask: 'assess', at, events, notices: letters, facts: known }))).toContain(
      `undetermined: ${fact}`,
    );
  });
});

describe('the winter truce', () => {
  const letter = (day: string) => ({
    firstLetter: served('Wednesday 2026-06-17'),
    secondLetter: served(day),
  });
  const first = (day: string, known: Record<string, boolean> = facts) =>
    debt({ ask: 'earliest', on: day, events, notices: letter(day), facts: known }).answer;

  test('twenty days from Saturday 10 October 2026 end on the 30th: Saturday 31 October is the last lawful day', () => {
    expect(first('Saturday 2026-10-10')).toMatchObject({ on: 'Saturday 2026-10-31' });
  });

  test('a day later it is winter until Wednesday 31 March: from Thursday 1 April 2027', () => {
    expect(first('Sunday 2026-10-11')).toMatchObject({ on: 'Thursday 2027-04-01' });
    expect(first('Sunday 2026-10-11', { ...facts, mainResidence: false })).toMatchObject({
      on: 'Sunday 2026-11-01',
    });
  });

  const winter = (act: string, known: Record<string, boolean>) =>
    verdict(
      debt({
        ask: 'assess',
        act,
        at: 'Wednesday 2027-03-31',
        events,
        notices: letter('Sunday 2026-10-11'),
        facts: known,
      }),
    );
  test('power may be reduced in winter, but not of a household on aid', () => {
    expect(winter('disconnection', facts)).toBe('unlawful: bar.winterTruce');
    expect(winter('powerReduction', facts)).toBe('lawful');
    expect(winter('powerReduction', onAid)).toBe('unlawful: bar.winterTruceOnAid');
  });

  test('the sixty days of minimum supply stand still in it: 30 days of October, 30 of April, so from Saturday 1 May 2027', () => {
    const reduced = {
      events: { ...events, powerReduction: 'Thursday 2026-10-01' },
      notices: { firstLetter: served('Wednesday 2026-06-17'), secondLetter: served('Monday 2026-08-31') },
    };
    const asked = (known: Record<string, boolean>) =>
      debt({ ask: 'earliest', on: 'Thursday 2026-10-01', ...reduced, facts: known }).answer;
    expect(asked(onAid)).toMatchObject({ on: 'Saturday 2027-05-01', periodEnds: 'Friday 2027-04-30' });
    // Without a smart meter they are not asked for, and the twenty days of the letter are all.
    expect(asked({ ...onAid, smartMeter: false })).toMatchObject({ on: 'Monday 2026-09-21' });
  });
});

test.each([
  ['under five hours nothing is owed', 4.9, 0],
  ['12 hours at 9 kVA: two periods of 2 euro', 12, 36],
  ['forty periods are the most', 300, 720],
])('compensation: %s', (_, hours, amount) => {
  const found = law(
    LYON,
    'emergency',
  )({
    ask: 'compensation',
    on: 'Friday 2026-11-27',
    hours,
    facts: { subscribedKVA: 9 },
  });
  expect(found.answer).toMatchObject({ dues: [{ amount, currency: 'EUR', automatic: true }], missing: [] });
});

test('of planned work no rule was found, and nothing is said', () => {
  const planned = law(LYON, 'plannedInterruption');
  expect(() => planned({ ask: 'latest', at: 'Monday 2026-06-15T09:00+02:00' })).toThrow(
    'nothing of plannedInterruption',
  );
});
