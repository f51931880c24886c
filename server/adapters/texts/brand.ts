import { z } from 'zod';

const channel = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const luminance = (colour: string): number => {
  const part = (from: number) => channel(parseInt(colour.slice(from, from + 2), 16) / 255);
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
};
/** WCAG contrast of a colour with white. */
export const contrastWithWhite = (colour: string): number => 1.05 / (luminance(colour) + 0.05);

const perLanguage = z.record(z.string(), z.string().min(1));
const url = z.string().regex(/^https:\/\/[^\s/]+(\/\S*)?$/, 'an https address');
const phone = z.string().regex(/^\+[1-9][\d ]{6,18}$/, 'an international number, e.g. +44 20 7946 0100');

/** config/brand.yaml: how the utility shows itself to its customers. */
export const brandSchema = z
  .strictObject({
    /** Languages of every notice; the first is the default. */
    languages: z.array(z.string().min(2)).min(1),
    name: perLanguage,
    /** Begins every text message; a long one costs segments. */
    shortName: perLanguage,
    phones: z.strictObject({ customer: phone, emergency: phone }),
    email: z.email('an e-mail address'),
    site: url,
    portal: url,
    terms: url,
    /** Where letters come from: the return line, and the place before the date. */
    sender: z.strictObject({
      line1: z.string().min(1),
      line2: z.string().min(1).exactOptional(),
      city: z.string().min(1),
      postcode: z.string().min(1),
      country: z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 code'),
    }),
    place: perLanguage,
    letterhead: z.strictObject({
      colour: z
        .string()
        .regex(/^#[0-9A-Fa-f]{6}$/, 'a colour such as #0B4F6C')
        .refine(colour => contrastWithWhite(colour) >= 4.5, 'a colour of contrast 4.5:1 or more with white'),
      words: z.record(
        z.string(),
        z.strictObject({
          phone: z.string(),
          email: z.string(),
          page: z.string().regex(/\{page\}.*\{pages\}/, '{page} and {pages}'),
        }),
      ),
    }),
    signer: z.strictObject({ name: perLanguage, title: perLanguage }),
  })
  .superRefine((brand, context) => {
    const parts = {
      name: brand.name,
      shortName: brand.shortName,
      place: brand.place,
      'letterhead.words': brand.letterhead.words,
      'signer.name': brand.signer.name,
      'signer.title': brand.signer.title,
    };
    for (const [path, texts] of Object.entries(parts))
      for (const language of brand.languages)
        if (!(language in texts))
          context.addIssue({
            code: 'custom',
            path: [...path.split('.'), language],
            message: `a text in ${language}`,
          });
  });

export type Brand = Readonly<z.output<typeof brandSchema>>;
