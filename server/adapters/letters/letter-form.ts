/** Where things stand on the paper, in millimetres from its top left corner. */
export interface LetterForm {
  readonly name: string;
  readonly page: { readonly width: number; readonly height: number };
  readonly margin: { readonly left: number; readonly right: number };
  /** What shows through the envelope. */
  readonly window: Box;
  /** The addressee inside the window, clear of its edges by the play of the paper. */
  readonly address: Box & { readonly lines: number };
  /** The baseline of the sender's line above the address. */
  readonly returnLine: number;
  readonly info: Box;
  /** The first line of the body, and where body and footer end. */
  readonly body: number;
  readonly nextPageBody: number;
  readonly bodyEnd: number;
  readonly footer: number;
  readonly folds: readonly number[];
  readonly hole: number;
}
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** DIN 5008 form B: letterhead of 45 mm, folded at 105 and 210 for a DL or C6/5 window envelope. */
export const DIN_5008_B: LetterForm = {
  name: 'DIN 5008 B',
  page: { width: 210, height: 297 },
  margin: { left: 25, right: 20 },
  window: { x: 20, y: 45, width: 85, height: 45 },
  address: { x: 25, y: 62.7, width: 75, height: 27.3, lines: 6 },
  returnLine: 60.5,
  info: { x: 125, y: 50, width: 65, height: 40 },
  body: 98.5,
  nextPageBody: 35,
  bodyEnd: 272,
  footer: 278,
  folds: [105, 210],
  hole: 148.5,
};

const POINTS_PER_MM = 72 / 25.4;
export const points = (mm: number): number => mm * POINTS_PER_MM;
