import fc from 'fast-check';
import { forecast, makeBatches, type Batch, type Paces } from '../../server/domain/outage/forecast.js';
import { judgeRevision } from '../../server/domain/outage/judge.js';
import { planNotices } from '../../server/domain/outage/plan-notices.js';
import { addSeconds, type Instant } from '../../server/domain/time.js';
import {
  account,
  addressee,
  affected,
  at,
  BASELINE,
  contactPoint,
  LETTERS,
  MONDAY_NINE,
  planInput,
  planned,
  POLICY,
  revision,
  window,
} from './builders.js';

/** Work on Thursday at nine must be served by Tuesday at nine; a letter posted by then is in the house on Monday at 14:00. */
const [LAW] = judgeRevision(planned(), revision(), null, [affected()], [BASELINE], MONDAY_NINE).pinned;
const TUESDAY_NINE = at('Tuesday 2026-11-24T09:00+01:00');
const MONDAY_TWO = at('Monday 2026-11-23T14:00+01:00');
const PACES: Paces = { email: 200, sms: 50, letter: 1 };

type Channels = readonly (readonly ['email' | 'sms' | 'letter', number])[];
const batch = (
  notices: number,
  channels: Channels,
  sendAt = MONDAY_NINE,
  changes: Partial<Batch> = {},
): Batch => {
  if (LAW === undefined) throw new Error('The law of XA is known.');
  const messages = channels.map(([channel, count]) => ({ channel, sendAt, count }));
  return { law: LAW, serveBy: TUESDAY_NINE, lifeSupport: false, notices, messages, ...changes };
};
const foresee = (batches: readonly Batch[], now = MONDAY_NINE, paces = PACES) =>
  forecast({ batches, paces, policy: POLICY, letters: LETTERS, now });
const of = (channel: string, { channels }: ReturnType<typeof forecast>) =>
  channels.find(each => each.channel === channel);

test('letters must be at the printer by Monday, 14:00, or 812 customers miss the window', () => {
  const found = foresee([
    batch(812, [['letter', 1]]),
    batch(5000, [
      ['sms', 1],
      ['email', 1],
    ]),
  ]);
  expect(of('letter', found)).toEqual({
    channel: 'letter',
    messages: 812,
    perSecond: 1,
    starts: MONDAY_NINE,
    lastHandedOver: at('Monday 2026-11-23T09:13:31+01:00'),
    lastServed: at('Monday 2026-11-23T17:00+01:00'),
    handOverBy: MONDAY_TWO,
    // 811 seconds before: the last of them is in at two o'clock.
    launchBy: at('Monday 2026-11-23T13:46:29+01:00'),
    late: 0,
    onlyThis: 812,
  });
  expect(of('sms', found)).toMatchObject({
    lastHandedOver: at('Monday 2026-11-23T09:01:39.980+01:00'),
    handOverBy: TUESDAY_NINE,
    onlyThis: 0,
  });
  expect(found).toMatchObject({ late: 0, launchBy: at('Monday 2026-11-23T13:46:29+01:00') });
});

test('launched at 13:59, one letter a second, 61 are in by two o’clock and 751 customers are late', () => {
  const now = at('Monday 2026-11-23T13:59+01:00');
  const found = foresee([batch(812, [['letter', 1]], now)], now);
  expect(of('letter', found)).toMatchObject({
    late: 751,
    lastHandedOver: at('Monday 2026-11-23T14:12:31+01:00'),
    lastServed: at('Tuesday 2026-11-24T17:00+01:00'),
  });
  expect(found.late).toBe(751);
});

test('those who get an e-mail besides are not late because of their letter', () => {
  const now = at('Monday 2026-11-23T15:00+01:00');
  const found = foresee(
    [
      batch(
        812,
        [
          ['letter', 1],
          ['email', 1],
        ],
        now,
      ),
    ],
    now,
  );
  expect(of('letter', found)).toMatchObject({ late: 812, onlyThis: 0 });
  expect(found.late).toBe(0);
  expect(found.launchBy).toBe(of('email', found)?.launchBy);
});

