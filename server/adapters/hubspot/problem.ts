import { z } from 'zod';

const word = z.string().optional().catch(undefined);
const detail = z.object({
  code: word,
  subCategory: word,
  context: z
    .object({ requiredGranularScopes: z.array(z.string()).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
/** Every field may be missing: the documented and the observed bodies differ, and gateways send none at all. */
const errorBody = z.object({
  category: word,
  subCategory: word,
  errorType: word,
  policyName: word,
  correlationId: word,
  message: word,
  errors: z.array(detail).optional().catch(undefined),
});

/** What an error answer says, without its message: that quotes addresses and numbers. */
export interface Problem {
  /** The most telling word: `PROPERTY_DOESNT_EXIST`, `OBJECT_NOT_FOUND`, … */
  readonly word: string;
  readonly words: readonly string[];
  readonly missingScopes: readonly string[];
  readonly limit: 'daily' | 'rolling' | 'secondly' | null;
  readonly correlationId: string;
}

/** HubSpot's own constants; anything with other characters could be text. */
const isWord = (text: string | undefined): text is string =>
  text !== undefined && /^[A-Za-z0-9_.]{1,100}$/.test(text);

const limitOf = (policy: string | undefined, message: string | undefined): Problem['limit'] => {
  const said = (policy ?? message ?? '').toLowerCase();
  if (said.includes('daily')) return 'daily';
  if (said.includes('ten_secondly') || said.includes('rolling')) return 'rolling';
  return said.includes('secondly') ? 'secondly' : null;
};

export const problemOf = (body: unknown): Problem => {
  const parsed = errorBody.safeParse(body);
  const said = parsed.success ? parsed.data : undefined;
  const details = said?.errors ?? [];
  const words = [
    ...details.flatMap(({ code, subCategory }) => [code, subCategory]),
    said?.subCategory,
    said?.category,
    said?.errorType,
  ].filter(isWord);
  return {
    word: words[0] ?? 'UNNAMED',
    words,
    missingScopes: details
      .flatMap(({ context }) => context?.requiredGranularScopes ?? [])
      .filter(scope => /^[A-Za-z0-9._-]{1,100}$/.test(scope)),
    limit: limitOf(said?.policyName, said?.message),
    correlationId: correlationOf(said?.correlationId),
  };
};

const correlationOf = (text: string | undefined): string =>
  text !== undefined && /^[0-9a-f-]{36}$/i.test(text) ? text : 'none';
