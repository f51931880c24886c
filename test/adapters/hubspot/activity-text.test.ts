import { outcomeLine, refsIn } from '../../../server/adapters/hubspot/activity-text.js';
import { inZone } from '../../../server/adapters/hubspot/moment-words.js';
import { triedWords } from '../../../server/adapters/hubspot/tried-words.js';
import { reasonWords } from '../../../server/domain/notice/reasons.js';
import type { Channel } from '../../../server/domain/contact-point.js';
import type { DeliveryState } from '../../../server/domain/notice/notice.js';
import { instant, type Zone } from '../../../server/domain/time.js';
import { activity } from './facts.js';

test.each<[Channel, DeliveryState, string | null, string]>([
  ['email', 'sending', null, 'Being sent'],
  ['email', 'accepted', null, 'Accepted by the carrier 23 Nov 2026 09:01 UTC'],
  ['letter', 'accepted', null, 'At the printer since 23 Nov 2026 09:01 UTC'],
  ['letter', 'posted', null, 'Handed to the post 23 Nov 2026 09:01 UTC'],
  ['sms', 'delivered', null, 'Delivered 23 Nov 2026 09:01 UTC'],
  ['sms', 'unknown', null, 'Unknown whether the carrier took it; being asked'],
  ['sms', 'failed', 'sms.landline', 'Not delivered: a landline: cannot get texts'],
  ['email', 'failed', null, 'Not delivered: the carrier gave no reason'],
  ['letter', 'returned', 'letter.moved', 'Returned 23 Nov 2026 09:01 UTC: moved away'],
  ['sms', 'superseded', null, 'Not sent: a newer notice took its place'],
])('%s %s %s', (channel, state, reason, line) => {
  expect(outcomeLine(activity(1, '1', { channel, state, reason }))).toBe(line);
});

test('a code without words of its own is told by its family, never as a code', () => {
  expect(reasonWords('sms.E30005')).toBe('the text carrier could not deliver it');
  expect(reasonWords('X-1042')).toBe('the carrier could not deliver it');
  expect(
    ['sms:sms.numberUnknown', 'email:accepted', 'letter:letter.X', 'landlineOnly', 'odd'].map(triedWords),
  ).toEqual([
    'Text: the number is not in use',
    'E-mail: with the carrier, arrival not confirmed',
    'Letter: the letter could not be delivered',
    'only a landline: needs a call',
    'the carrier could not deliver it',
  ]);
});

test('a reference is found in plain text and in HTML', () => {
  expect(refsIn('Ref K7M2Q\n\nDelivered\nRef 0198-a')).toEqual(['K7M2Q', '0198-a']);
  expect(refsIn('<p>Delivered<br>Ref 0198-a</p></body>')).toEqual(['0198-a']);
  expect(refsIn('no Reference here')).toEqual([]);
});

test('a time is told in the zone of the premises, on either side of a clock change', () => {
  expect(inZone(instant('2026-11-25T23:30:00Z'), 'Europe/Berlin' as Zone)).toBe(
    'Thu 26 Nov 2026 00:30 (UTC+01:00, Europe/Berlin)',
  );
  expect(inZone(instant('2026-07-01T12:00:00Z'), 'America/New_York' as Zone)).toBe(
    'Wed 1 Jul 2026 08:00 (UTC-04:00, America/New_York)',
  );
});
