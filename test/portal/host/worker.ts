import { createRemoteRoot } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, retain, type MessageEndpoint } from '@remote-ui/rpc';
import * as React from 'react';
import type { HostApi, PageLocation, Surface, WorkerApi } from './wire.js';

/*
 * The classic worker that a card runs in, as HubSpot's cards do: no document, no window, no storage. It gives the
 * unchanged production bundle the globals that HubSpot's SDK reads, and passes everything else to the page.
 */

const scope = self as unknown as Record<string, unknown> & { importScripts(url: string): void };
const page = createEndpoint<HostApi>(self as unknown as MessageEndpoint, {
  callable: ['action', 'fetch', 'crm', 'log', 'crash'],
});

const ACTIONS = [
  ...['addAlert', 'reloadPage', 'fetchCrmObjectProperties', 'openIframeModal', 'refreshObjectProperties'],
  ...['onCrmPropertiesUpdate', 'closeOverlay', 'copyTextToClipboard', 'navigateToPage'],
];
const action =
  (name: string) =>
  (...args: readonly unknown[]): unknown =>
    page.call.action(name, args);

const wordsOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
const crash = (error: unknown): void => void page.call.crash(wordsOf(error));

/** An app page's place in the app; the bundle asks for it in the middle of rendering, as a hook. */
let location: PageLocation = { path: '/', params: {} };
let heardMove: (() => void) | null = null;
const useAppPageLocation = (): PageLocation => {
  const [, draw] = React.useState(0);
  React.useEffect(() => {
    heardMove = () => {
      draw(before => before + 1);
    };
    return () => {
      heardMove = null;
    };
  }, []);
  return location;
};

type Options = {
  readonly method?: string;
  readonly timeout?: number;
  readonly body?: unknown;
  readonly headers?: Headers | Record<string, string>;
};
const hsFetch = async (url: string | URL, options: Options = {}): Promise<Response> => {
  const headers = options.headers instanceof Headers ? Object.fromEntries(options.headers) : options.headers;
  const answer = await page.call.fetch({
    url: String(url),
    method: options.method ?? 'GET',
    timeout: options.timeout ?? null,
    body: options.body,
    headers: headers ?? {},
  });
  if ('failed' in answer) throw new Error(answer.failed);
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
};

/** HubSpot's own data comes as something that looks like a response. */
const asked =
  (kind: string) =>
  async (request: unknown): Promise<{ json(): Promise<unknown> }> => {
    const answer = await page.call.crm(kind, request);
    return { json: () => Promise.resolve(answer) };
  };

class Boundary extends React.Component<{ readonly children: React.ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override componentDidCatch(error: unknown) {
    crash(error);
  }
  override render() {
    return this.state.failed ? null : this.props.children;
  }
}

const globalsFor = (
  { context }: Surface,
  channel: Parameters<WorkerApi['start']>[0],
  components: readonly string[],
) => {
  const api = {
    context,
    actions: Object.fromEntries(ACTIONS.map(name => [name, action(name)])),
    runServerlessFunction: action('runServerlessFunction'),
  };
  return {
    __HUBSPOT_EXTENSION_WORKER__: true,
    React,
    RemoteUI,
    logger: Object.fromEntries(
      ['debug', 'info', 'warn', 'error'].map(level => [
        level,
        (text: unknown) => void page.call.log(level, String(text)),
      ]),
    ),
    hsFetch,
    serverless: action('serverless'),
    hsWorkerAPI: {
      useExtensionContext: () => context,
      useExtensionActions: () => api.actions,
      useExtensionApi: () => api,
      useAppPageLocation,
      fetchCrmProperties: asked('properties'),
      fetchAssociations: asked('associations'),
      fetchCrmSearch: asked('search'),
      fetchHubSpotApi: asked('api'),
      formatCrmProperties: asked('format'),
    },
    extend_V2: (render: (given: typeof api) => React.ReactElement) => {
      // Strict: what is no component of HubSpot's, such as a <div>, fails here as it would there.
      const root = createRemoteRoot(channel, { components: [...components], strict: true } as never);
      try {
        RemoteUI.createRoot(root).render(React.createElement(Boundary, null, render(api)));
        void root.mount();
      } catch (error) {
        crash(error);
      }
    },
  };
};

page.expose({
  start: (channel, surface, components) => {
    retain(channel);
    Object.assign(scope, globalsFor(surface, channel, components));
    try {
      scope.importScripts(surface.bundle);
    } catch (error) {
      crash(error);
    }
  },
  moved: to => {
    location = to;
    heardMove?.();
  },
} satisfies WorkerApi);

self.addEventListener('unhandledrejection', event => {
  crash(event.reason);
});
