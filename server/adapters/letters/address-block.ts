import { Fault } from '../../workflows/fault.js';
import { wrap } from './wrap.js';

export interface AddressBlock {
  readonly size: number;
  readonly lines: readonly string[];
}

const SIZES = [11, 10, 9, 8];

/** A name may lose its end; an address never does, since half of one is the wrong one. */
const shortName = (
  name: string,
  lines: number,
  limit: number,
  width: (text: string) => number,
): readonly string[] => {
  const all = wrap(name, limit, width);
  if (all.length <= lines) return all;
  const kept = all.slice(0, lines);
  let last = kept.at(-1) ?? '';
  while (last !== '' && width(`${last}…`) > limit) last = [...last].slice(0, -1).join('');
  return [...kept.slice(0, -1), `${last}…`];
};

/** The largest size at which name and address fit the window. Throws Fault('rejected') if the address fits at none. */
export const addressBlock = (
  name: string,
  address: readonly string[],
  limits: { readonly width: number; readonly lines: number },
  widthAt: (text: string, size: number) => number,
): AddressBlock => {
  const at = (size: number, nameLines: number) => {
    const width = (text: string) => widthAt(text, size);
    const lines = address.flatMap(line => wrap(line, limits.width, width));
    return { size, lines: [...shortName(name, nameLines, limits.width, width), ...lines] };
  };
  const fits = (block: AddressBlock) => block.lines.length <= limits.lines;
  // Whole names first, then names of two lines, then of one: a smaller letter harms less than a name cut short.
  for (const nameLines of [Infinity, 2, 1]) {
    const block = SIZES.map(size => at(size, nameLines)).find(fits);
    if (block !== undefined) return block;
  }
  throw new Fault(
    'rejected',
    'letter.addressTooLong',
    'The postal address does not fit the window of the envelope.',
  );
};