test('where the law wants a letter and a message, one that is in time does not save the other', () => {
  const now = at('Monday 2026-11-23T15:00+01:00');
  if (LAW === undefined) throw new Error('The law of XA is known.');
  const cite = LAW.rules.writtenForm.because;
  const groups = [
    { oneOf: ['letter' as const], reason: 'noLetter' },
    { oneOf: ['email' as const, 'sms' as const], reason: 'noMessage' },
  ];
  const notices = { notice: { form: { because: cite, value: { groups } } } };
  const law = { ...LAW, rules: { ...LAW.rules, rules: { ...LAW.rules.rules, notices } } };
  const both = batch(
    812,
    [
      ['letter', 1],
      ['email', 1],
    ],
    now,
    { law },
  );
  const found = foresee([both], now);
  expect(found.late).toBe(812);
  expect(found.launchBy).toBe(of('letter', found)?.launchBy);
  expect([of('letter', found)?.onlyThis, of('email', found)?.onlyThis]).toEqual([812, 812]);
});

test('life support goes first, so that it is not what is late', () => {
  const now = at('Monday 2026-11-23T13:59+01:00');
  const ordinary = batch(60, [['letter', 1]], now);
  const urgent = batch(40, [['letter', 1]], now, { lifeSupport: true });
  expect(foresee([ordinary, urgent], now).late).toBe(39);
  expect(foresee([urgent], now).late).toBe(0);
});

test('the quiet hours before a deadline are planned round, and no reason to be late', () => {
  // Work at seven: the last lawful moment is Tuesday at seven, in the quiet hours that begin on Monday at nine.
  const seven = window('Thursday 2026-11-26T07:00+01:00', 'Thursday 2026-11-26T09:00+01:00');
  const said = revision({ windows: [seven] });
  const [law] = judgeRevision(planned(), said, null, [affected()], [BASELINE], MONDAY_NINE).pinned;
  if (law === undefined) throw new Error('The law of XA is known.');
  const serveBy = at('Tuesday 2026-11-24T07:00+01:00');
  const now = at('Tuesday 2026-11-24T06:59+01:00');
  const found = foresee([batch(100, [['sms', 1]], now, { law, serveBy })], now);
  expect(of('sms', found)).toMatchObject({
    handOverBy: at('Monday 2026-11-23T20:59:59.999+01:00'),
    launchBy: at('Monday 2026-11-23T20:59:58.019+01:00'),
    late: 0,
  });
});

test('without a carrier nothing leaves, and without a deadline nothing is late', () => {
  const none = foresee([batch(10, [['sms', 1]])], MONDAY_NINE, { ...PACES, sms: null });
  expect(of('sms', none)).toMatchObject({ lastHandedOver: null, lastServed: null, late: 10, launchBy: null });
  expect(none).toMatchObject({ late: 10, launchBy: null });
  const emergency = foresee([batch(10, [['sms', 1]], MONDAY_NINE, { serveBy: null })]);
  expect(of('sms', emergency)).toMatchObject({ handOverBy: null, late: 0, onlyThis: 0 });
  expect(emergency).toMatchObject({ late: 0, launchBy: null });
  expect(foresee([])).toEqual({ at: MONDAY_NINE, channels: [], late: 0, launchBy: null });
});

test('at the latest launch nobody is late, a millisecond later somebody is', () => {
  const paces = fc.record({ email: fc.constantFrom(1, 50, 200), letter: fc.constantFrom(1, 2, 5) });
  const counts = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      paces,
      counts,
      fc.constantFrom('email' as const, 'letter' as const),
      (pace, sizes, channel) => {
        const launched = (now: Instant) =>
          foresee(
            sizes.map((size, index) =>
              batch(size, [[channel, 1]], now, index === 0 ? { lifeSupport: true } : {}),
            ),
            now,
            { ...pace, sms: null },
          );
        const { launchBy } = launched(MONDAY_NINE);
        if (launchBy === null) throw new Error('There is a deadline.');
        expect(launched(launchBy).late).toBe(0);
        expect(launched(addSeconds(launchBy, 0.001)).late).toBeGreaterThan(0);
      },
    ),
    { numRuns: 100 },
  );
});

test('notices alike are one batch, whatever their number', () => {
  const batches = makeBatches();
  for (let n = 0; n < 50; n += 1) {
    const contactPoints = [
      contactPoint('email', { id: `e${n}`, value: `e${n}@mail.example` }),
      contactPoint('email', { id: `f${n}`, value: `f${n}@mail.example` }),
      contactPoint('mobile', { id: `m${n}` }),
    ];
    for (const notice of planNotices(
      account({ addressees: [addressee(`p${n}`, { contactPoints })] }),
      planInput(),
    ))
      if (LAW !== undefined) batches.add(LAW, notice);
  }
  expect(batches.all()).toMatchObject([
    {
      notices: 50,
      serveBy: TUESDAY_NINE,
      messages: [
        { channel: 'email', count: 2 },
        { channel: 'sms', count: 1 },
      ],
    },
  ]);
});
