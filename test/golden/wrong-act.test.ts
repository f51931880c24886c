import { proved, shippedLaw } from './shipped-law.js';

/** Supply does not end everywhere by one act, and a length may end with another. */

test('Moscow: households are restricted, then suspended; of a disconnection the decree says nothing', () => {
  const moscow = shippedLaw(
    { jurisdiction: 'RU', zone: 'Europe/Moscow', customerClass: 'residential' },
    'debtDisconnection',
    {
      notices: { warning: [proved('sms', 'Tuesday 2026-06-02')] },
      facts: { debtInMonthlyNormativeCharges: 3 },
    },
  );
  expect(moscow.verdict('Wednesday 2026-06-03T10:00+03:00')).toBe('undetermined: a rule about disconnection');
  expect(moscow.verdict('Wednesday 2026-06-03T10:00+03:00', { act: 'restriction' })).toBe(
    'unlawful: notice.tooShort',
  );
});

describe('Madrid: the period ends with the request to the distributor, who acts after it', () => {
  const madrid = shippedLaw({ jurisdiction: 'ES-MD:madrid', zone: 'Europe/Madrid' }, 'debtDisconnection', {
    notices: {
      firstRequirement: [proved('registeredLetter', 'Monday 2026-06-01', 'receivedSigned')],
      secondRequirement: [proved('registeredLetter', 'Wednesday 2026-06-24', 'receivedSigned')],
    },
    facts: { bonoSocial: false, severelyVulnerable: false },
    noServiceDays: { weekdays: [6, 7], dates: [] },
  });
  const at = 'Tuesday 2026-08-04T10:00+02:00';
  test('nothing can be said of a disconnection while it is not known when the request was', () => {
    expect(madrid.verdict(at)).toBe('undetermined: requestToDistributor');
  });
  // Two months from Monday 1 June have passed whole after Saturday 1 August.
  test.each([
    ['Sunday 2026-08-02', 'lawful'],
    ['Saturday 2026-08-01', 'unlawful: notice.tooShort'],
    ['Wednesday 2026-08-05', 'unlawful: notice.tooShort'],
  ])('requested on %s', (requestToDistributor, verdict) => {
    expect(madrid.verdict(at, { events: { requestToDistributor } })).toBe(verdict);
  });
});
