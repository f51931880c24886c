import type { FlowBlock, FlowLine } from './flow.js';

export interface PlacedLine extends FlowLine {
  readonly page: number;
  /** Points from the top of the page to the top of the line. */
  readonly y: number;
}

const heightOf = (block: FlowBlock | undefined): number =>
  (block?.lines ?? []).reduce((sum, { height }) => sum + height, 0);

/** Breaks the body into pages. */
export const paginate = (
  blocks: readonly FlowBlock[],
  room: { readonly first: number; readonly next: number; readonly end: number },
): readonly PlacedLine[] => {
  const placed: PlacedLine[] = [];
  let page = 0;
  let y = room.first;
  const turn = () => {
    page += 1;
    y = room.next;
  };
  blocks.forEach((block, index) => {
    const together = heightOf(block) + (block.withNext ? block.gap + heightOf(blocks[index + 1]) : 0);
    // Two lines of a paragraph at the foot of a page at least.
    const needed =
      block.whole || block.withNext ? together : heightOf({ ...block, lines: block.lines.slice(0, 2) });
    if (y + needed > room.end && needed <= room.end - room.next && placed.length > 0) turn();
    for (const flowLine of block.lines) {
      if (y + flowLine.height > room.end) turn();
      placed.push({ ...flowLine, page, y });
      y += flowLine.height;
    }
    y += block.gap;
  });
  return placed;
};
