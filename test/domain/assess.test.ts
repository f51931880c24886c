import fc from 'fast-check';
import {
  assess,
  combine,
  informAtOnce,
  undetermined,
  type Judgement,
} from '../../server/domain/rules/assess.js';
import type { ResolvedRules } from '../../server/domain/rules/rulebook.js';
import { addHours, fromEpochMs, hoursBetween, withOffset, type Zone } from '../../server/domain/time.js';
import { at, ATHENS, baselineRules, BERLIN } from './builders.js';

const RULES = baselineRules();
const { notice: WAIT } = RULES.rules.waits ?? {};
if (WAIT === undefined) throw new Error('The baseline has no wait.');
const hours = (count: number): ResolvedRules => ({
  ...RULES,
  rules: {
    ...RULES.rules,
    waits: { notice: { ...WAIT, value: { ...WAIT.value, atLeast: [{ unit: 'clockHours', count }] } } },
  },
});

describe('the last lawful moment', () => {
  test.each([
    [
      'Monday for Wednesday, exactly 48 hours',
      'Monday 2026-11-23T09:00+01:00',
      'Wednesday 2026-11-25T09:00+01:00',
      'lawful',
    ],
    [
      'Monday for Wednesday, a millisecond less',
      'Monday 2026-11-23T09:00:00.001+01:00',
      'Wednesday 2026-11-25T09:00+01:00',
      'unlawful',
    ],
    [
      'Monday for Wednesday, a millisecond more',
      'Monday 2026-11-23T08:59:59.999+01:00',
      'Wednesday 2026-11-25T09:00+01:00',
      'lawful',
    ],
    [
      'Friday for Sunday at the same hour: the night is an hour short',
      'Friday 2026-03-27T09:00+01:00',
      'Sunday 2026-03-29T09:00+02:00',
      'unlawful',
    ],
    ['Friday an hour earlier', 'Friday 2026-03-27T08:00+01:00', 'Sunday 2026-03-29T09:00+02:00', 'lawful'],
    [
      'Saturday for Monday an hour later by the wall clock: the night is an hour longer',
      'Saturday 2026-10-24T10:00+02:00',
      'Monday 2026-10-26T09:00+01:00',
      'lawful',
    ],
    [
      'Saturday, a millisecond after that',
      'Saturday 2026-10-24T10:00:00.001+02:00',
      'Monday 2026-10-26T09:00+01:00',
      'unlawful',
    ],
    [
      'Thursday for the day before',
      'Thursday 2026-11-26T09:00+01:00',
      'Wednesday 2026-11-25T09:00+01:00',
      'unlawful',
    ],
  ] as const)('%s', (_, now, start, verdict) => {
    const judgement = assess({ rules: RULES, zone: BERLIN, start: at(start), now: at(now) });
    expect(judgement.verdict).toBe(verdict);
    expect(judgement.serveBy).toBe(addHours(at(start), -48));
    expect(judgement.earliestStart).toBe(addHours(at(now), 48));
    expect(judgement.refusals).toHaveLength(verdict === 'lawful' ? 0 : 1);
  });

  test('per channel of the written form, and for no other', () => {
    const writtenForm = { ...RULES.writtenForm, value: ['letter'] as const };
    const letterOnly: ResolvedRules = { ...RULES, writtenForm, rules: { ...RULES.rules, writtenForm } };
    const question = {
      zone: BERLIN,
      start: at('Thursday 2026-11-26T09:00+01:00'),
      now: at('Monday 2026-11-23T09:00+01:00'),
    };
    const serveBy = at('Tuesday 2026-11-24T09:00+01:00');
    expect(assess({ ...question, rules: letterOnly }).lastLawful).toEqual({ letter: serveBy });
    expect(assess({ ...question, rules: RULES }).lastLawful).toEqual({
      email: serveBy,
      sms: serveBy,
      letter: serveBy,
    });
  });
});

describe('what a person can check', () => {
  const late = assess({
    rules: RULES,
    zone: BERLIN,
    start: at('Wednesday 2026-11-25T09:00+01:00'),
    now: at('Monday 2026-11-23T11:30+01:00'),
  });

  test('the arithmetic, in the zone of the premises, line by line', () => {
    expect(late.trace.map(({ step, result }) => `${step}: ${result}`)).toEqual([
      'Start of the interruption: 2026-11-25T09:00+01:00',
      'In force on 2026-11-23: baseline@2 (country)',
      'minus 48 clock hours: notice at the latest: 2026-11-23T09:00+01:00',
      'Now: 2026-11-23T11:30+01:00',
      'Time left: -2.5 h',
    ]);
    expect(late.trace[2]?.because).toEqual(WAIT.because);
  });

  test('the refusal says the last moment, how long ago it was, and what would be lawful', () => {
    const [refusal] = late.refusals;
    expect(refusal?.code).toBe('schedule.tooLate');
    expect(refusal?.message).toContain('2026-11-23T09:00+01:00 (2.5 h ago)');
    expect(refusal?.lawful).toContain('2026-11-25T11:30+01:00');
    expect(refusal?.because).toEqual([WAIT.because]);
  });

  test.each([
    [
      'lawful',
      assess({
        rules: RULES,
        zone: BERLIN,
        start: at('Friday 2026-11-27T09:00+01:00'),
        now: at('Monday 2026-11-23T09:00+01:00'),
      }),
    ],
    ['unlawful', late],
    ['at once', informAtOnce(baselineRules('emergency'), BERLIN, null)],
  ] as const)('every judgement of known rules cites them: %s', (_, judgement) => {
    const [first, second] = judgement.because.map(citation => citation.rule.split('.')[1]);
    expect(['waits', 'notices']).toContain(first);
    expect(second).toBe('writtenForm');
    expect(
      judgement.because.every(citation => citation.source !== '' && citation.rulebook === 'baseline@2'),
    ).toBe(true);
    expect(judgement.rulebooks).toEqual(['baseline@2']);
    expect(judgement.trace.some(line => line.because !== null)).toBe(true);
  });

  test('where the rules are not known, the trace says which is missing and nothing is cited', () => {
    const judgement = undetermined('DE', BERLIN, {
      code: 'jurisdiction.unknown',
      message: 'No rulebook covers "DE".',
    });
    expect(judgement).toMatchObject({
      verdict: 'undetermined',
      serveBy: null,
      earliestStart: null,
      lastLawful: {},
      because: [],
    });
    expect(judgement.trace[0]?.step).toContain('DE');
    expect(judgement.refusals.map(refusal => refusal.code)).toEqual(['jurisdiction.unknown']);
  });
});

