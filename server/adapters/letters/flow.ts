import type { LetterText, TextRow } from '../../workflows/ports.js';
import { wrap } from './wrap.js';

export type Weight = 'regular' | 'bold';
export type WidthOf = (text: string, weight: Weight, size: number) => number;

/** One line of the body; `x` in points from the left margin. */
export interface FlowLine {
  readonly cells: readonly {
    readonly x: number;
    readonly text: string;
    readonly weight: Weight;
    readonly size: number;
  }[];
  readonly height: number;
  /** A hairline under it, the whole width. */
  readonly rule: boolean;
  /** Where the payment slip is drawn. */
  readonly slip?: true;
}
/** Lines that belong together. */
export interface FlowBlock {
  readonly lines: readonly FlowLine[];
  readonly gap: number;
  readonly whole: boolean;
  /** Not the last thing on a page. */
  readonly withNext: boolean;
}

/** How closely the body is set, in points. */
export interface Spacing {
  readonly leading: number;
  readonly gap: number;
  readonly signature: number;
}
/** From easy to close; the first that needs the fewest sheets is taken. */
export const SPACINGS: readonly Spacing[] = [
  { leading: 14.5, gap: 7, signature: 30 },
  { leading: 13.8, gap: 6, signature: 28 },
  { leading: 13.2, gap: 4.5, signature: 24 },
];

export interface Setting {
  /** Of the body, in points. */
  readonly width: number;
  readonly widthOf: WidthOf;
  readonly spacing: Spacing;
}

const SIZE = 11;
const SUBJECT_SIZE = 13;
/** Above and below a row, together, as a part of the leading. */
const ROW_PADDING = 0.34;
const COLUMN_GAP = 14;

const line = (text: string, height: number, weight: Weight = 'regular', size = SIZE): FlowLine => ({
  cells: [{ x: 0, text, weight, size }],
  height,
  rule: false,
});

const paragraph = (text: string, { width, widthOf, spacing }: Setting): FlowBlock => ({
  lines: wrap(text, width, t => widthOf(t, 'regular', SIZE)).map(t => line(t, spacing.leading)),
  gap: spacing.gap,
  whole: false,
  withNext: false,
});

const heading = (text: string, { width, widthOf }: Setting): FlowBlock => ({
  lines: wrap(text, width, t => widthOf(t, 'bold', SUBJECT_SIZE)).map(t => line(t, 17, 'bold', SUBJECT_SIZE)),
  gap: 12,
  whole: true,
  withNext: true,
});

/** Each row is a block: a table may go on to the next page between rows, never inside a short one. */
const table = (rows: readonly TextRow[], { width, widthOf, spacing }: Setting): readonly FlowBlock[] => {
  const longest = Math.max(...rows.map(({ label }) => widthOf(label, 'bold', SIZE)));
  const column = Math.min(longest, width * 0.32) + COLUMN_GAP;
  return rows.map(({ label, value, strong }, index) => {
    const weight = strong === true ? ('bold' as const) : ('regular' as const);
    const labels = wrap(label, column - COLUMN_GAP, t => widthOf(t, 'bold', SIZE));
    const values = wrap(value, width - column, t => widthOf(t, weight, SIZE));
    const count = Math.max(labels.length, values.length);
    const lines = Array.from({ length: count }, (_, n): FlowLine => {
      const cells = [
        { x: 0, text: labels[n] ?? '', weight: 'bold' as const, size: SIZE },
        { x: column, text: values[n] ?? '', weight, size: SIZE },
      ];
      const last = n === count - 1;
      return {
        cells: cells.filter(({ text }) => text !== ''),
        height: spacing.leading * (last ? 1 + ROW_PADDING : 1),
        rule: last,
      };
    });
    return {
      lines,
      gap: index === rows.length - 1 ? spacing.gap + 2 : 0,
      whole: lines.length <= 6,
      withNext: false,
    };
  });
};

/** Room for a signature above the name of who signs. */
const closing = (text: string, { width, widthOf, spacing }: Setting): FlowBlock => {
  const [greeting, ...signer] = text
    .split('\n')
    .flatMap(part => wrap(part, width, t => widthOf(t, 'regular', SIZE)));
  return {
    lines: [line(greeting ?? '', spacing.signature), ...signer.map(t => line(t, spacing.leading))],
    gap: 0,
    whole: true,
    withNext: false,
  };
};

const slipBlock = (height: number): FlowBlock => ({
  lines: [{ cells: [], height, rule: false, slip: true }],
  gap: 0,
  whole: true,
  withNext: false,
});

/** `slip`: the height of the payment slip, which no page break parts; 0: there is none. */
export const flow = (letter: LetterText, setting: Setting, slip = 0): readonly FlowBlock[] => {
  const body = letter.body.flatMap(block =>
    typeof block === 'string' ? [paragraph(block, setting)] : table(block, setting),
  );
  const last = body.at(-1);
  return [
    heading(letter.subject, setting),
    paragraph(letter.salutation, setting),
    // A signature alone on a page could be put under any letter.
    ...(last === undefined ? [] : [...body.slice(0, -1), { ...last, withNext: true }]),
    closing(letter.closing, setting),
    ...(slip === 0 ? [] : [slipBlock(slip)]),
  ];
};
