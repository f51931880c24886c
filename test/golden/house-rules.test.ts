import { law, verdict } from './answers.js';

/** What the utility chooses where the law of a place was found to be silent; every answer says that it is a choice. */
const PLACES = [
  ['DE-BE', 'Europe/Berlin'],
  ['ES-MD:madrid', 'Europe/Madrid'],
  ['FR', 'Europe/Paris'],
  ['GB-ENG', 'Europe/London'],
  ['GB-SCT', 'Europe/London'],
  ['GB-WLS', 'Europe/London'],
  ['IT', 'Europe/Rome'],
  ['PL', 'Europe/Warsaw'],
  ['UA', 'Europe/Kyiv'],
  ['RU', 'Europe/Moscow'],
  ['KZ', 'Asia/Almaty'],
  ['IN-DL', 'Asia/Kolkata'],
  ['PK', 'Asia/Karachi'],
  ['NZ-AUK', 'Pacific/Auckland'],
  ['CA-ON', 'America/Toronto'],
  ['US-CA', 'America/Los_Angeles'],
  ['US-IL', 'America/Chicago'],
  ['US-NY', 'America/New_York'],
  ['US-OH', 'America/New_York'],
  ['US-TX', 'America/Chicago'],
] as const;

test.each(PLACES)('%s: an emergency is told as soon as it is known', (jurisdiction, zone) => {
  const emergency = law({ jurisdiction, zone }, 'emergency');
  const facts = { martialLaw: false };
  const asked = { ask: 'assess', at: 'Friday 2026-11-27T20:00+00:00', facts } as const;
  const found = emergency({ ...asked, events: { detected: 'Friday 2026-11-27T20:05+00:00' } });
  expect(verdict(found)).toBe('lawful');
  expect(found.because.map(({ rulebook }) => rulebook)).toContain('house-emergency@1');
  expect(found.confidence).toBe('unverified');
  expect(verdict(emergency(asked))).toBe('undetermined: detected');
});

test.each([
  ['GB-ENG', 'Europe/London'],
  ['IT', 'Europe/Rome'],
  ['UA', 'Europe/Kyiv'],
  ['KZ', 'Asia/Almaty'],
  ['US-CA', 'America/Los_Angeles'],
] as const)('%s: planned work is announced by e-mail, text or letter', (jurisdiction, zone) => {
  const found = law(
    { jurisdiction, zone },
    'plannedInterruption',
  )({
    ask: 'latest',
    at: 'Monday 2026-06-15T12:00+00:00',
  });
  const { notices } = found.answer as {
    notices: readonly { channels: readonly { channel: string; because: { rulebook: string } }[] }[];
  };
  expect(notices.length).toBeGreaterThan(0);
  for (const { channels } of notices)
    expect(channels.map(({ channel, because }) => `${channel} ${because.rulebook}`)).toEqual([
      'email house-planned@1',
      'sms house-planned@1',
      'letter house-planned@1',
    ]);
});

test('of gas in Britain the house says nothing, for it knows of no rule of how early', () => {
  const gas = law({ jurisdiction: 'GB-ENG', zone: 'Europe/London', utility: 'gas' }, 'plannedInterruption');
  expect(() => gas({ ask: 'latest', at: 'Monday 2026-06-15T12:00+00:00' })).toThrow(
    'say nothing of plannedInterruption',
  );
});
