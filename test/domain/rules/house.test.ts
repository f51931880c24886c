import { judgeRevision } from '../../../server/domain/outage/judge.js';
import { askAgain } from '../../../server/domain/rules/answer.js';
import { checkHouse, withHouse } from '../../../server/domain/rules/house.js';
import { resolveRules } from '../../../server/domain/rules/resolve.js';
import type { Rulebook } from '../../../server/domain/rules/rulebook.js';
import { addHours, type CivilDate } from '../../../server/domain/time.js';
import { accepted, affected, BASELINE, codes, MONDAY_NINE, planned, revision } from '../builders.js';

const TODAY = '2026-11-23' as CivilDate;
const said = BASELINE.scenarios.plannedInterruption ?? {};
const { writtenForm, servedWhen, ...law } = said;
const form = { writtenForm, servedWhen };
/** Two places whose law asks for a notice and is silent on its form; a third whose law says all. */
const book = (id: string, jurisdictions: readonly string[], rules: typeof said): Rulebook => ({
  ...BASELINE,
  id,
  jurisdictions,
  content: {},
  scenarios: { plannedInterruption: rules },
});
const BOOKS = [book('law', ['XA', 'XB'], law), book('whole', ['XC'], said), book('house-form', ['XA'], form)];
const known = (choices: Parameters<typeof withHouse>[1], jurisdiction: string): boolean =>
  resolveRules(
    withHouse(BOOKS, choices),
    { jurisdiction, customerClass: 'residential' },
    'plannedInterruption',
    TODAY,
  ).known;

describe('house rules chosen for a place', () => {
  it('apply where they were chosen, and there alone', () => {
    expect([known(undefined, 'XA'), known(undefined, 'XB')]).toEqual([true, false]);
    expect([known({ XB: ['house-form'] }, 'XB'), known({ XB: ['house-form'] }, 'XB-N')]).toEqual([
      true,
      false,
    ]);
    expect([known({ XA: [] }, 'XA'), known({ XA: [] }, 'XA-N')]).toEqual([false, true]);
  });

  it('never switch a law off, whatever is listed', () => {
    expect(known({ XC: [] }, 'XC')).toBe(true);
  });

  test.each<[string, Parameters<typeof checkHouse>[2], readonly string[]]>([
    ['fills a gap', { XB: ['house-form'] }, []],
    ['is what the files say already', { XA: ['house-form'] }, []],
    ['is not loaded', { XB: ['house-none'] }, ['rules.notLoaded']],
    ['is law, which is no choice', { XB: ['whole'] }, ['rules.notLoaded']],
    ['would have the word over the law', { XC: ['house-form'] }, ['rules.contradict']],
    ['would, by a narrower place', { 'XC-N': ['house-form'] }, ['rules.contradict']],
    ['leaves nothing that could be announced', { XA: [] }, ['rules.nothingLeft']],
    ['is of a place that nobody knows yet', { XZ: [] }, []],
  ])('are checked: what %s', (_, choices, refused) => {
    expect(codes(checkHouse(BOOKS, undefined, choices, TODAY))).toEqual(refused);
  });

  it('are found again by an auditor, though the kept file does not name the place', () => {
    const from = addHours(MONDAY_NINE, 100);
    const later = revision({ windows: [{ from, to: addHours(from, 4) }] });
    const { verdict } = judgeRevision(
      planned(),
      later,
      null,
      [affected({ jurisdiction: 'XB' })],
      withHouse(BOOKS, { XB: ['house-form'] }),
      MONDAY_NINE,
    );
    expect(verdict.kind).toBe('lawful');
    const [then] = verdict.judgements;
    if (then?.asked === undefined) throw new Error('A judgement carries its question.');
    expect({ ...accepted(askAgain(then.asked, BOOKS)), whom: then.whom }).toEqual(then);
  });
});
