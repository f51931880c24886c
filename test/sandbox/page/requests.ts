import type { NextFunction, Request, Response } from 'express';
import type { Lang } from './times.js';

type Values = Readonly<Record<string, unknown>>;
const valuesOf = (source: unknown): Values =>
  typeof source === 'object' && source !== null ? (source as Values) : {};

export const all = (source: unknown, name: string): readonly string[] => {
  const value = valuesOf(source)[name];
  return (Array.isArray(value) ? value : [value]).filter(
    (entry): entry is string => typeof entry === 'string',
  );
};
export const one = (source: unknown, name: string): string => all(source, name)[0]?.trim() ?? '';

/** One of a few; null for anything else. */
export const oneOf = <T extends string>(source: unknown, name: string, choices: readonly T[]): T | null =>
  choices.find(choice => choice === one(source, name)) ?? null;

/** A path of this page, never another site. */
export const pathOr = (text: string, otherwise: string): string =>
  /^\/(?![/\\])[^\s\\]*$/.test(text) ? text : otherwise;

/** From the address, else the cookie; English for anybody else. */
export const langOf = (request: Request): Lang => {
  const asked =
    one(request.query, 'lang') || (/(?:^|;\s*)lang=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '');
  return asked === 'ru' ? 'ru' : 'en';
};

const isLocal = (host: string): boolean =>
  /^(localhost|127\.\d+\.\d+\.\d+|\[[0-9a-f:]+\]|\d+\.\d+\.\d+\.\d+)(:\d+)?$/i.test(host);

/**
 * The page acts without a login, so any site open in the same browser could post to it. A form must come from this
 * very origin, and the origin must be an address or `localhost`: a name may be turned towards this machine by its owner.
 */
export const ownFormsOnly =
  (hosts: readonly string[], refuse: (response: Response, request: Request) => void) =>
  (request: Request, response: Response, next: NextFunction): void => {
    if (request.method === 'GET' || request.method === 'HEAD') {
      next();
      return;
    }
    const host = request.headers.host ?? '';
    const known = isLocal(host) || hosts.includes(host);
    const own = request.headers.origin === `http://${host}` || request.headers.origin === `https://${host}`;
    if (known && own) next();
    else refuse(response, request);
  };

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  // Cards run in workers, and open letters of the server in a frame.
  "worker-src 'self'",
  "frame-src 'self' http://127.0.0.1:*",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const guardPage = (_request: Request, response: Response, next: NextFunction): void => {
  response.set({
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  next();
};
