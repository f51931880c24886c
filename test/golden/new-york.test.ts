import { proved, sent, shippedLaw, type Case } from './shipped-law.js';

const HOME = { jurisdiction: 'US-NY', zone: 'America/New_York', customerClass: 'residential' };
/** Due on Tuesday 1 September: final notice from Monday 21 September, which shows Tuesday 6 October. */
const NY = shippedLaw(HOME, 'debtDisconnection', {
  events: { paymentDue: 'Tuesday 2026-09-01', dateShown: 'Tuesday 2026-10-06' },
  notices: { finalNotice: [sent('letter', 'Monday 2026-09-21')] },
  facts: { heatRelated: true, elderlyBlindOrDisabled: false, entireMultipleDwelling: false },
});
const noHeat = { facts: { heatRelated: false } };

describe('the final notice', () => {
  test.each<[string, string, Case, string]>([
    ['on the date it shows', 'Tuesday 2026-10-06T10:00-04:00', {}, 'lawful'],
    ['the day before', 'Monday 2026-10-05T10:00-04:00', {}, 'unlawful: notice.tooShort'],
    [
      'sent 19 days after the due date',
      'Tuesday 2026-10-06T10:00-04:00',
      { notices: { finalNotice: [sent('letter', 'Sunday 2026-09-20')] } },
      'unlawful: notice.premature',
    ],
    [
      'it shows a date 14 days on',
      'Tuesday 2026-10-06T10:00-04:00',
      { events: { dateShown: 'Monday 2026-10-05' } },
      'unlawful: notice.tooShort',
    ],
    [
      'by text message',
      'Tuesday 2026-10-06T10:00-04:00',
      { notices: { finalNotice: [sent('sms', 'Monday 2026-09-21')] } },
      'unlawful: form.notSent',
    ],
  ])('%s', (_, at, own, verdict) => {
    expect(NY.verdict(at, own)).toBe(verdict);
  });

  test('for Tuesday 6 October it is mailed by the end of Monday 21 September', () => {
    expect(NY.sendBy('finalNotice', 'letter', 'Tuesday 2026-10-06T10:00-04:00')).toBe(
      'before Tue 2026-09-22T00:00-04:00',
    );
  });

  test('no rule that it rests on is without a source that was read', () => {
    expect(NY.confidence('Tuesday 2026-10-06T10:00-04:00')).toBe('secondary');
  });

  test('nothing can be said without the date that it shows', () => {
    const bare = shippedLaw(HOME, 'debtDisconnection', {
      events: { paymentDue: 'Tuesday 2026-09-01' },
      notices: { finalNotice: [sent('letter', 'Monday 2026-09-21')] },
    });
    expect(bare.verdict('Tuesday 2026-10-06T10:00-04:00')).toBe(
      'undetermined: elderlyBlindOrDisabled; entireMultipleDwelling; dateShown',
    );
  });
});

describe('the hours and days', () => {
  test.each([
    ['Tuesday 2026-10-06T07:59-04:00', 'unlawful: bar.before8'],
    ['Tuesday 2026-10-06T08:00-04:00', 'lawful'],
    ['Tuesday 2026-10-06T16:00-04:00', 'lawful'],
    ['Tuesday 2026-10-06T16:00:01-04:00', 'unlawful: bar.after16'],
    ['Thursday 2026-10-08T10:00-04:00', 'lawful'],
    ['Friday 2026-10-09T10:00-04:00', 'unlawful: bar.friday'],
    ['Sunday 2026-10-11T10:00-04:00', 'unlawful: bar.dayBeforePublicHoliday, bar.weekend'],
    // Columbus Day.
    ['Monday 2026-10-12T10:00-04:00', 'unlawful: bar.publicHoliday'],
    ['Tuesday 2026-10-13T10:00-04:00', 'lawful'],
  ])('%s', (at, verdict) => {
    expect(NY.verdict(at)).toBe(verdict);
  });

  test.each<[string, Case, string]>([
    ['Tuesday 2026-12-29T10:00-05:00', noHeat, 'unlawful: bar.yearEnd'],
    // Whether the two weeks have begun, the utility has to say.
    ['Tuesday 2026-12-22T10:00-05:00', noHeat, 'undetermined: yearEndFortnight'],
    [
      'Tuesday 2026-12-22T10:00-05:00',
      { facts: { heatRelated: false, yearEndFortnight: ['2026-12-21', '2026-12-22'] } },
      'unlawful: bar.yearEndFortnight',
    ],
    [
      'Tuesday 2026-12-22T10:00-05:00',
      { facts: { heatRelated: false, yearEndFortnight: ['2026-12-23', '2026-12-28'] } },
      'lawful',
    ],
    ['Thursday 2026-12-17T10:00-05:00', noHeat, 'lawful'],
  ])('Christmas: %s', (at, own, verdict) => {
    expect(NY.verdict(at, own)).toBe(verdict);
  });
});

