/** How a text goes over the air, and what it costs: carriers bill by segment, and long texts may arrive in pieces. */
export interface SmsSize {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Septets, or UTF-16 units. */
  readonly characters: number;
  readonly segments: number;
}

// GSM 03.38, the default alphabet, without its escape.
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Each takes an escape before it: two septets that no segment may part. */
const EXTENDED = '\f^{}\\[~]|€';

const septets = new Map<string, 1 | 2>([
  ...[...BASIC].map(character => [character, 1] as const),
  ...[...EXTENDED].map(character => [character, 2] as const),
]);

export const isGsm = (text: string): boolean => {
  for (const character of text) if (!septets.has(character)) return false;
  return true;
};

/** A segment of many loses room to the header that numbers it; a unit that does not fit opens the next segment. */
const segmentsOf = (units: readonly number[], alone: number, ofMany: number): number => {
  if (units.reduce((sum, unit) => sum + unit, 0) <= alone) return 1;
  let segments = 1;
  let used = 0;
  for (const unit of units) {
    if (used + unit > ofMany) {
      segments += 1;
      used = 0;
    }
    used += unit;
  }
  return segments;
};

export const smsSize = (text: string): SmsSize => {
  const gsm = isGsm(text);
  // Iterating a string keeps surrogate pairs whole, as a handset's decoder needs them.
  const units = [...text].map(character => (gsm ? (septets.get(character) ?? 1) : character.length));
  const characters = units.reduce((sum, unit) => sum + unit, 0);
  return gsm
    ? { encoding: 'GSM-7', characters, segments: segmentsOf(units, 160, 153) }
    : { encoding: 'UCS-2', characters, segments: segmentsOf(units, 70, 67) };
};
