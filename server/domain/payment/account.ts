/**
 * Where money goes to. What can be checked of an account without asking its bank is checked here, since a wrong digit
 * sends the money of a hundred thousand customers to a stranger.
 */
const compact = (text: string): string => text.replace(/\s/g, '').toUpperCase();

/** ISO 7064 mod 97-10 over the letters as numbers: digit by digit, since the whole is far beyond a safe integer. */
const mod97 = (text: string): number =>
  [...text].reduce((rest, character) => {
    const value = parseInt(character, 36);
    return (rest * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);

/** How long the IBAN of a country is (ISO 13616). A country that is not here is judged by its checksum alone. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  AT: 20,
  BE: 16,
  CH: 21,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GR: 27,
  IE: 22,
  IT: 27,
  KZ: 20,
  LT: 20,
  LU: 20,
  LV: 21,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  SE: 24,
  SK: 24,
  UA: 29,
};

/** ISO 13616: form, the length of its country, and the checksum. Blanks do not count. */
export const isIban = (text: string): boolean => {
  const iban = compact(text);
  const length = IBAN_LENGTHS[iban.slice(0, 2)];
  return (
    /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) &&
    (length === undefined || iban.length === length) &&
    mod97(iban.slice(4) + iban.slice(0, 4)) === 1
  );
};

/** ISO 9362: bank, country, place, and perhaps a branch. */
export const isBic = (text: string): boolean => /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(text);

/** As a machine reads it. */
export const compactIban = compact;
/** In groups of four, as a person copies it. */
export const printedIban = (iban: string): string => compact(iban).replace(/(.{4})(?=.)/g, '$1 ');

/** The key of the Bank of Russia: the digits times 7, 1, 3 in turn add up to a multiple of ten. */
const keyHolds = (digits: string): boolean =>
  [...digits].reduce((sum, digit, n) => sum + ((Number(digit) * ([7, 1, 3][n % 3] ?? 0)) % 10), 0) % 10 === 0;

export const isBik = (text: string): boolean => /^04\d{7}$/.test(text);

/** Twenty digits whose key fits the bank: of a customer's account with the last three digits of the BIK before them. */
export const isRussianAccount = (account: string, bik: string): boolean =>
  /^\d{20}$/.test(account) && isBik(bik) && keyHolds(bik.slice(-3) + account);

/** The bank's own account with the Bank of Russia: its key is made with 0 and the fifth and sixth digit of the BIK. */
export const isCorrespondentAccount = (account: string, bik: string): boolean =>
  /^301\d{17}$/.test(account) && isBik(bik) && keyHolds(`0${bik.slice(4, 6)}${account}`);

/** Ten digits of a company; the last is the check digit. */
export const isCompanyInn = (text: string): boolean => {
  if (!/^\d{10}$/.test(text)) return false;
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = weights.reduce((all, weight, n) => all + weight * Number(text[n]), 0);
  return (sum % 11) % 10 === Number(text[9]);
};
