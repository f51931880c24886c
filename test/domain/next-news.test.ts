import { promisedNews } from '../../server/domain/outage/next-news.js';
import type { ResolvedRules } from '../../server/domain/rules/rulebook.js';
import { at, baselineRules, MONDAY_NINE } from './builders.js';

const because = { rule: 'r', rulebook: 'x@1', source: 'a law', confidence: 'verified' as const };
const every = (everyHours: number | undefined): ResolvedRules => {
  const rules = baselineRules('emergency');
  const updates = { because, value: { onChange: true, ...(everyHours === undefined ? {} : { everyHours }) } };
  return { ...rules, rules: { ...rules.rules, notices: { notice: { updates } } } };
};
const atTen = at('Monday 2026-11-23T10:00+01:00');

test.each<[string, string | null, readonly ResolvedRules[], string | null]>([
  ['the utility’s own, where no law sets one', atTen, [baselineRules('emergency')], atTen],
  ['the law’s, where it wants news sooner', atTen, [every(0.5)], at('Monday 2026-11-23T09:30+01:00')],
  ['the utility’s, where the law is content with less', atTen, [every(4)], atTen],
  ['the strictest of several laws', atTen, [every(0.75), every(0.5)], at('Monday 2026-11-23T09:30+01:00')],
  ['a law that wants news on change alone sets no time', atTen, [every(undefined)], atTen],
  ['nothing where nothing is promised: planned work has a window', null, [every(0.5)], null],
])('news is promised for %s', (_, promised, laws, expected) => {
  expect(promisedNews(promised as typeof atTen | null, laws, MONDAY_NINE)).toBe(expected);
});