describe('the cold season, 1 November to 15 April', () => {
  const call = { contact: [sent('phoneCall', 'Friday 2026-11-06T08:00-05:00')] };
  test.each<[string, Case, string]>([
    // Tuesday 3 November is election day, a holiday.
    ['Monday 2026-11-02T10:00-05:00', {}, 'unlawful: bar.dayBeforePublicHoliday, notice.missing'],
    ['Thursday 2026-10-29T10:00-04:00', {}, 'lawful'],
    ['Monday 2026-11-09T08:00-05:00', {}, 'unlawful: notice.missing'],
    ['Monday 2026-11-09T08:00-05:00', { notices: call }, 'lawful'],
    ['Monday 2026-11-09T08:00-05:00', noHeat, 'lawful'],
    ['Thursday 2027-04-15T10:00-04:00', {}, 'unlawful: notice.missing'],
    ['Monday 2027-04-19T10:00-04:00', {}, 'lawful'],
    // At any season where all at home are old, very young, blind or disabled.
    [
      'Thursday 2026-10-29T10:00-04:00',
      { facts: { elderlyBlindOrDisabled: true } },
      'unlawful: notice.missing',
    ],
  ])('disconnection on %s', (at, own, verdict) => {
    const finalNotice = [sent('letter', 'Monday 2026-09-21')];
    expect(NY.verdict(at, { ...own, notices: { finalNotice, ...own.notices } })).toBe(verdict);
  });

  test('72 hours, and not a second less', () => {
    expect(NY.serveBy('contact', 'Monday 2026-11-09T08:00-05:00')).toBe('Fri 2026-11-06T08:00-05:00');
    const late = {
      finalNotice: [sent('letter', 'Monday 2026-09-21')],
      contact: [sent('phoneCall', 'Friday 2026-11-06T08:00:01-05:00')],
    };
    expect(NY.verdict('Monday 2026-11-09T08:00-05:00', { notices: late })).toBe('unlawful: notice.tooShort');
  });

  const october: Case = {
    events: { paymentDue: 'Tuesday 2026-09-01', dateShown: 'Friday 2026-11-06' },
    notices: { finalNotice: [sent('letter', 'Thursday 2026-10-22')] },
  };
  test.each<[string, Case, string]>([
    // Friday, Saturday and Sunday are barred.
    [
      'no heat at stake',
      { ...october, facts: { heatRelated: false }, now: 'Thursday 2026-11-05T12:00-05:00' },
      'Mon 2026-11-09T08:00-05:00',
    ],
    // Called on Friday at noon: Monday at noon.
    ['heat at stake', { ...october, now: 'Friday 2026-11-06T12:00-05:00' }, 'Mon 2026-11-09T12:00-05:00'],
    // Called on Monday: Thursday, for Tuesday is the eve of Veterans Day and Wednesday is it.
    ['called later', { ...october, now: 'Monday 2026-11-09T07:00-05:00' }, 'Thu 2026-11-12T08:00-05:00'],
  ])('at the earliest: %s', (_, own, first) => {
    expect(NY.earliest(own)).toBe(first);
  });
});

