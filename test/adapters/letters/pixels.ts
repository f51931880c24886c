import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One page as a printer would see it. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

export const canRender = spawnSync('pdftoppm', ['-v']).error === undefined;

/** Enough to see where ink lies; a code is read at what a telephone makes of paper. */
const DPI = 100;

const parse = (ppm: Buffer): Picture => {
  const [header, width, height] =
    /^P6\s(\d+)\s(\d+)\s255\s/.exec(ppm.subarray(0, 40).toString('latin1')) ?? [];
  if (header === undefined) throw new Error('not a PPM picture');
  return { width: Number(width), height: Number(height), rgb: ppm.subarray(header.length) };
};

/** Renders every page; the text of a PDF says nothing about what is on the paper. */
export const pictures = (pdf: Uint8Array, dpi = DPI): readonly Picture[] => {
  const folder = mkdtempSync(join(tmpdir(), 'letter-'));
  try {
    writeFileSync(join(folder, 'letter.pdf'), pdf);
    execFileSync('pdftoppm', ['-r', String(dpi), join(folder, 'letter.pdf'), join(folder, 'page')]);
    const pages = readdirSync(folder).filter(file => file.endsWith('.ppm'));
    return pages.sort().map(file => parse(readFileSync(join(folder, file))));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Millimetres from the top left corner. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How many pixels of a region are not paper. */
export const inkIn = ({ width, height, rgb }: Picture, region: Region): number => {
  const pixel = (mm: number) => Math.round((mm * DPI) / 25.4);
  let ink = 0;
  for (let y = pixel(region.y); y < Math.min(height, pixel(region.y + region.height)); y++)
    for (let x = pixel(region.x); x < Math.min(width, pixel(region.x + region.width)); x++)
      if ((rgb[(y * width + x) * 3] ?? 255) < 160) ink += 1;
  return ink;
};