test('an emergency is told at once, whenever it began', () => {
  const judgement = assess({
    rules: baselineRules('emergency'),
    zone: BERLIN,
    start: at('Monday 2026-11-23T08:40+01:00'),
    now: at('Monday 2026-11-23T09:00+01:00'),
  });
  expect(judgement).toMatchObject({
    verdict: 'lawful',
    serveBy: null,
    earliestStart: null,
    refusals: [],
    lastLawful: { email: null, sms: null, letter: null },
  });
});

describe('several places', () => {
  const now = at('Monday 2026-11-23T09:00+01:00');
  const start = at('Thursday 2026-11-26T09:00+01:00');
  const short = assess({ rules: hours(24), zone: BERLIN, start, now });
  const long = assess({ rules: hours(96), zone: ATHENS, start, now });
  const open = undetermined('DE', BERLIN, { code: 'jurisdiction.unknown', message: 'No rulebook.' });

  test.each([
    ['all lawful', [short, short], 'lawful'],
    ['one unlawful', [short, long], 'unlawful'],
    ['one unknown is worse than unlawful', [open, long, short], 'undetermined'],
  ] as const)('%s', (_, judgements, kind) => {
    const verdict = combine(judgements);
    expect(verdict.kind).toBe(kind);
    expect(combine([...judgements].reverse()).kind).toBe(kind);
    expect(verdict.judgements).toEqual(judgements);
    expect(verdict.refusals.map(({ message }) => message)).toEqual(
      judgements.flatMap(({ jurisdiction, refusals }) =>
        refusals.map(({ message }) => `${jurisdiction}: ${message}`),
      ),
    );
  });

  test('the first deadline and the latest of the earliest starts count', () => {
    expect(combine([short, long, open])).toMatchObject({
      serveBy: addHours(start, -96),
      earliestStart: addHours(now, 96),
    });
    expect(combine([informAtOnce(RULES, BERLIN, null)])).toMatchObject({
      kind: 'lawful',
      serveBy: null,
      earliestStart: null,
    });
  });
});

describe('properties', () => {
  const moments = fc.integer({ min: 1_767_225_600_000, max: 1_830_297_600_000 }).map(fromEpochMs);
  const counts = fc.integer({ min: 1, max: 1000 });
  const zones = fc.constantFrom(BERLIN, ATHENS, 'Australia/Lord_Howe' as Zone, 'America/New_York' as Zone);
  const judged = (
    count: number,
    zone: Zone,
    start: Parameters<typeof hoursBetween>[0],
    now: Parameters<typeof hoursBetween>[0],
  ): Judgement => assess({ rules: hours(count), zone, start, now });

  test('the earliest start is lawful at the same moment, and a millisecond sooner is not', () => {
    fc.assert(
      fc.property(moments, moments, counts, zones, (start, now, count, zone) => {
        const earliest = judged(count, zone, start, now).earliestStart ?? start;
        expect(judged(count, zone, earliest, now).verdict).toBe('lawful');
        expect(judged(count, zone, addHours(earliest, -1 / 3_600_000), now).verdict).toBe('unlawful');
      }),
    );
  });

  test('lawful means exactly that the hours are there, in every zone alike', () => {
    fc.assert(
      fc.property(moments, moments, counts, zones, (start, now, count, zone) => {
        const judgement = judged(count, zone, start, now);
        expect(judgement.verdict === 'lawful').toBe(hoursBetween(now, start) >= count);
        expect(judgement.trace[0]?.result).toBe(withOffset(start, zone));
      }),
    );
  });

  test('the earliest start of several places is lawful in each of them', () => {
    fc.assert(
      fc.property(
        moments,
        moments,
        fc.array(counts, { minLength: 1, maxLength: 4 }),
        (start, now, places) => {
          const earliest =
            combine(places.map(count => judged(count, BERLIN, start, now))).earliestStart ?? start;
          expect(combine(places.map(count => judged(count, BERLIN, earliest, now))).kind).toBe('lawful');
        },
      ),
    );
  });
});
