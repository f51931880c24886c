import fc from 'fast-check';
import { money } from '../../../server/domain/money.js';
import { epcCode, type CreditTransfer } from '../../../server/domain/payment/epc-code.js';
import { paymentCode } from '../../../server/domain/payment/slip.js';
import { stCode, type RussianTransfer } from '../../../server/domain/payment/st-code.js';

const transfer = (over: Partial<CreditTransfer> = {}): CreditTransfer => ({
  payee: 'Franz Mustermänn',
  iban: 'DE71 1102 2033 0123 4567 89',
  bic: 'BHBLDEHHXXX',
  amount: money(1230, 'EUR'),
  reference: 'Account 900012344821',
  ...over,
});
const codeOf = (result: ReturnType<typeof epcCode>): string =>
  result.ok ? 'ok' : (result.refusals[0].code ?? '');

describe('the code of a SEPA credit transfer (EPC069-12)', () => {
  test('its lines, in the order of the standard', () => {
    expect(epcCode(transfer())).toEqual({
      ok: true,
      value:
        'BCD\n002\n1\nSCT\nBHBLDEHHXXX\nFranz Mustermänn\nDE71110220330123456789\nEUR12.30\n\n\nAccount 900012344821',
    });
  });
  test('without a bank and a reference it ends with the sum', () => {
    expect(epcCode(transfer({ bic: null, reference: '' }))).toEqual({
      ok: true,
      value: 'BCD\n002\n1\nSCT\n\nFranz Mustermänn\nDE71110220330123456789\nEUR12.30',
    });
  });
  test.each([
    [1, 'EUR0.01'],
    [10, 'EUR0.10'],
    [100, 'EUR1.00'],
    [99_999_999_999, 'EUR999999999.99'],
  ])('%i cents', (minor, line) => {
    const result = epcCode(transfer({ amount: money(minor, 'EUR') }));
    expect(result.ok && result.value.split('\n')[7]).toBe(line);
  });
  test.each<[string, Partial<CreditTransfer>, string]>([
    ['nothing to pay', { amount: money(0, 'EUR') }, 'payment.amount'],
    ['more than the standard has room for', { amount: money(100_000_000_000, 'EUR') }, 'payment.amount'],
    ['another currency', { amount: money(100, 'GBP') }, 'payment.currency'],
    ['a wrong IBAN', { iban: 'DE72110220330123456789' }, 'payment.iban'],
    ['a wrong BIC', { bic: 'BHBL' }, 'payment.bic'],
    ['no payee', { payee: ' \n ' }, 'payment.payee'],
    ['a reference of 141 characters', { reference: 'x'.repeat(141) }, 'payment.reference'],
    ['a reference of 140 wide characters', { reference: 'щ'.repeat(140) }, 'payment.tooLong'],
    ['a reference of 140', { reference: 'x'.repeat(140) }, 'ok'],
  ])('%s: %s', (_, over, code) => {
    expect(codeOf(epcCode(transfer(over)))).toBe(code);
  });
  test('no name, however it is written, moves a line; nothing is longer than 331 bytes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 100 }),
        fc.string({ unit: 'grapheme', maxLength: 160 }),
        fc.integer({ min: 1, max: 99_999_999_999 }),
        (payee, reference, minor) => {
          const result = epcCode(transfer({ payee, reference, amount: money(minor, 'EUR') }));
          if (!result.ok) return;
          const lines = result.value.split('\n');
          expect(lines[0]).toBe('BCD');
          expect(lines[6]).toBe('DE71110220330123456789');
          expect(Math.round(Number(lines[7]?.slice(3)) * 100)).toBe(minor);
          expect(lines.length).toBeLessThanOrEqual(11);
          expect(Buffer.byteLength(result.value)).toBeLessThanOrEqual(331);
        },
      ),
    );
  });
});

