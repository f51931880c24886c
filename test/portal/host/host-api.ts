import type { HostApi, Surface } from './wire.js';

export interface Toast {
  readonly type: string;
  readonly title: string;
  readonly message: string;
}
export interface Frame {
  readonly uri: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly onClose: () => void;
}
export interface HostOptions {
  readonly surface: Surface;
  readonly overlays: ReadonlyMap<string, (open: boolean) => void>;
  readonly reload: () => void;
  readonly go: (to: string, params?: Readonly<Record<string, string>>) => void;
  readonly onToast: (toast: Toast) => void;
  readonly onFrame: (frame: Frame) => void;
  readonly onNote: (what: string) => void;
  readonly onCrash: (text: string) => void;
  /** What the card hands over to be called later is freed unless it is kept. */
  readonly keep: (value: unknown) => void;
}

interface CrmContext {
  readonly crm?: { readonly objectId: number; readonly objectTypeId: string };
}

const post = async (path: string, body: unknown): Promise<unknown> => {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

type Actions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
const actionsOf = (options: HostOptions): Actions => {
  const { surface, overlays, reload, go, onToast, onFrame, onNote, keep } = options;
  const { crm } = surface.context as CrmContext;
  return {
    addAlert: given => {
      const { type, title, message } = given as Partial<Toast>;
      onToast({ type: text(type) || 'info', title: text(title), message: text(message) });
    },
    reloadPage: reload,
    refreshObjectProperties: () => {
      window.location.reload();
    },
    fetchCrmObjectProperties: async names => {
      const { data } = (await post('/cards/crm/properties', { crm, request: names })) as {
        readonly data: unknown;
      };
      return data;
    },
    onCrmPropertiesUpdate: (_names, heard) => {
      keep(heard);
    },
    openIframeModal: (given, onClose) => {
      keep(onClose);
      const { uri, title, width, height } = given as Partial<Frame>;
      onFrame({
        uri: text(uri),
        title: text(title),
        width: width ?? 600,
        height: height ?? 400,
        onClose: typeof onClose === 'function' ? (onClose as () => void) : () => undefined,
      });
    },
    closeOverlay: id => overlays.get(text(id))?.(false),
    copyTextToClipboard: words => navigator.clipboard.writeText(text(words)),
    navigateToPage: given => {
      const { to, params } = given as { readonly to?: unknown; readonly params?: Record<string, string> };
      go(text(to), params);
    },
    runServerlessFunction: () => {
      onNote('There are no serverless functions here.');
    },
  };
};

/** What a card may ask of the page, as of HubSpot. */
export const hostApi = (options: HostOptions): HostApi => {
  const actions = actionsOf(options);
  return {
    action: (name, args) => {
      const act = actions[name];
      if (act === undefined) options.onNote(`The card asked for ${name}, which this preview does not do.`);
      return act?.(...args);
    },
    fetch: request => post('/cards/fetch', request) as ReturnType<HostApi['fetch']>,
    crm: (kind, request) =>
      post(`/cards/crm/${kind}`, { ...(options.surface.context as CrmContext), request }),
    log: (level, words) => {
      options.onNote(`${level}: ${words}`);
    },
    crash: options.onCrash,
  };
};
