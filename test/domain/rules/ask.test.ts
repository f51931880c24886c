import { answerText, inForceText } from '../../../server/adapters/rules/answer-text.js';
import { readQuestion } from '../../../server/adapters/rules/question.js';
import { askTheLaw, type LawAnswer } from '../../../server/domain/rules/ask.js';
import { BASELINE, codes, day } from '../builders.js';

const QUESTION = {
  ask: 'assess',
  place: { jurisdiction: 'XA', zone: 'Europe/Berlin' },
  scenario: 'plannedInterruption',
  at: '2026-03-30T09:00+02:00',
  notices: { notice: [{ channel: 'email', sent: '2026-03-28T09:00' }] },
};
const ask = (changes: Readonly<Record<string, unknown>> = {}) => {
  const read = readQuestion(JSON.stringify({ ...QUESTION, ...changes }));
  if (!read.ok) throw new Error(read.mistakes.join('; '));
  return askTheLaw([BASELINE], read.question);
};
const answer = (changes: Readonly<Record<string, unknown>> = {}): LawAnswer => {
  const found = ask(changes);
  if (!found.ok) throw new Error(found.refusals.map(({ message }) => message).join('; '));
  return found.value;
};

test('a planned outage: too short over the change of the clocks, with its rule and its arithmetic', () => {
  const found = answer();
  expect(found).toMatchObject({ inForceOn: '2026-03-30', confidence: 'secondary' });
  expect(found.answer).toMatchObject({
    verdict: 'unlawful',
    reasons: [{ code: 'notice.tooShort', short: { seconds: 3600 } }],
  });
  const text = answerText(found);
  expect(text).toMatch(/at least 48 clock hours after notice: from +2026-03-30T10:00\+02:00 +\[2\]/);
  expect(text).toMatch(/\[2\] +baseline@2 +plannedInterruption.waits.notice +secondary/);
});

test.each([
  [
    'latest',
    {},
    { notices: [{ notice: 'notice', serveBy: { at: '2026-03-28T07:00:00.000Z', inclusive: true } }] },
  ],
  ['earliest', {}, { on: '2026-03-30', at: { at: '2026-03-30T08:00:00.000Z' } }],
  ['deadlines', {}, { deadlines: [] }],
  ['compensation', { hours: 3 }, { dues: [] }],
  [
    'nextStep',
    { scenario: 'debtDisconnection', notices: {}, now: '2026-03-30T09:00+02:00' },
    { kind: 'give', notice: 'first' },
  ],
])('%s', (name, changes, expected) => {
  expect(answer({ ask: name, ...changes }).answer).toMatchObject(expected);
});

test.each([
  ['a time that does not exist', { at: '2026-03-29T02:30' }, ['time.gap']],
  [
    'a place without a rulebook',
    { place: { jurisdiction: 'DE', zone: 'Europe/Berlin' } },
    ['jurisdiction.unknown'],
  ],
  ['a day before any rule', { at: '2020-01-01' }, ['rules.notInForce']],
  ['a notice that the law does not know', { notices: { notcie: [] } }, ['question.unknownNotice']],
  ['no day at all', { at: undefined }, ['question.incomplete']],
  ['the next step at no time', { ask: 'nextStep' }, ['question.incomplete']],
  [
    'quiet hours where there are none',
    { ask: 'maySend', now: '2026-03-30T09:00+02:00' },
    ['question.incomplete'],
  ],
])('%s is refused with its reason', (_, changes, expected) => {
  expect(codes(ask(changes))).toEqual(expected);
});

test.each([
  ['no JSON', '{', '(top)'],
  [
    'a zone that is none',
    JSON.stringify({ ...QUESTION, place: { jurisdiction: 'XA', zone: 'Mars' } }),
    'place.zone',
  ],
  ['a field that nothing reads', JSON.stringify({ ...QUESTION, when: '2026-01-01' }), '(top)'],
])('a question with %s names the place of the mistake', (_, text, path) => {
  const read = readQuestion(text);
  expect(read.ok ? [] : read.mistakes.map(mistake => mistake.split(':')[0])).toEqual([path]);
});

test('what is in force is listed by jurisdiction, with its sources and how sure they are', () => {
  expect(inForceText([BASELINE], day('Monday 2026-06-01'))).toMatch(
    /XA +plannedInterruption +baseline@2 +all +secondary/,
  );
  expect(inForceText([BASELINE], day('Wednesday 2025-01-01')).split('\n')).toHaveLength(2);
});