const russian = (over: Partial<RussianTransfer> = {}): RussianTransfer => ({
  payee: 'ООО «Энергосбыт»',
  inn: '7707083893',
  account: '40702810138250123017',
  bank: 'ОАО "БАНК"',
  bik: '044525225',
  correspondentAccount: '30101810400000000225',
  amount: money(123_450, 'RUB'),
  purpose: 'Электроэнергия',
  customerAccount: '9000 1234',
  ...over,
});
const refused = (over: Partial<RussianTransfer>): string => {
  const result = stCode(russian(over));
  return result.ok ? result.value : result.refusals[0].code;
};

describe('the code of a Russian payment (GOST R 56042-2014)', () => {
  test('the mandatory fields in their order, the sum in kopeks', () => {
    expect(refused({})).toBe(
      'ST00012|Name=ООО «Энергосбыт»|PersonalAcc=40702810138250123017|BankName=ОАО "БАНК"|BIC=044525225' +
        '|CorrespAcc=30101810400000000225|Sum=123450|Purpose=Электроэнергия|PayeeINN=7707083893|PersAcc=9000 1234',
    );
  });
  test('a bank without an account of its own has 0; what is empty is left out', () => {
    const code = refused({ correspondentAccount: null, purpose: '', customerAccount: '' });
    expect(code).toContain('|CorrespAcc=0|Sum=123450|PayeeINN=');
    expect(code).not.toMatch(/Purpose|PersAcc/);
  });
  test('a name with the separator in it gets another one, everywhere', () => {
    const code = refused({ payee: 'А|Б' });
    expect(code).toMatch(/^ST00012#Name=А\|Б#PersonalAcc=/);
    expect(code.split('#')).toHaveLength(10);
  });
  test.each<[string, Partial<RussianTransfer>, string]>([
    ['nothing to pay', { amount: money(0, 'RUB') }, 'payment.amount'],
    ['another currency', { amount: money(100, 'EUR') }, 'payment.currency'],
    ['an account that does not fit', { account: '40702810138250123018' }, 'payment.account'],
    [
      'an account of the bank that does not fit',
      { correspondentAccount: '30101810500000000225' },
      'payment.correspondentAccount',
    ],
    ['a wrong BIK', { bik: '14452522' }, 'payment.bik'],
    ['a wrong INN', { inn: '7707083894' }, 'payment.inn'],
    ['no payee', { payee: '\u200b' }, 'payment.payee'],
    ['mandatory fields of more than 300 bytes', { payee: 'Щ'.repeat(160) }, 'payment.tooLong'],
    ['no separator left', { purpose: '|#;:^_~{}!$%&()*+,/@' }, 'payment.separator'],
  ])('%s', (_, over, code) => {
    expect(refused(over)).toBe(code);
  });
  test('what is read back by the separator is what was put in', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ unit: 'grapheme', maxLength: 210 }),
        fc.integer({ min: 1, max: 10 ** 12 }),
        (payee, purpose, minor) => {
          const result = stCode(russian({ payee, purpose, amount: money(minor, 'RUB') }));
          if (!result.ok) return;
          const separator = [...result.value.slice(7)][0] ?? '';
          const fields = result.value.slice(7 + separator.length).split(separator);
          expect(fields.map(field => field.split('=')[0])).toEqual(
            ['Name', 'PersonalAcc', 'BankName', 'BIC', 'CorrespAcc', 'Sum']
              .concat(fields.some(field => field.startsWith('Purpose=')) ? ['Purpose'] : [])
              .concat(['PayeeINN', 'PersAcc']),
          );
          expect(fields[5]).toBe(`Sum=${minor}`);
        },
      ),
    );
  });
});

test('a currency or a form without a standard has no code', () => {
  const due = { amount: money(100, 'GBP'), reference: '1', purpose: 'x' };
  expect(
    paymentCode({ form: 'iban', payee: 'A', iban: 'GB29NWBK60161331926819', bic: null }, due),
  ).toBeNull();
  expect(paymentCode({ form: 'local', payee: 'A', bank: 'B', account: '1' }, due)).toBeNull();
});
