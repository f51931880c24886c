import {
  isBic,
  isBik,
  isCompanyInn,
  isCorrespondentAccount,
  isIban,
  isRussianAccount,
  printedIban,
} from '../../../server/domain/payment/account.js';

test.each([
  ['DE89370400440532013000', true],
  ['GB29 NWBK 6016 1331 9268 19', true],
  ['FR1420041010050500013M02606', true],
  ['NO9386011117947', true],
  ['de89 3704 0044 0532 0130 00', true],
  ['DE88370400440532013000', false],
  // Two digits changed places.
  ['DE89370400440532031000', false],
  // The checksum fits, the length of the country does not.
  ['DE8437040044053201300', false],
  ['DE89', false],
  ['', false],
  ['DE8937040044053201300О', false],
])('IBAN %s: %s', (text, is) => {
  expect(isIban(text)).toBe(is);
});
test('an IBAN is printed in groups of four', () => {
  expect(printedIban('NO9386011117947')).toBe('NO93 8601 1117 947');
});
test.each([
  ['MARKDEFF', true],
  ['MARKDEFFXXX', true],
  ['MARKDEF', false],
  ['MARKDEFFXX', false],
  ['markdeff', false],
])('BIC %s: %s', (text, is) => {
  expect(isBic(text)).toBe(is);
});

const BIK = '044525225';
test('a Russian account fits its bank by the key, and no digit can be changed alone', () => {
  const account = '40702810138250123017';
  expect(isRussianAccount(account, BIK)).toBe(true);
  for (let n = 0; n < account.length; n += 1) {
    const digit = (Number(account[n]) + 1) % 10;
    expect(isRussianAccount(`${account.slice(0, n)}${digit}${account.slice(n + 1)}`, BIK)).toBe(false);
  }
  expect(isRussianAccount(account, '044525226')).toBe(false);
  expect(isRussianAccount(account.slice(1), BIK)).toBe(false);
});
test('the account of the bank fits it too', () => {
  expect(isCorrespondentAccount('30101810400000000225', BIK)).toBe(true);
  expect(isCorrespondentAccount('30101810500000000225', BIK)).toBe(false);
  expect(isCorrespondentAccount('40702810138250123017', BIK)).toBe(false);
});
test('BIK and INN', () => {
  expect([isBik(BIK), isBik('144525225'), isBik('04452522')]).toEqual([true, false, false]);
  expect([isCompanyInn('7707083893'), isCompanyInn('7707083894'), isCompanyInn('770708389')]).toEqual([
    true,
    false,
    false,
  ]);
});
