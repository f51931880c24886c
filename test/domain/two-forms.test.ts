import { parse } from 'yaml';
import { rulebookFile, toRulebook } from '../../server/adapters/config/rulebook-file.js';
import { chooseDeliveries } from '../../server/domain/notice/choose-deliveries.js';
import type { DeliveryState } from '../../server/domain/notice/notice.js';
import { nextMove } from '../../server/domain/notice/next-move.js';
import { serviceOf } from '../../server/domain/notice/service.js';
import { resolveRules } from '../../server/domain/rules/resolve.js';
import type { ResolvedRules } from '../../server/domain/rules/rulebook.js';
import { addressee, at, BERLIN, day, LETTERS, MONDAY_NINE, POLICY } from './builders.js';
import { ADDRESS, delivery, EMAIL, MOBILE, openNotice } from './open-notice.js';

const file = (form: string) =>
  rulebookFile.safeParse(
    parse(`
id: forms
version: "1"
title: A planned interruption in two forms
jurisdictions: [XA]
validFrom: 2026-01-01
sources: { law: { title: A law, asOf: 2026-01-01, confidence: verified } }
plannedInterruption:
  notices: { notice: { given: { to: customer, source: law }, ${form} } }
  waits: { notice: { from: notice, to: interruption, atLeast: { count: 24, unit: clockHours }, source: law } }
  writtenForm: { channels: [email, sms, letter], source: law }
  servedWhen:
    email: { event: accepted, source: law }
    sms: { event: accepted, source: law }
    letter: { event: posted, source: law }
`),
  );
const TWO =
  'form: { groups: [{ oneOf: [letter], reason: noLetter }, { oneOf: [email, sms], reason: noMessage }], source: law }';

const rulesOf = (form: string): ResolvedRules => {
  const read = file(form);
  if (!read.success) throw new Error(read.error.message);
  const found = resolveRules(
    [toRulebook(read.data)],
    { jurisdiction: 'XA' },
    'plannedInterruption',
    day('Thursday 2026-11-26'),
  );
  if (!found.known) throw new Error(found.missing.message);
  return found.rules;
};
const RULES = rulesOf(TWO);
const FIVE = at('Monday 2026-11-23T17:00+01:00');
const letter = (state: DeliveryState) =>
  delivery('letter', state, { postedAt: state === 'posted' ? FIVE : null });

describe('an outage whose law wants a letter and a message', () => {
  test.each([
    ['by both: the later decides', [delivery('email', 'accepted'), letter('posted')], 'served'],
    ['by the message alone', [delivery('email', 'accepted')], 'failed'],
    [
      'by the message, while the letter is under way',
      [delivery('email', 'accepted'), letter('sending')],
      'pending',
    ],
    ['by two messages', [delivery('email', 'accepted'), delivery('sms', 'accepted')], 'failed'],
    [
      'by both, one of them returned',
      [delivery('email', 'accepted'), delivery('letter', 'returned')],
      'failed',
    ],
  ] as const)('%s', (_, deliveries, state) => {
    const service = serviceOf(deliveries, RULES, BERLIN);
    expect(service.state).toBe(state);
    if (service.state === 'served') expect(service.at).toBe(FIVE);
  });

  const channels = (points: Parameters<typeof addressee>[1], serveBy: string) => {
    const chosen = chooseDeliveries({
      addressee: addressee('ada', points),
      reached: [],
      plan: POLICY.channels.plannedInterruption,
      policy: POLICY,
      letters: LETTERS,
      rules: RULES,
      serveBy: at(serveBy),
      zone: BERLIN,
      lifeSupport: false,
      urgent: false,
      now: MONDAY_NINE,
    });
    return [chosen.deliveries.map(({ channel }) => channel).sort(), chosen.late];
  };

  test.each([
    ['a letter besides the messages', [EMAIL, MOBILE, ADDRESS], FIVE, ['email', 'letter', 'sms'], false],
    ['a letter that would come too late', [EMAIL, ADDRESS], MONDAY_NINE, ['email', 'letter'], true],
    ['nobody to send a letter to', [EMAIL], FIVE, ['email'], true],
  ])('plans %s', (_, contactPoints, serveBy, expected, late) => {
    const text = serveBy === FIVE ? 'Tuesday 2026-11-24T09:00+01:00' : 'Monday 2026-11-23T16:59+01:00';
    expect(channels({ contactPoints }, text)).toEqual([expected, late]);
  });

  test('falls back only to a form that is lacking', () => {
    const open = openNotice({ deliveries: [delivery('email', 'accepted')] });
    expect(nextMove(open, RULES, POLICY, LETTERS, MONDAY_NINE)).toMatchObject({
      kind: 'fallBack',
      deliveries: [{ channel: 'letter' }],
    });
  });
});

test('the form of an outage is the same for everybody', () => {
  const read = file(
    'form: { groups: [{ oneOf: [letter], reason: none, when: { fact: x, is: true } }], source: law }',
  );
  expect(read.success).toBe(false);
});
