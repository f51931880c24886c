import { encode } from 'uqr';

/** A QR code as one SVG path; `modules` across, without the quiet zone. */
export interface QrPath {
  readonly modules: number;
  readonly path: string;
}

/** How much of it may be lost and still be read: a fold or a stain. Both payment standards ask for M. */
const CORRECTION = 'M';
/** Blank modules on each side, without which a reader does not find it (ISO/IEC 18004). */
export const QUIET = 4;

/** In byte mode, whatever the text: some banking apps do not read a code of mixed modes. `size` is of one module. */
export const qrPath = (text: string, size: (modules: number) => number): QrPath => {
  const bytes = [...new TextEncoder().encode(text)];
  const { data, size: modules } = encode(bytes, { ecc: CORRECTION, boostEcc: false, border: 0 });
  const module = size(modules);
  const at = (n: number) => Number((n * module).toFixed(4));
  // Dark modules in a row are drawn as one, so that no hairline shows between them.
  const path = data.flatMap((row, y) => {
    const runs: string[] = [];
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] !== true) continue;
      const from = x;
      while (row[x + 1] === true) x += 1;
      const to = at(x + 1);
      runs.push(`M ${at(from)} ${at(y)} L ${to} ${at(y)} L ${to} ${at(y + 1)} L ${at(from)} ${at(y + 1)} Z`);
    }
    return runs;
  });
  return { modules, path: path.join(' ') };
};
