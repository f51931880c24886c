import {
  channelOf,
  parseEmail,
  parsePhone,
  parsePostalAddress,
  type ContactPointKind,
} from '../../server/domain/contact-point.js';
import { accepted, codes } from './builders.js';

describe('telephone numbers', () => {
  test.each([
    ['a German mobile, national', '0151 12345678', 'DE', 'mobilephone', 'mobile', '+4915112345678'],
    ['a German mobile in the wrong field', '0151 12345678', 'DE', 'phone', 'mobile', '+4915112345678'],
    ['a German landline', '030 901820', 'DE', 'phone', 'landline', '+4930901820'],
    ['a German landline in the mobile field', '030 901820', 'DE', 'mobilephone', 'landline', '+4930901820'],
    ['a Greek mobile', '691 234 5678', 'GR', 'phone', 'mobile', '+306912345678'],
    ['a Greek landline', '21 2345 6789', 'GR', 'mobilephone', 'landline', '+302123456789'],
    ['a British mobile', '07400 123456', 'GB', 'phone', 'mobile', '+447400123456'],
    ['an Italian landline keeps its zero', '02 1234 5678', 'IT', 'phone', 'landline', '+390212345678'],
    [
      'a number of another country by its prefix',
      '+33 6 12 34 56 78',
      'DE',
      'phone',
      'mobile',
      '+33612345678',
    ],
    ['brackets and strokes', '(0151) 1234-5678', 'DE', 'mobilephone', 'mobile', '+4915112345678'],
    ['North America, field mobile', '(212) 555-2368', 'US', 'mobilephone', 'mobile', '+12125552368'],
    ['North America, field phone', '(212) 555-2368', 'US', 'phone', 'landline', '+12125552368'],
    [
      'a number with its prefix where the country is unknown',
      '+4915112345678',
      '',
      'mobilephone',
      'mobile',
      '+4915112345678',
    ],
  ] as const)('%s', (_, text, country, field, kind, number) => {
    expect(accepted(parsePhone(text, country, field))).toEqual({ kind, number });
  });

  test.each([
    ['premium rate', '0900 1234567', 'DE', 'phone.notPersonal'],
    ['shared cost', '0180 5123456', 'DE', 'phone.notPersonal'],
    ['toll free, in the mobile field of a business', '0800 1234567', 'DE', 'phone.notPersonal'],
    ['toll free in North America', '800 234 5678', 'US', 'phone.notPersonal'],
    ['too short', '0151 123', 'DE', 'phone.malformed'],
    ['too long', '0151 1234567890123', 'DE', 'phone.malformed'],
    ['letters', 'ask at the shop', 'DE', 'phone.malformed'],
    ['two numbers', '0151 12345678 / 030 901820', 'DE', 'phone.malformed'],
    ['nothing', '', 'DE', 'phone.malformed'],
    ['a national number without a country', '0151 12345678', '', 'phone.malformed'],
    ['a number of nowhere', '+999 12345678', 'DE', 'phone.malformed'],
    ['an American area code that does not exist', '(555) 123-4567', 'US', 'phone.malformed'],
  ])('%s is refused', (_, text, country, code) => {
    expect(codes(parsePhone(text, country, 'mobilephone'))).toEqual([code]);
  });

  test('what was normalised is read again as itself', () => {
    for (const [text, country] of [
      ['0151 12345678', 'DE'],
      ['02 1234 5678', 'IT'],
      ['(212) 555-2368', 'US'],
    ] as const) {
      const once = accepted(parsePhone(text, country, 'phone'));
      expect(accepted(parsePhone(once.number, 'FR', 'phone'))).toEqual(once);
    }
  });
});

describe('e-mail addresses', () => {
  test.each([
    ['plain', 'ada@example.com', 'ada@example.com'],
    ['blanks around it', '  ada@example.com\n', 'ada@example.com'],
    ['capitals: only the domain is without them', 'Ada.Lovelace@Example.COM', 'Ada.Lovelace@example.com'],
    ['a tag', 'ada+power@example.co.uk', 'ada+power@example.co.uk'],
    ['an apostrophe', "o'brien@example.com", "o'brien@example.com"],
    ['a domain in punycode', 'ada@xn--mller-kva.example', 'ada@xn--mller-kva.example'],
  ])('%s', (_, text, expected) => {
    expect(accepted(parseEmail(text))).toBe(expected);
  });

  test.each([
    ['no at sign', 'ada.example.com'],
    ['two at signs', 'ada@home@example.com'],
    ['no name', '@example.com'],
    ['no domain', 'ada@'],
    ['no dot in the domain', 'ada@localhost'],
    ['two dots', 'ada..lovelace@example.com'],
    ['two dots in the domain', 'ada@example..com'],
    ['a blank inside', 'ada lovelace@example.com'],
    ['a comma for a dot', 'ada@example,com'],
    ['two addresses', 'ada@example.com, bob@example.com'],
    ['a name beside it', 'Ada <ada@example.com>'],
    ['a further header', 'ada@example.com\nBcc: all@example.com'],
    ['a hyphen before the domain', 'ada@-example.com'],
    ['a name of 65 letters', `${'a'.repeat(65)}@example.com`],
    [
      'more than 254 letters',
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.com`,
    ],
    ['nothing', ''],
  ])('%s is refused', (_, text) => {
    expect(codes(parseEmail(text))).toEqual(['email.malformed']);
  });
});

describe('postal addresses', () => {
  const whole = { line1: 'Dorfstr. 1', city: 'Musterstadt', postcode: '12345', country: 'DE' };

  test('a whole one, with or without a second line', () => {
    expect(accepted(parsePostalAddress(whole))).toEqual(whole);
    expect(accepted(parsePostalAddress({ ...whole, line2: '' }))).toEqual({ ...whole, line2: '' });
  });

  test.each(['line1', 'city', 'postcode', 'country'] as const)('without %s nothing arrives', part => {
    const outcome = parsePostalAddress({ ...whole, [part]: '  ' });
    expect(codes(outcome)).toEqual(['address.incomplete']);
    expect(outcome.ok ? '' : outcome.refusals[0].message).toContain(part);
  });

  test('all that is missing is named at once', () => {
    const outcome = parsePostalAddress({ ...whole, city: '', postcode: '' });
    expect(outcome.ok ? '' : outcome.refusals[0].message).toContain('city, postcode');
  });
});

test.each([
  ['email', 'email'],
  ['mobile', 'sms'],
  ['landline', null],
  ['address', 'letter'],
] as const)('%s is reached by %s', (kind: ContactPointKind, channel) => {
  expect(channelOf(kind)).toBe(channel);
});
