import { apiVersion } from './api-version.js';
import { forewarnProperties, forewarnSchemas } from './forewarn-schemas.js';
import { createPortal, defaultToken, type Portal, type PortalOptions } from './portal.js';

/** Any part of an answer a test may look at; what is absent is undefined. */
export interface ReplyBody {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly message: string;
  readonly category: string;
  readonly policyName: string;
  readonly total: number;
  readonly numErrors: number;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly results: readonly ReplyRow[];
  readonly errors: readonly ReplyRow[];
  readonly paging?: { readonly next: { readonly after: string } };
}

export interface ReplyRow {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly new: boolean;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReplyBody;
}

export interface RunningPortal extends Portal {
  readonly url: string;
  call(method: string, path: string, body?: unknown, init?: RequestInit): Promise<Reply>;
  /** `POST /crm/objects/<version>/<path>`, which most tests are about. */
  objects(path: string, body: unknown): Promise<Reply>;
  /** The only way time passes. */
  advance(ms: number): void;
  close(): Promise<void>;
}

/** A portal on a free port, with the product's schemas and a clock that stands still. Monday. */
export async function startPortal(options: Partial<PortalOptions> = {}): Promise<RunningPortal> {
  let at = Date.parse('2026-11-23T09:00:00.000Z');
  const portal = createPortal({
    clock: { now: () => new Date(at).toISOString() },
    schemas: forewarnSchemas,
    properties: forewarnProperties,
    ...options,
  });
  const { url, close } = await portal.listen();
  const call: RunningPortal['call'] = async (method, path, body, init = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${defaultToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...init,
    });
    const text = await response.text();
    const parsed = (text === '' ? {} : JSON.parse(text)) as ReplyBody;
    return { status: response.status, headers: response.headers, body: parsed };
  };
  return {
    ...portal,
    url,
    close,
    call,
    objects: (path, body) => call('POST', `/crm/objects/${apiVersion}/${path}`, body),
    advance: ms => {
      at += ms;
    },
  };
}
