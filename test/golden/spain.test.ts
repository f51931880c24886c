import { law, served, verdict } from './answers.js';

/** Spain, planned work: the authority 72 hours before without days off, consumers 24 hours before. */
const MADRID = { jurisdiction: 'ES-MD:madrid', zone: 'Europe/Madrid' };
const planned = law(MADRID, 'plannedInterruption');
const each = { voltageKV: 15, essentialService: false, authorisationRefused: false };
const public_ = { voltageKV: 0.4, essentialService: false, authorisationRefused: false };

describe('Madrid, work on Wednesday 9 December 2026 at 9:00', () => {
  const at = 'Wednesday 2026-12-09T09:00+01:00';
  const notices = {
    authorisation: served('Wednesday 2026-12-02T09:00+01:00'),
    notice: [{ channel: 'email' as const, sent: 'Tuesday 2026-12-08T09:00+01:00' }],
  };
  const judged = (changes: object, facts: Record<string, boolean | number> = each) =>
    verdict(planned({ ask: 'assess', at, notices: { ...notices, ...changes }, facts }));

  test('72 hours back over two holidays and a weekend: 9 h of Wednesday, Friday, Thursday, 15 h of Wednesday 2 December', () => {
    const found = planned({ ask: 'latest', at, facts: each });
    expect(found.answer).toMatchObject({
      notices: [
        { notice: 'authorisation', served: { at: 'Wednesday 2026-12-02T09:00+01:00' } },
        { notice: 'firstPaper' },
        { notice: 'notice', served: { at: 'Tuesday 2026-12-08T09:00+01:00' } },
        { notice: 'posters' },
        { notice: 'secondPaper' },
      ],
    });
    expect(judged({})).toBe('lawful');
  });

  test.each([
    ['the authority', { authorisation: served('Wednesday 2026-12-02T09:00:00.001+01:00') }],
    ['the customer', { notice: [{ channel: 'sms', sent: 'Tuesday 2026-12-08T09:00:00.001+01:00' }] }],
  ])('a millisecond later is too late for %s', (_, changes) => {
    expect(judged(changes)).toBe('unlawful: notice.tooShort');
  });

  test('the authorisation was refused, or it is not known whether', () => {
    expect(judged({}, { ...each, authorisationRefused: true })).toBe('unlawful: bar.authorisationRefused');
    const { authorisationRefused: _, ...unknown } = each;
    expect(judged({}, unknown)).toBe('undetermined: authorisationRefused');
  });

  const published = (channel: 'poster' | 'press') => [
    {
      channel,
      sent: 'Monday 2026-12-07T20:00+01:00',
      delivered: 'Tuesday 2026-12-08T08:00+01:00',
      proof: 'published' as const,
    },
  ];
  const inPublic = {
    posters: published('poster'),
    firstPaper: published('press'),
    secondPaper: published('press'),
  };
  test('low voltage: posters and two papers; one paper is not enough', () => {
    expect(judged(inPublic, public_)).toBe('lawful');
    expect(judged({ posters: inPublic.posters, firstPaper: inPublic.firstPaper }, public_)).toBe(
      'unlawful: notice.missing',
    );
  });

  test('a hospital at low voltage is told itself', () => {
    const { authorisation } = notices;
    const asked = { ask: 'assess', at, facts: { ...public_, essentialService: true } } as const;
    expect(verdict(planned({ ...asked, notices: { authorisation } }))).toBe('unlawful: notice.missing');
    expect(verdict(planned({ ...asked, notices }))).toBe('lawful');
  });
});

test('24 hours before Sunday 29 March 2026, 10:00, over the short night: Saturday 9:00', () => {
  const found = planned({ ask: 'latest', at: 'Sunday 2026-03-29T10:00+02:00', facts: each });
  const notices = (found.answer as { notices: readonly { notice: string; served: unknown }[] }).notices;
  expect(notices.find(({ notice }) => notice === 'notice')?.served).toEqual({
    at: 'Saturday 2026-03-28T09:00+01:00',
  });
});

test('Barcelona, work on Friday 25 September 2026: Thursday is La Mercè, so asked by Monday the 21st at 9:00', () => {
  const barcelona = law({ ...MADRID, jurisdiction: 'ES-CT:barcelona' }, 'plannedInterruption');
  // 9 h of Friday, Wednesday, Tuesday, 15 h of Monday.
  const found = barcelona({ ask: 'latest', at: 'Friday 2026-09-25T09:00+02:00', facts: each });
  expect(found.answer).toMatchObject({
    missing: [],
    notices: [{ served: { at: 'Monday 2026-09-21T09:00+02:00' } }, {}, {}, {}, {}],
  });
});

test('Getafe: its two local days are not known, so the hours of the authority cannot be counted', () => {
  const getafe = law({ ...MADRID, jurisdiction: 'ES-MD:getafe' }, 'plannedInterruption');
  const found = getafe({ ask: 'latest', at: 'Wednesday 2026-12-09T09:00+01:00', facts: each });
  expect((found.answer as { missing: readonly string[] }).missing.join()).toContain('two local days');
});

test('without an objection in 48 hours from Friday 23 October 2026, 12:00, over the long night, work is authorised', () => {
  const found = planned({
    ask: 'deadlines',
    on: 'Friday 2026-10-23',
    events: { authorisationAsked: 'Friday 2026-10-23T12:00+02:00' },
  });
  expect(found.answer).toMatchObject({ deadlines: [{ end: { at: 'Sunday 2026-10-25T11:00+01:00' } }] });
});

describe('hours over the limit of the year', () => {
  const facts = { hoursAllowedAYear: 5, meanPowerKW: 0.4, pricePerKWh: 0.2, yearlyBill: 600 };
  const asked = (hours: number, known: Record<string, number>) =>
    law(MADRID, 'emergency')({ ask: 'compensation', on: 'Thursday 2026-12-31', hours, facts: known }).answer;

  test.each([
    ['none', 5, 0],
    ['ten: 10 × 0.4 kW × 5 × 0.20', 15, 4],
    ['two hundred would be 80; a tenth of the bill is 60', 205, 60],
  ])('%s', (_, hours, amount) => {
    expect(asked(hours, facts)).toMatchObject({ dues: [{ amount, currency: 'EUR' }], missing: [] });
  });

  test('the limit of the zone is not known', () => {
    const { hoursAllowedAYear: _, ...known } = facts;
    expect(asked(15, known)).toEqual({ dues: [], missing: ['hoursAllowedAYear'] });
  });
});
