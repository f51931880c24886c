import { isAboutTheAddress } from '../../server/domain/contact-point.js';
import { planNotices } from '../../server/domain/outage/plan-notices.js';
import { account, addressee, contactPoint, planInput } from './builders.js';

test.each([
  ['sms.landline', true],
  ['email.mailboxUnknown', true],
  ['letter.moved', true],
  ['sms.unreachable', false],
  ['email.mailboxFull', false],
  ['sms.carrierDown', false],
])('%s is the fault of the address: %s', (reason, expected) => {
  expect(isAboutTheAddress(reason)).toBe(expected);
});

test('without a print house nobody is planned a letter that nobody would print', () => {
  const jan = addressee('jan', { contactPoints: [contactPoint('address', { value: 'Mühlenweg 1' })] });
  const [notice] = planNotices(account({ addressees: [jan] }), planInput({ letters: null }));
  expect([notice?.deliveries.length, notice?.unreachable.map(({ code }) => code)]).toEqual([
    0,
    ['carrier.none'],
  ]);
});
