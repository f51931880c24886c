import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { normaliseSms, smsBody } from '../../../server/adapters/texts/sms-body.js';
import { smsSize } from '../../../server/adapters/texts/sms-encoding.js';

describe('segments of a text message', () => {
  test.each([
    ['a'.repeat(160), 'GSM-7', 160, 1],
    ['a'.repeat(161), 'GSM-7', 161, 2],
    ['a'.repeat(306), 'GSM-7', 306, 2],
    ['a'.repeat(307), 'GSM-7', 307, 3],
    ['€'.repeat(80), 'GSM-7', 160, 1],
    ['€'.repeat(81), 'GSM-7', 162, 2],
    // 306 septets, but the escape and its letter may not be parted.
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 306, 3],
    ['я'.repeat(70), 'UCS-2', 70, 1],
    ['я'.repeat(71), 'UCS-2', 71, 2],
    ['я'.repeat(134), 'UCS-2', 134, 2],
    ['я'.repeat(135), 'UCS-2', 135, 3],
    ['😀'.repeat(35), 'UCS-2', 70, 1],
    // 67 units to a segment hold 33 pairs, not 33 and a half.
    ['😀'.repeat(66), 'UCS-2', 132, 2],
    ['😀'.repeat(67), 'UCS-2', 134, 3],
    ['', 'GSM-7', 0, 1],
  ])('%#: of %j', (text, encoding, characters, segments) => {
    expect(smsSize(text)).toEqual({ encoding, characters, segments });
  });

  const letters = ['a', 'Z', ' ', 'ñ', 'à', '€', '^', '{', '}', '\\', '[', '~', ']', '|', '\n'];
  const wide = [...letters, 'я', '“', '№', 'á', '😀', '⚡'];
  const text = (of: readonly string[]) =>
    fc.array(fc.constantFrom(...of), { minLength: 1, maxLength: 400 }).map(parts => parts.join(''));

  test.each([
    ['GSM-7 with escapes', letters],
    ['UCS-2 with pairs', wide],
  ])('%s agrees with another calculator', (_, alphabet) => {
    fc.assert(
      fc.property(text(alphabet), sample => {
        const other = new SegmentedMessage(sample, 'auto', false);
        const ours = smsSize(sample);
        expect([ours.encoding, ours.segments]).toEqual([other.encodingName, other.segmentsCount]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the body of a text message', () => {
  test('typography becomes plain before it is counted', () => {
    expect(normaliseSms('“Mains” – 5\u00a0km … it’s\tO’Neil')).toBe('"Mains" - 5 km ... it\'s O\'Neil');
  });
  test('signs are spelt out only where the text then fits GSM-7', () => {
    expect(normaliseSms('№5, 12°')).toBe('No 5, 12 deg');
    expect(normaliseSms('дом №5')).toBe('дом №5');
  });
  test('accents stay while they cost nothing', () => {
    expect(smsBody('Avería')).toEqual({
      channel: 'sms',
      body: 'Avería',
      encoding: 'UCS-2',
      characters: 6,
      segments: 1,
    });
  });
  test('accents of a long Spanish text go, since that saves a segment; ñ and é stay', () => {
    const long = smsBody(`Corte de luz mañana en Mérida: reparación de la red eléctrica, ${'x'.repeat(40)}`);
    expect(long).toMatchObject({ encoding: 'GSM-7', segments: 1 });
    expect(long.body).toContain('mañana en Mérida: reparacion de la red eléctrica');
  });
  test('a text that stays UCS-2 keeps its accents', () => {
    expect(smsBody(`ó ${'я'.repeat(80)}`).body).toContain('ó');
  });
});
