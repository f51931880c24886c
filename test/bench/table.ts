/** Rows under their heads; words to the left, from the `numbers`th column on figures to the right. */
export const textTable = (rows: readonly (readonly string[])[], numbers: number): string => {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? [];
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column < numbers ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
