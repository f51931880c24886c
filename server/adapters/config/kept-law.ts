import type { Rulebook } from '../../domain/rules/rulebook.js';
import type { KeptLaw } from '../../workflows/ports/reads.js';
import { toCalendarYear, type CalendarFile } from './calendar-file.js';
import { toRulebook, type RulebookFile } from './rulebook-file.js';

/** Rulebooks and calendars as the ledger kept them: what was read from the files was checked then. */
export const lawAsKept = ({ rulebooks, calendars }: KeptLaw): readonly Rulebook[] => {
  const years = calendars.map(({ sha256, body }) => toCalendarYear(body as CalendarFile, sha256));
  return rulebooks.map(body => toRulebook(body as RulebookFile, years));
};
