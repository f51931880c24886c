import { requiredContent } from '../../server/domain/outage/required-content.js';
import type { ContentRule, NoticeRules, ResolvedRules } from '../../server/domain/rules/rulebook.js';
import { baselineRules } from './builders.js';

const because = { rule: 'content', rulebook: 'xn@1', source: 'a law', confidence: 'verified' as const };
const asks = (elements: readonly string[], changes: Partial<ContentRule> = {}): ContentRule => ({
  value: elements,
  because,
  ...changes,
});
const law = (
  notices: Readonly<Record<string, NoticeRules>>,
  changes: Partial<ResolvedRules> = {},
): ResolvedRules => {
  const rules = baselineRules();
  return { ...rules, content: {}, rules: { ...rules.rules, notices }, ...changes };
};
const told = (to: 'customer' | 'authority', content: ContentRule): NoticeRules => ({
  given: { because, value: { to, order: 1 } },
  content,
});
const names = (kind: 'planned' | 'moved' | 'cancelled' | 'emergency', ...laws: readonly ResolvedRules[]) =>
  requiredContent(kind, laws).elements.map(({ element }) => element);

test('what two jurisdictions ask for is asked of the one text that goes to both, each element once', () => {
  const one = law({}, { content: { planned: asks(['address', 'reason']) } });
  const other = law({}, { content: { planned: asks(['reason', 'exactTime']) } });
  expect(names('planned', one, other)).toEqual(['address', 'reason', 'exactTime']);
  expect(names('cancelled', one, other)).toEqual([]);
});

test('what a notice must say holds for the telling of a date, not for what is told to others or taken back', () => {
  const rules = law({
    notice: told('customer', asks(['exactTime'])),
    permit: told('authority', asks(['crew'])),
  });
  expect(names('planned', rules)).toEqual(['exactTime']);
  expect(names('moved', rules)).toEqual(['exactTime']);
  expect(names('cancelled', rules)).toEqual([]);
  expect(names('emergency', { ...rules, scenario: 'emergency' })).toEqual(['exactTime']);
  expect(names('planned', { ...rules, scenario: 'emergency' })).toEqual([]);
});

test('how exactly, how prominently and in which languages come with it', () => {
  const rule = asks(['exactTime', 'address'], {
    precision: { exactTime: 'minute' },
    prominent: ['address'],
    languages: ['de', 'fr'],
  });
  expect(requiredContent('planned', [law({}, { content: { planned: rule } })])).toEqual({
    elements: [
      { element: 'exactTime', because, precision: 'minute' },
      { element: 'address', because, prominent: true },
    ],
    languages: [{ oneOf: ['de', 'fr'], because }],
  });
});
