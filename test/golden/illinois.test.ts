import { proved, sent, shippedLaw, type Case } from './shipped-law.js';

const IL = shippedLaw(
  { jurisdiction: 'US-IL', zone: 'America/Chicago', customerClass: 'residential' },
  'debtDisconnection',
  {
    events: { effectiveDate: 'Friday 2026-10-30', expiryDate: 'Friday 2027-05-28' },
    facts: { heating: true, forecast24hLowF: 41 },
  },
);
const told = (notice: ReturnType<typeof sent>, more: Case['notices'] = {}): Case => ({
  notices: { notice: [notice], healthDepartment: [sent('letter', 'Monday 2026-11-09')], ...more },
});
const NO_NUMBER =
  'undetermined: a number for waits.noticeAtOtherTimes: the law sets none, or it was not read';

describe('a household that heats with it, November to March', () => {
  test.each<[string, string, Case, string]>([
    ['mailed eight days before', 'Monday 2026-11-23', told(sent('letter', 'Sunday 2026-11-15')), 'lawful'],
    [
      'mailed seven',
      'Monday 2026-11-23',
      told(sent('letter', 'Monday 2026-11-16')),
      'unlawful: notice.tooShort',
    ],
    [
      'delivered five days before',
      'Monday 2026-11-23',
      told(proved('inPerson', 'Wednesday 2026-11-18')),
      'lawful',
    ],
    [
      'delivered four',
      'Monday 2026-11-23',
      told(proved('inPerson', 'Thursday 2026-11-19')),
      'unlawful: notice.tooShort',
    ],
    [
      'before the date that the notice shows',
      'Monday 2026-11-23',
      { ...told(sent('letter', 'Sunday 2026-11-15')), events: { effectiveDate: 'Tuesday 2026-11-24' } },
      'unlawful: notice.tooShort',
    ],
    [
      'on the last day that it shows',
      'Monday 2026-11-23',
      { ...told(sent('letter', 'Sunday 2026-11-15')), events: { expiryDate: 'Monday 2026-11-23' } },
      'lawful',
    ],
    [
      'a day after it',
      'Monday 2026-11-23',
      { ...told(sent('letter', 'Sunday 2026-11-15')), events: { expiryDate: 'Sunday 2026-11-22' } },
      'unlawful: notice.expired',
    ],
    [
      'frost is forecast',
      'Monday 2026-11-23',
      { ...told(sent('letter', 'Sunday 2026-11-15')), facts: { forecast24hLowF: 32 } },
      'unlawful: bar.frost',
    ],
    [
      'the health department is told a day late',
      'Monday 2026-11-23',
      told(sent('letter', 'Sunday 2026-11-15'), {
        healthDepartment: [sent('letter', 'Tuesday 2026-11-24')],
      }),
      'unlawful: notice.tooShort',
    ],
    [
      'the health department does not know',
      'Monday 2026-11-23',
      { notices: { notice: [sent('letter', 'Sunday 2026-11-15')] } },
      'unlawful: notice.missing',
    ],
    [
      'at other times the length was not read',
      'Friday 2026-10-30',
      told(sent('letter', 'Thursday 2026-10-01')),
      NO_NUMBER,
    ],
    [
      'nor for those who do not heat with it',
      'Monday 2026-11-23',
      { ...told(sent('letter', 'Sunday 2026-11-15')), facts: { heating: false } },
      NO_NUMBER,
    ],
    // 5 October and sixty days: 4 December.
    [
      'a medical certificate',
      'Monday 2026-11-23',
      { ...told(sent('letter', 'Sunday 2026-11-15')), events: { medicalCertificate: 'Monday 2026-10-05' } },
      'unlawful: bar.medicalCertificate',
    ],
  ])('%s', (_, at, own, verdict) => {
    expect(IL.verdict(at, own)).toBe(verdict);
  });

  test('what is not known is named', () => {
    const bare = shippedLaw(
      { jurisdiction: 'US-IL', zone: 'America/Chicago', customerClass: 'residential' },
      'debtDisconnection',
    );
    expect(bare.verdict('Monday 2026-11-23', told(sent('letter', 'Sunday 2026-11-15')))).toBe(
      'undetermined: heating; effectiveDate; expiryDate; forecast24hLowF',
    );
  });

  test('by when: eight days by mail, five by hand', () => {
    const at = 'Monday 2026-11-23';
    expect(IL.sendBy('notice', 'letter', at)).toBe('before Mon 2026-11-16T00:00-06:00');
    expect(IL.serveBy('notice', at)).toBe('Wed 2026-11-18');
  });
});

describe('December to March, six business days after the winter notice', () => {
  const facts = { heating: true, winterPlanOffered: true, winterPlanRefused: true };
  const winter = (winterNotice: string): Case => ({
    ...told(sent('letter', 'Monday 2027-01-04'), { winterNotice: [proved('inPerson', winterNotice)] }),
    facts,
  });
  test.each<[string, Case, string]>([
    // After Monday 11 January: 12, 13, 14, 15, 19, 20 January; Monday 18 is Martin Luther King Day.
    ['Wednesday 2027-01-20', winter('Monday 2027-01-11'), 'unlawful: notice.tooShort'],
    ['Thursday 2027-01-21', winter('Monday 2027-01-11'), 'lawful'],
    [
      'Thursday 2027-01-21',
      { ...told(sent('letter', 'Monday 2027-01-04')), facts },
      'unlawful: notice.missing',
    ],
    [
      'Thursday 2027-01-21',
      { ...winter('Monday 2027-01-11'), facts: { ...facts, winterPlanRefused: false } },
      'unlawful: threshold.winterPlanRefused',
    ],
    [
      'Thursday 2027-01-21',
      { ...winter('Monday 2027-01-11'), facts: { heating: true } },
      'undetermined: winterPlanOffered; winterPlanRefused',
    ],
    ['Wednesday 2027-03-31', winter('Monday 2027-03-15'), 'lawful'],
    ['Thursday 2027-04-01', winter('Monday 2027-03-15'), NO_NUMBER],
  ])('disconnection on %s', (at, own, verdict) => {
    expect(IL.verdict(at, own)).toBe(verdict);
  });
});
