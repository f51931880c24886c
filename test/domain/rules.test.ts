import fc from 'fast-check';
import { judgeRevision } from '../../server/domain/outage/judge.js';
import { assess, combine } from '../../server/domain/rules/assess.js';
import { resolveRules } from '../../server/domain/rules/resolve.js';
import { addHours, addSeconds, fromEpochMs, type CivilDate } from '../../server/domain/time.js';
import { at, BASELINE, BERLIN, emergency, LISBON, MONDAY, revision, rulebook, rulesOf } from './builders.js';

const DAY = '2026-11-23' as CivilDate;
const PLANNED = { kind: 'planned' } as const;

describe('which rules apply', () => {
  it.each([
    ['the key itself', 'XA', true],
    ['a region of it', 'XA-N', true],
    ['a town in it', 'XA-N:flussau', true],
    ['another country whose key begins alike', 'XAB', false],
    ['an unknown country', 'DE-BE', false],
    ['no key at all', '', false],
  ])('%s (%s)', (_what, key, known) => {
    expect(resolveRules([BASELINE], key, 'plannedInterruption', DAY).known).toBe(known);
  });

  it('an unknown key is undetermined, never the baseline', () => {
    const resolution = resolveRules([BASELINE], 'DE-BE', 'plannedInterruption', DAY);
    expect(resolution.known ? '' : resolution.missing.code).toBe('jurisdiction.unknown');
  });

  it('the most specific layer wins field by field; what it does not say comes from below', () => {
    const region = rulebook('XA-N', 72);
    const { lead } = region.scenarios.plannedInterruption ?? {};
    const onlyLead = { ...region, scenarios: { plannedInterruption: lead === undefined ? {} : { lead } } };
    for (const order of [
      [BASELINE, onlyLead],
      [onlyLead, BASELINE],
    ]) {
      const resolution = resolveRules(order, 'XA-N', 'plannedInterruption', DAY);
      if (!resolution.known) throw new Error(resolution.missing.message);
      expect(resolution.rules.lead.value).toEqual({ unit: 'clockHours', count: 72 });
      expect(resolution.rules.servedWhen.letter.value).toBe('posted');
      expect(resolution.rules.rulebooks).toEqual(['test-xa@1', 'test-xa-n@1']);
    }
    const elsewhere = resolveRules([BASELINE, onlyLead], 'XA-S', 'plannedInterruption', DAY);
    expect(elsewhere.known ? elsewhere.rules.lead.value : null).toEqual({ unit: 'clockHours', count: 48 });
  });

  it('a rulebook not in force, and one that says nothing of the question, leave it undetermined', () => {
    const ended = rulebook('XA', 48, { validTo: '2026-11-22' as CivilDate });
    const silent = rulebook('XA', 48, { scenarios: {} });
    const codes = [[ended], [silent]].map(books => {
      const resolution = resolveRules(books, 'XA', 'plannedInterruption', DAY);
      return resolution.known ? '' : resolution.missing.code;
    });
    expect(codes).toEqual(['rules.notInForce', 'rule.missing']);
  });
});

