import { answersTable } from './answers-table.js';
import { fakeVerdict } from './fake-verdict.js';
import { toText } from './html.js';
import { viewOf } from './view.js';

const NOW = '2026-11-23T08:00:00.000Z';
const lawful = fakeVerdict('2026-11-26T08:00:00.000Z', NOW, 'Europe/Berlin');
const [here] = lawful.judgements;
const shown = (...others: typeof lawful.judgements): string =>
  toText(
    answersTable(viewOf({ lang: 'en', now: NOW, path: '/' }), {
      ...lawful,
      judgements: [...lawful.judgements, ...others],
    }),
  );

it('shows the answer of each place where there are several, and of whom where the law tells them apart', () => {
  if (here === undefined) throw new Error('The fake has one answer.');
  expect(shown()).toBe('');
  const text = shown({ ...here, jurisdiction: 'XB', verdict: 'undetermined', lastLawful: {} });
  expect(text).toContain('XA-N (Europe/Berlin)<');
  expect(text).toContain('XB (Europe/Berlin)<');
  expect(text).toContain('cannot be said');
  const business = { ...here, whom: [{ customerClass: 'business' as const, lifeSupport: true }] };
  expect(shown(business)).toContain('XA-N (Europe/Berlin): Businesses, life support');
});
