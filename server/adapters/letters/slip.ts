import type { PaymentSlip } from '../../workflows/ports.js';
import type { Setting, Weight } from './flow.js';
import { points } from './letter-form.js';
import { GREY, INK, type Paper } from './paper.js';
import { QUIET, qrPath } from './qr-path.js';
import { wrap } from './wrap.js';

/** The slip as it will be drawn; everything in points from its top left corner. */
export interface SetSlip {
  readonly height: number;
  readonly width: number;
  readonly texts: readonly {
    readonly x: number;
    readonly baseline: number;
    readonly text: string;
    readonly size: number;
    readonly weight: Weight;
  }[];
  readonly code: { readonly x: number; readonly y: number; readonly path: string } | null;
}

/** Of the code with its quiet zone. A module is never below 0.4 mm, which a telephone still reads on plain paper. */
const CODE = points(42);
const LEAST_MODULE = points(0.4);
const GAP = points(6);
const ABOVE = points(7);
const HEADING = { size: 13, height: points(8) };
const ROW = { size: 10.5, leading: 14 };
const CAPTION = { size: 9, leading: 11 };

const setCode = (payload: string, width: number) => {
  const moduleOf = (modules: number) => Math.max(CODE / (modules + 2 * QUIET), LEAST_MODULE);
  const { modules, path } = qrPath(payload, moduleOf);
  const module = moduleOf(modules);
  const side = module * (modules + 2 * QUIET);
  const left = width - side;
  return { side, left, code: { x: left + QUIET * module, y: ABOVE + QUIET * module, path } };
};

/** Rows on the left, the code on the right, the caption below it. */
export const setSlip = (slip: PaymentSlip, { width, widthOf }: Omit<Setting, 'spacing'>): SetSlip => {
  const drawn = slip.code === null ? null : setCode(slip.code.payload, width);
  const room = drawn === null ? width : drawn.left - GAP;
  const column = Math.max(...slip.rows.map(({ label }) => widthOf(label, 'regular', ROW.size))) + points(4);
  let y = ABOVE + HEADING.height;
  const rows = slip.rows.flatMap(({ label, value, strong }) => {
    const weight: Weight = strong === true ? 'bold' : 'regular';
    const values = wrap(value, room - column, t => widthOf(t, weight, ROW.size));
    const baseline = y + ROW.size;
    y += values.length * ROW.leading;
    return [
      { x: 0, baseline, text: label, size: ROW.size, weight: 'regular' as const },
      ...values.map((text, n) => ({
        x: column,
        baseline: baseline + n * ROW.leading,
        text,
        size: ROW.size,
        weight,
      })),
    ];
  });
  const captions =
    slip.code === null || drawn === null
      ? []
      : wrap(slip.code.caption, drawn.side, t => widthOf(t, 'regular', CAPTION.size)).map((text, n) => ({
          x: drawn.left + (drawn.side - widthOf(text, 'regular', CAPTION.size)) / 2,
          baseline: ABOVE + drawn.side + CAPTION.size + n * CAPTION.leading,
          text,
          size: CAPTION.size,
          weight: 'regular' as const,
        }));
  const heading = { x: 0, baseline: ABOVE + HEADING.size, text: slip.heading, weight: 'bold' as const };
  return {
    height: Math.max(y, ABOVE + (drawn?.side ?? 0) + captions.length * CAPTION.leading) + points(2),
    width,
    texts: [{ ...heading, size: HEADING.size }, ...rows, ...captions],
    code: drawn?.code ?? null,
  };
};

export const drawSlip = (
  paper: Paper,
  at: { readonly page: number; readonly x: number; readonly y: number },
  slip: SetSlip,
): void => {
  const top = at.y + ABOVE / 2;
  paper.rule(at.page, [at.x, top], [at.x + slip.width, top], GREY, 0.7);
  for (const { x, baseline, text, size, weight } of slip.texts)
    paper.text(at.page, { x: at.x + x, baseline: at.y + baseline }, text, { size, weight });
  if (slip.code !== null)
    paper.shape(at.page, { x: at.x + slip.code.x, y: at.y + slip.code.y }, slip.code.path, INK);
};