describe('48 clock hours before', () => {
  const rules = rulesOf();
  it.each([
    ['exactly on Wednesday, 10:00', '2026-11-25T10:00:00.000+01:00', 'lawful'],
    ['a millisecond too early', '2026-11-25T09:59:59.999+01:00', 'unlawful'],
    ['a millisecond later', '2026-11-25T10:00:00.001+01:00', 'lawful'],
  ])('announced on Monday, 10:00, for a start %s', (_what, start, verdict) => {
    const judgement = assess({ rules, zone: BERLIN, start: at(start), now: MONDAY });
    expect(judgement.verdict).toBe(verdict);
    expect(judgement.because.map(c => c.rule)).toEqual(['lead', 'writtenForm']);
    expect(judgement.trace.length).toBeGreaterThan(2);
  });

  it('over the clock change of Sunday 25 October it is an hour less by the wall', () => {
    const { serveBy } = assess({
      rules,
      zone: BERLIN,
      start: at('2026-10-26T09:00+01:00'),
      now: at('2026-10-20T09:00+02:00'),
    });
    expect(serveBy).toBe(at('2026-10-24T10:00+02:00'));
  });

  it('the earliest start it names is lawful at that moment, and nothing before it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000_000_000 }),
        fc.integer({ min: -100, max: 100 }),
        (ms, hours) => {
          const now = fromEpochMs(ms);
          const { earliestStart } = assess({ rules, zone: BERLIN, start: addHours(now, hours), now });
          if (earliestStart === null) return false;
          const verdictAt = (start: typeof now) => assess({ rules, zone: BERLIN, start, now }).verdict;
          return (
            verdictAt(earliestStart) === 'lawful' && verdictAt(addSeconds(earliestStart, -1)) === 'unlawful'
          );
        },
      ),
    );
  });

  it('a refusal names what collides and what would be lawful', () => {
    const [refusal] = assess({
      rules,
      zone: BERLIN,
      start: at('2026-11-24T09:00+01:00'),
      now: MONDAY,
    }).refusals;
    expect(refusal).toMatchObject({
      code: 'schedule.tooLate',
      lawful: expect.stringContaining('2026-11-25T10:00+01:00') as string,
    });
  });
});

describe('several places at once', () => {
  const places = [
    { jurisdiction: 'XA-N', zone: BERLIN },
    { jurisdiction: 'XA-S', zone: LISBON },
  ];
  const tomorrow = revision({
    windows: [{ from: at('2026-11-24T09:00+01:00'), to: at('2026-11-24T12:00+01:00') }],
  });

  it('the worst verdict counts, and every reason is told', () => {
    const strict = rulebook('XA-S', 200);
    const { verdict } = judgeRevision(PLANNED, revision(), null, places, [BASELINE, strict], MONDAY);
    expect([verdict.kind, ...verdict.judgements.map(j => j.verdict)]).toEqual([
      'unlawful',
      'lawful',
      'unlawful',
    ]);
    expect(verdict.refusals).toHaveLength(1);
    expect(verdict.serveBy).toBe(addHours(at('2026-11-27T09:00+01:00'), -200));
    expect(verdict.earliestStart).toBe(addHours(MONDAY, 200));
  });

  it('a place without rules makes it undetermined and is not pinned', () => {
    const { verdict, pinned } = judgeRevision(
      PLANNED,
      tomorrow,
      null,
      [...places, { jurisdiction: 'XB', zone: BERLIN }],
      [BASELINE],
      MONDAY,
    );
    expect(verdict.kind).toBe('undetermined');
    expect(pinned.map(p => p.judgement.jurisdiction)).toEqual(['XA-N', 'XA-S']);
    expect(verdict.refusals.map(r => r.code)).toEqual([
      'schedule.tooLate',
      'schedule.tooLate',
      'jurisdiction.unknown',
    ]);
  });

  it.each([
    ['an emergency', { kind: 'emergency' } as const, emergency(), null],
    ['a cancellation', PLANNED, revision({ n: 2, kind: 'cancel' }), revision()],
    ['a restoration', PLANNED, revision({ n: 2, kind: 'restore', restoredAt: MONDAY }), revision()],
    [
      'longer work, once it has begun',
      PLANNED,
      revision({
        n: 2,
        kind: 'change',
        windows: [{ from: at('2026-11-23T09:00+01:00'), to: at('2026-11-23T15:00+01:00') }],
      }),
      revision({ windows: [{ from: at('2026-11-23T09:00+01:00'), to: at('2026-11-23T12:00+01:00') }] }),
    ],
  ])('%s has no notice period and goes at once', (_what, outage, rev, former) => {
    const { verdict } = judgeRevision(outage, rev, former, places, [BASELINE], MONDAY);
    expect([verdict.kind, verdict.serveBy]).toEqual(['lawful', null]);
    expect(verdict.judgements.every(j => j.trace.length > 0 && j.because.length > 0)).toBe(true);
  });

  it('no place at all is no lawful campaign in disguise: there is nobody to tell', () => {
    expect(combine([])).toMatchObject({ kind: 'lawful', serveBy: null, judgements: [] });
  });
});
