import { accept, refuse, type Outcome } from '../outcome.js';
import type { CivilDate } from '../time.js';
import type { Asked } from './asked.js';
import { assess, informAtOnce, undetermined, type Judgement } from './assess.js';
import { calendarVersion } from './holidays.js';
import { keyFor, resolveRules, type Resolution } from './resolve.js';
import { rulebookVersion, type Rulebook } from './rulebook.js';

export const resolveAsked = (asked: Asked, rulebooks: readonly Rulebook[]): Resolution => {
  const { jurisdiction, customerClass, scenario, facts, days } = asked;
  const on = (day: CivilDate): Resolution =>
    resolveRules(rulebooks, { jurisdiction, customerClass }, scenario, day, facts);
  const first = on(days[0]);
  if (first.known || first.missing.code !== 'rules.notInForce') return first;
  return (
    days
      .slice(1)
      .map(on)
      .find(({ known }) => known) ?? first
  );
};

export const answer = (asked: Asked, resolution: Resolution): Judgement => {
  const { jurisdiction, zone, start, newDate, now } = asked;
  if (!resolution.known) return { ...undetermined(jurisdiction, zone, resolution.missing), asked };
  const { rules } = resolution;
  const judgement =
    newDate && start !== null ? assess({ rules, zone, start, now }) : informAtOnce(rules, zone, start);
  return { ...judgement, asked };
};

/** A version that was asked there applied there, be it by a choice that the kept text does not show. */
const keptFor = (jurisdiction: string, rulebook: Rulebook): Rulebook =>
  keyFor(rulebook, jurisdiction) === '' ? { ...rulebook, alsoIn: [jurisdiction] } : rulebook;

/**
 * Asks again of the very versions that were asked then, among those that were kept, whatever the files say today. What
 * was not kept is named: an answer by other rules would prove nothing.
 */
export const askAgain = (asked: Asked, kept: readonly Rulebook[]): Outcome<Judgement> => {
  const { versions } = asked;
  const rulebooks = versions.rulebooks.map(name => kept.find(each => rulebookVersion(each) === name) ?? name);
  const years = kept.flatMap(({ calendars }) => calendars);
  const calendars = versions.calendars.map(
    name => years.find(each => calendarVersion(each) === name) ?? name,
  );
  const lost = [...rulebooks, ...calendars].filter(each => typeof each === 'string');
  if (lost.length > 0)
    return refuse({
      code: 'law.notKept',
      message: `Cannot be asked again: these versions were not kept: ${lost.join(', ')}.`,
      because: [],
      details: { lost },
    });
  const known = calendars.filter(each => typeof each !== 'string');
  const law = rulebooks.flatMap(each =>
    typeof each === 'string' ? [] : [keptFor(asked.jurisdiction, { ...each, calendars: known })],
  );
  return accept(answer(asked, resolveAsked(asked, law)));
};
