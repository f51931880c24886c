import type { PostalAddress } from '../../domain/contact-point.js';
import type { AddressBlock } from './address-block.js';
import type { LetterFonts } from './font.js';
import { points, type LetterForm } from './letter-form.js';
import { colourOf, GREY, HAIR, INK, type Paper } from './paper.js';

/** What a letter needs of the utility; config/brand.yaml has it. */
export interface LetterBrand {
  readonly name: Readonly<Record<string, string>>;
  readonly phones: { readonly customer: string };
  readonly email: string;
  readonly site: string;
  readonly sender: PostalAddress;
  readonly letterhead: {
    readonly colour: string;
    readonly words: Readonly<
      Record<
        string,
        { readonly phone: string; readonly email: string; readonly page: string; readonly registered: string }
      >
    >;
  };
}

/** All that is printed around the body of one letter. */
export interface Stationery {
  readonly brand: LetterBrand;
  readonly form: LetterForm;
  readonly fonts: LetterFonts;
  readonly language: string;
  readonly dateLine: string;
  readonly referenceLine: string;
  readonly reference: string;
  /** It goes by registered mail. */
  readonly registered: boolean;
}

const white = colourOf('#FFFFFF');
/** A disc, and a bolt on it. */
const DISC = 'M 0 17 A 17 17 0 1 0 34 17 A 17 17 0 1 0 0 17 Z';
const BOLT = 'M 19 5 L 9 19 L 15.5 19 L 14 29 L 25 14.5 L 18 14.5 Z';

export const brandName = ({ brand, language }: Stationery): string =>
  brand.name[language] ?? Object.values(brand.name)[0] ?? '';
const wordsOf = ({ brand, language }: Stationery) =>
  brand.letterhead.words[language] ??
  Object.values(brand.letterhead.words)[0] ?? {
    phone: '',
    email: '',
    page: '{page}/{pages}',
    registered: '',
  };
const senderLine = (s: Stationery): string =>
  [brandName(s), s.brand.sender.line1, `${s.brand.sender.city} ${s.brand.sender.postcode}`].join(' · ');

/** Everything the stationery itself writes, for the check of glyphs. */
export const stationeryTexts = (s: Stationery): readonly string[] => {
  const { phone, email, page, registered } = wordsOf(s);
  return [
    registered,
    senderLine(s),
    s.reference,
    phone,
    email,
    page,
    s.brand.email,
    s.brand.site,
    s.brand.phones.customer,
  ];
};

export const drawLetterhead = (paper: Paper, s: Stationery): void => {
  const colour = colourOf(s.brand.letterhead.colour);
  const x = points(s.form.margin.left);
  const y = points(14);
  paper.shape(0, { x, y }, DISC, colour);
  paper.shape(0, { x, y }, BOLT, white);
  paper.text(0, { x: x + 44, baseline: y + 17 }, brandName(s), { size: 18, weight: 'bold', colour });
  paper.text(0, { x: x + 44, baseline: y + 31 }, s.brand.site.replace('https://', ''), {
    size: 10,
    colour: GREY,
  });
  const right = points(s.form.page.width - s.form.margin.right);
  paper.rule(0, [x, points(32)], [right, points(32)], colour, 1.2);
};

/** Folding marks and the mark for a hole punch, in the left margin. */
export const drawMarks = (paper: Paper, form: LetterForm): void => {
  for (const fold of form.folds)
    paper.rule(0, [points(5), points(fold)], [points(10), points(fold)], GREY, 0.25);
  paper.rule(0, [points(5), points(form.hole)], [points(12), points(form.hole)], GREY, 0.25);
};

export const drawAddress = (paper: Paper, s: Stationery, block: AddressBlock): void => {
  const { address, returnLine } = s.form;
  const x = points(address.x);
  const line = senderLine(s);
  const size = Math.min(7.5, (7.5 * points(address.width)) / s.fonts.regular.width(line, 7.5));
  const baseline = points(returnLine);
  paper.text(0, { x, baseline }, line, { size, colour: GREY });
  paper.rule(0, [x, baseline + 2.5], [x + s.fonts.regular.width(line, size), baseline + 2.5], HAIR, 0.5);
  // In the zone for remarks, above the sender's line, where the post looks for it through the window.
  if (s.registered)
    paper.text(0, { x, baseline: baseline - points(4.2) }, wordsOf(s).registered, {
      size: 10,
      weight: 'bold',
    });
  const leading = points(address.height / address.lines);
  block.lines.forEach((text, n) => {
    paper.text(0, { x, baseline: points(address.y) + leading * n + block.size }, text, { size: block.size });
  });
};

export const drawInfo = (paper: Paper, s: Stationery): void => {
  const words = wordsOf(s);
  const rows = [
    ['', s.dateLine],
    ['', s.referenceLine],
    [words.phone, s.brand.phones.customer],
    [words.email, s.brand.email],
  ] as const;
  const { x, y, width } = s.form.info;
  rows.forEach(([label, value], n) => {
    const text = label === '' ? value : `${label}: ${value}`;
    const size = Math.min(10, (10 * points(width)) / s.fonts.regular.width(text, 10));
    paper.text(0, { x: points(x), baseline: points(y) + 10 + n * 15 }, text, { size });
  });
};

export const drawFooter = (paper: Paper, s: Stationery): void => {
  const left = points(s.form.margin.left);
  const right = points(s.form.page.width - s.form.margin.right);
  const top = points(s.form.footer);
  const count = paper.pages.length;
  paper.pages.forEach((_, page) => {
    paper.rule(page, [left, top - 10], [right, top - 10], HAIR, 0.5);
    paper.text(page, { x: left, baseline: top + 2 }, senderLine(s), { size: 8, colour: GREY });
    const contacts = [s.brand.phones.customer, s.brand.email, s.brand.site].join(' · ');
    paper.text(page, { x: left, baseline: top + 13 }, contacts, { size: 8, colour: GREY });
    const number = wordsOf(s)
      .page.replace('{page}', String(page + 1))
      .replace('{pages}', String(count));
    paper.text(page, { x: right - s.fonts.regular.width(number, 10), baseline: top + 3 }, number, {
      size: 10,
    });
    paper.text(page, { x: right - s.fonts.regular.width(s.reference, 8), baseline: top + 14 }, s.reference, {
      size: 8,
      colour: GREY,
    });
  });
};

/** A page that falls out of its envelope tells where it belongs. */
export const drawNextPageHead = (paper: Paper, s: Stationery, subject: string): void => {
  const left = points(s.form.margin.left);
  const width = points(s.form.page.width - s.form.margin.left - s.form.margin.right);
  const text = [brandName(s), s.referenceLine, subject].join(' · ');
  const size = Math.min(10, (10 * width) / s.fonts.regular.width(text, 10));
  paper.pages.slice(1).forEach((_, n) => {
    paper.text(n + 1, { x: left, baseline: points(22) }, text, { size, colour: INK });
    paper.rule(n + 1, [left, points(25)], [left + width, points(25)], HAIR, 0.5);
  });
};