describe('those who are protected', () => {
  test.each([
    // 28 September and 30 days: 28 October.
    ['medicalCertificate', 'Monday 2026-09-28', 'Wednesday 2026-10-28', 'unlawful: bar.medicalEmergency'],
    ['medicalCertificate', 'Monday 2026-09-28', 'Thursday 2026-10-29', 'lawful'],
    // Fifteen business days after 5 October, Columbus Day left out: 27 October.
    ['referredToSocialServices', 'Monday 2026-10-05', 'Tuesday 2026-10-27', 'unlawful: bar.socialServices'],
    ['referredToSocialServices', 'Monday 2026-10-05', 'Wednesday 2026-10-28', 'lawful'],
  ])('%s on %s: disconnection on %s', (event, since, at, verdict) => {
    expect(NY.verdict(`${at}T10:00-04:00`, { events: { [event]: since } })).toBe(verdict);
  });
});

describe('a whole building whose owner has not paid', () => {
  const all = {
    finalNotice: [sent('letter', 'Monday 2026-09-21')],
    owner: [proved('handDelivery', 'Monday 2026-09-21')],
    posted: [sent('poster', 'Monday 2026-09-21')],
    occupants: [sent('letter', 'Friday 2026-09-18')],
    officials: [sent('letter', 'Friday 2026-09-18')],
  };
  test.each<[string, Case['notices'], string]>([
    ['served and posted 15 days before, mailed 18', all, 'lawful'],
    ['the owner by mail, 18', { ...all, owner: [sent('letter', 'Friday 2026-09-18')] }, 'lawful'],
    [
      'the owner by mail, 17',
      { ...all, owner: [sent('letter', 'Saturday 2026-09-19')] },
      'unlawful: notice.tooShort',
    ],
    [
      'the tenants by mail, 17',
      { ...all, occupants: [sent('letter', 'Saturday 2026-09-19')] },
      'unlawful: notice.tooShort',
    ],
    [
      'posted 14 days before',
      { ...all, posted: [sent('poster', 'Tuesday 2026-09-22')] },
      'unlawful: notice.tooShort',
    ],
    ['nobody else was told', { finalNotice: all.finalNotice }, 'unlawful: notice.missing'],
  ])('%s', (_, notices, verdict) => {
    const own = { notices, facts: { entireMultipleDwelling: true } };
    expect(NY.verdict('Tuesday 2026-10-06T10:00-04:00', own)).toBe(verdict);
  });
});

describe('water', () => {
  const water = shippedLaw(
    { jurisdiction: 'US-NY', zone: 'America/New_York', utility: 'water' },
    'debtDisconnection',
    { facts: { superintendentKnown: false } },
  );
  // Friday 1 May 2026: fifteen days are Saturday 16 May, eighteen are Tuesday 19 May.
  test.each<[string, ReturnType<typeof sent>, string, string]>([
    [
      'by hand',
      proved('handDelivery', 'Friday 2026-05-01'),
      'Friday 2026-05-15',
      'unlawful: notice.tooShort',
    ],
    ['by hand', proved('handDelivery', 'Friday 2026-05-01'), 'Saturday 2026-05-16', 'lawful'],
    ['by letter', sent('letter', 'Friday 2026-05-01'), 'Monday 2026-05-18', 'unlawful: notice.tooShort'],
    ['by letter', sent('letter', 'Friday 2026-05-01'), 'Tuesday 2026-05-19', 'lawful'],
    [
      'refused at the door',
      proved('registeredLetter', 'Friday 2026-05-01', 'refused'),
      'Saturday 2026-05-16',
      'lawful',
    ],
    [
      'registered, on its way',
      sent('registeredLetter', 'Friday 2026-05-01'),
      'Tuesday 2026-05-19',
      'unlawful: notice.unserved',
    ],
  ])('%s', (_, notice, at, verdict) => {
    expect(water.verdict(at, { notices: { customer: [notice] } })).toBe(verdict);
  });
  test('a superintendent who is known is told too', () => {
    const own = { notices: { customer: [sent('letter', 'Friday 2026-05-01')] } };
    expect(water.verdict('Tuesday 2026-05-19', { ...own, facts: { superintendentKnown: true } })).toBe(
      'unlawful: notice.missing',
    );
  });
});
