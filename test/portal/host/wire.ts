import type { RemoteChannel } from '@remote-ui/core';

/** What a page says of each card it wants drawn, and where. */
export interface Surface {
  /** The address of the production bundle. */
  readonly bundle: string;
  readonly title: string;
  /** As HubSpot gives it to the card. */
  readonly context: Readonly<Record<string, unknown>>;
}

export interface CardRequest {
  readonly url: string;
  readonly method: string;
  readonly timeout: number | null;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}
export interface CardAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
/** What came of it: an answer of whatever status, or none. */
export type Fetched = CardAnswer | { readonly failed: string };

/** What the page does for a card. */
export interface HostApi {
  action(name: string, args: readonly unknown[]): unknown;
  fetch(request: CardRequest): Promise<Fetched>;
  /** Records' properties and associations, which HubSpot gives by itself. */
  crm(kind: string, request: unknown): unknown;
  log(level: string, text: string): void;
  /** The card ended in an error; the text is for its developer. */
  crash(text: string): void;
}
/** What the page asks of the worker that a card runs in. */
export interface WorkerApi {
  start(channel: RemoteChannel, surface: Surface, components: readonly string[]): void;
  /** Of an app page: where in the app its reader is now. */
  moved(location: PageLocation): void;
}
export interface PageLocation {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}
