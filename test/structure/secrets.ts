/** What a key or token looks like in a file of HubSpot's command line: by the name of its field, and by its own form. */
const SIGNS: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'a field that holds a key',
    /^[^#\n]*\b(personalAccessKey|apiKey|api_key|accessToken|refreshToken|clientSecret|tokenInfo|auth)\s*:/im,
  ],
  ['a private app token', /\bpat-[a-z]{2}\d-[0-9a-f-]{8,}/i],
  [
    'a UUID, as client secrets and API keys are',
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i,
  ],
  ['a long word of letters and digits', /[A-Za-z0-9+/_=-]{40,}/],
];

/** Every sign of a secret in the text; none for a file that is safe to commit. */
export const secretsIn = (text: string): readonly string[] =>
  SIGNS.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
