/** One row of the `errors` list inside an error answer. */
export interface ProblemDetail {
  readonly message: string;
  readonly code?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** Why a call, or one input of a batch, is refused; the HTTP layer turns it into HubSpot's error body. */
export interface Problem {
  readonly status: number;
  readonly category: string;
  readonly message: string;
  readonly subCategory?: string;
  readonly errors?: readonly ProblemDetail[];
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly links?: Readonly<Record<string, string>>;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refused = (problem: Problem): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem,
});

type Details = Pick<Problem, 'errors' | 'context' | 'subCategory'>;

export const invalid = (message: string, details: Details = {}): Problem => ({
  status: 400,
  category: 'VALIDATION_ERROR',
  message,
  ...details,
});

export const notFound = (message: string, details: Details = {}): Problem => ({
  status: 404,
  category: 'OBJECT_NOT_FOUND',
  message,
  ...details,
});

export const conflict = (message: string, details: Details = {}): Problem => ({
  status: 409,
  category: 'CONFLICT',
  message,
  ...details,
});

export interface PropertyFault {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

/** HubSpot puts a JSON array inside the message of this one; clients that parse it exist, so the form is kept. */
export function invalidProperties(faults: readonly PropertyFault[], portalId: number): Problem {
  const rows = faults.map(({ name, code, message }) => ({
    isValid: false,
    message,
    error: code,
    name,
    localizedErrorMessage: message,
    portalId,
  }));
  return invalid(`Property values were not valid: ${JSON.stringify(rows)}`, {
    errors: faults.map(({ name, code, message }) => ({ message, code, context: { propertyName: [name] } })),
  });
}

export function missingProperties(typeName: string, names: readonly string[]): Problem {
  return invalid(`Error creating ${typeName.toUpperCase()}. Some required properties were not set.`, {
    context: { properties: names },
    errors: names.map(name => ({
      message: `Property "${name}" is required`,
      code: 'MISSING_REQUIRED_PROPERTY',
      context: { propertyName: [name] },
    })),
  });
}
