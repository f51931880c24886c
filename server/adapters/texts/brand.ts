import { z } from 'zod';
import { contrastWithWhite, LEAST_CONTRAST } from '../../domain/office/colour.js';
import { payeeAccounts } from './payee-accounts.js';

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
        .refine(
          colour => contrastWithWhite(colour) >= LEAST_CONTRAST,
          'a colour of contrast 4.5:1 or more with white',
        ),
      words: z.record(
        z.string(),
        z.strictObject({
          phone: z.string(),
          email: z.string(),
          page: z.string().regex(/\{page\}.*\{pages\}/, '{page} and {pages}'),
          /** Above the address of a registered letter. */
          registered: z.string().min(1),
        }),
      ),
    }),
    signer: z.strictObject({ name: perLanguage, title: perLanguage }),
    /** Whom somebody who cannot pay, or disputes a bill, can turn to. */
    help: z.strictObject({
      plan: url,
      dispute: url,
      fund: z.strictObject({ name: perLanguage, url }),
      advice: z.strictObject({ name: perLanguage, phone, url }),
      ombudsman: z.strictObject({ name: perLanguage, phone, url }),
    }),
    /** By currency. A sum in one that is not here is claimed without a slip. */
    payment: payeeAccounts,
  })
  .superRefine((brand, context) => {
    const parts = {
      name: brand.name,
      shortName: brand.shortName,
      place: brand.place,
      'letterhead.words': brand.letterhead.words,
      'signer.name': brand.signer.name,
      'signer.title': brand.signer.title,
      'help.fund.name': brand.help.fund.name,
      'help.advice.name': brand.help.advice.name,
      'help.ombudsman.name': brand.help.ombudsman.name,
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
