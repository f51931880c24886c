import type { Express, Router } from 'express';

const PREFIXES = [
  '/api',
  '/carriers',
  '/letters',
  '/files',
  '/webhooks',
  '/actions',
  '/oauth',
  '/billing',
  '/network',
];

interface Layer {
  readonly route?: {
    readonly path: string;
    readonly methods: Readonly<Record<string, boolean>>;
    readonly stack: readonly { readonly handle: object }[];
  };
  readonly handle: { readonly stack?: readonly Layer[] };
  readonly slash: boolean;
  match(path: string): boolean;
}

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handlers: readonly object[];
}
/** Every route the app has, read from its router. */
export const routesOf = (app: Express | Router, under = ''): readonly Route[] => {
  const walk = (stack: readonly Layer[], prefix: string): Route[] =>
    stack.flatMap(layer => {
      if (layer.route !== undefined) {
        const { path, methods, stack: handlers } = layer.route;
        return Object.keys(methods).map(method => ({
          method: method.toUpperCase(),
          path: `${prefix}${path}`,
          handlers: handlers.map(({ handle }) => handle),
        }));
      }
      if (layer.handle.stack === undefined) return [];
      const mounted = layer.slash ? '' : PREFIXES.find(each => layer.match(each));
      if (mounted === undefined)
        throw new Error(
          `A router is mounted where this test does not look; known are ${PREFIXES.join(', ')}.`,
        );
      return walk(layer.handle.stack, `${prefix}${mounted}`);
    });
  const { router, stack = router?.stack ?? [] } = app as unknown as {
    readonly router?: { readonly stack: readonly Layer[] };
    readonly stack?: readonly Layer[];
  };
  return walk(stack, under);
};
