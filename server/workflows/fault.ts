/**
 * What to do next: `retry` later; `throttled` retry after the time given; `rejected` never again; `duplicate` it was
 * done before; `unauthorised` stop and call a person; `unknown` it may have been done: ask before doing it again.
 */
export type FaultKind = 'retry' | 'throttled' | 'rejected' | 'duplicate' | 'unauthorised' | 'unknown';

/** Something outside failed. Only adapters make one. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly kind: FaultKind,
    /** A stable word for the cause, e.g. `sms.landline`; never an address or a text. */
    readonly code: string,
    message: string,
    options: { readonly cause?: unknown; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
