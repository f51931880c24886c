const channel = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const luminance = (colour: string): number => {
  const part = (from: number) => channel(parseInt(colour.slice(from, from + 2), 16) / 255);
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
};
/** WCAG contrast of a colour such as `#0B4F6C` with white. */
export const contrastWithWhite = (colour: string): number => 1.05 / (luminance(colour) + 0.05);

/** White text stands on it in e-mails. */
export const LEAST_CONTRAST = 4.5;
export const isColour = (value: unknown): value is string =>
  typeof value === 'string' && /^#[0-9A-Fa-f]{6}$/.test(value) && contrastWithWhite(value) >= LEAST_CONTRAST;
