/** A spreadsheet takes a cell that begins so for a formula; a name in the CRM must not run one. */
const FORMULA = /^[=+\-@\t\r]/;
export type Cell = string | number | boolean | null;

const cell = (value: Cell): string => {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`;

/** The mark by which a spreadsheet knows UTF-8, and the names of the columns. */
export const csvHead = (columns: readonly string[]): string => `\uFEFF${csvLine(columns)}`;
