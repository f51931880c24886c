import fc from 'fast-check';
import { addressBlock } from '../../../server/adapters/letters/address-block.js';
import { postalLines } from '../../../server/adapters/letters/postal-lines.js';
import { wrap } from '../../../server/adapters/letters/wrap.js';

describe('the lines of an address, as the post of the country reads them', () => {
  test.each([
    ['DE', { line1: 'Lindenstr. 5', city: 'Berlin', postcode: '10969' }, ['Lindenstr. 5', '10969 Berlin']],
    [
      'GB',
      { line1: '12 High St', line2: 'Flat 3', city: 'London', postcode: 'se1 0aa' },
      ['12 High St', 'Flat 3', 'LONDON', 'SE1 0AA'],
    ],
    ['ES', { line1: 'Calle Mayor 5', city: 'Madrid', postcode: '28013' }, ['Calle Mayor 5', '28013 Madrid']],
    [
      'RU',
      { line1: 'ул. Ленина, д. 10', line2: 'кв. 3', city: 'Екатеринбург', postcode: '620014' },
      ['ул. Ленина, д. 10', 'кв. 3', 'Екатеринбург', '620014'],
    ],
    [
      'US',
      { line1: '1 Main St', city: 'San Francisco', postcode: 'CA 94105' },
      ['1 Main St', 'San Francisco, CA 94105'],
    ],
    ['FR', { line1: '3 rue Haute', city: 'Lyon', postcode: '69001' }, ['3 rue Haute', '69001 Lyon']],
  ])('%s at home', (country, address, lines) => {
    expect(postalLines({ ...address, country }, country)).toEqual(lines);
  });
  test('a letter abroad names the country last', () => {
    expect(
      postalLines({ line1: 'Lindenstr. 5', city: 'Berlin', postcode: '10969', country: 'DE' }, 'GB').at(-1),
    ).toBe('GERMANY');
  });
  test('a field with line breaks is one line', () => {
    expect(
      postalLines({ line1: '1 St\r\n\tRear', city: 'Ulm', postcode: '89073', country: 'DE' }, 'DE'),
    ).toEqual(['1 St Rear', '89073 Ulm']);
  });
});

// Each character as wide as half its size: enough to see the arithmetic.
const width = (text: string, size: number) => (text.length * size) / 2;

describe('the block in the window', () => {
  const limits = { width: 200, lines: 6 };
  test('an ordinary address is set in 11 points', () => {
    expect(addressBlock('Mary', ['12 High St', 'LONDON'], limits, width)).toEqual({
      size: 11,
      lines: ['Mary', '12 High St', 'LONDON'],
    });
  });
  test('a longer one wraps, then shrinks', () => {
    const block = addressBlock(
      'N'.repeat(45),
      ['S'.repeat(45), 'F'.repeat(45), 'City', 'COUNTRY'],
      limits,
      width,
    );
    expect(block).toMatchObject({ size: 8, lines: { length: 5 } });
  });
  test('whatever comes: six lines at most, none too wide, no part of the address lost', () => {
    const words = fc
      .string({ unit: fc.constantFrom('a', 'b', 'W', ' ', '-'), minLength: 1, maxLength: 70 })
      .filter(t => t.trim() !== '');
    fc.assert(
      fc.property(words, fc.array(words, { minLength: 1, maxLength: 3 }), (name, address) => {
        const trimmed = address.map(line => line.trim().replace(/ +/g, ' '));
        let block;
        try {
          block = addressBlock(name.trim().replace(/ +/g, ' '), trimmed, limits, width);
        } catch {
          return;
        }
        const { size, lines } = block;
        expect(lines.length).toBeLessThanOrEqual(6);
        for (const line of lines) expect(width(line, size)).toBeLessThanOrEqual(200);
        expect(lines.join('').replaceAll(' ', '').endsWith(trimmed.join('').replaceAll(' ', ''))).toBe(true);
      }),
    );
  });
});

describe('wrapping', () => {
  test('no line is wider than the limit and no word is lost', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', 'Щ', ' '), maxLength: 200 });
    fc.assert(
      fc.property(text, fc.integer({ min: 3, max: 40 }), (sample, limit) => {
        const lines = wrap(sample, limit, t => t.length);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(limit);
        expect(lines.join('').replaceAll(' ', '')).toBe(sample.replaceAll(' ', ''));
      }),
    );
  });
});
