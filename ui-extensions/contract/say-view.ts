import * as z from 'zod/mini';

/** What an agent can read out; everything else a card says in the user's own language. */
export const spoken = z.enum(['en', 'ru']);
export type Spoken = z.infer<typeof spoken>;
/** The same words in each language, the customer's own named. */
export const sayView = z.object({ language: spoken, texts: z.object({ en: z.string(), ru: z.string() }) });
export type SayView = z.infer<typeof sayView>;
