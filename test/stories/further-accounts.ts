import { randomBytes, randomUUID } from 'node:crypto';
import request from 'supertest';
import { makeSealer } from '../../server/adapters/secrets/seal.js';
import type { Store } from '../../server/adapters/store/store.js';
import type { Installations } from '../../server/workflows/ports/installations.js';
import { SCOPES } from '../../server/adapters/hubspot/scopes.js';
import type { PortalId } from '../../server/domain/ids.js';
import { sign } from '../../server/http/request-signature.js';
import { EMBEDDED, type Engine } from '../engines/engines.js';
import { createPortal, type Portal } from '../portal/portal.js';
import { CLIENT_SECRET } from '../sandbox/world.js';
import {
  MONDAY_TEN,
  seedHouses,
  startNeighbourhood,
  type House,
  type Neighbourhood,
} from './neighbourhood.js';

export const OTHER = '4310002' as PortalId;
export const CLIENT_ID = 'the-app';
export const TOKEN_KEY = { id: 'first', key: randomBytes(32) };

export interface Reply {
  readonly status: number;
  readonly body: { readonly [key: string]: unknown };
}
export interface TwoAccounts {
  /** The account of a static token. */
  readonly town: Neighbourhood;
  /** HubSpot's other account, which can install the app. */
  readonly other: Portal;
  /** What the server keeps of who installed the app. */
  readonly installations: Installations;
  /** In the browser of somebody who installs: HubSpot asks, they agree, HubSpot sends them back. */
  install(): Promise<Reply>;
  /** As HubSpot signs it for that account. */
  send(portal: string, as: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Reply>;
  close(): Promise<void>;
}

/** Two accounts at one server, whose customers live on feeders of the same name. */
export const startTwoAccounts = async (
  houses: readonly House[],
  allowed: readonly PortalId[] = [OTHER],
): Promise<TwoAccounts> => {
  let now = (): string => MONDAY_TEN;
  const redirectUris: string[] = [];
  const other = createPortal({
    clock: { now: () => now() },
    portalId: Number(OTHER),
    tokens: [],
    oauthApps: [
      {
        appId: 14_947_547,
        clientId: CLIENT_ID,
        clientSecret: CLIENT_SECRET,
        redirectUris,
        scopes: [...SCOPES],
      },
    ],
  });
  const { url, close } = await other.listen();
  let seeded = false;
  let store: Store | undefined;
  const engine: Engine = {
    ...EMBEDDED,
    makeLedger: async () => {
      const ledger = await EMBEDDED.makeLedger();
      return { ...ledger, open: async options => (store = await ledger.open(options)) };
    },
  };
  const town = await startNeighbourhood(houses, {
    engine,
    provision: true,
    oauth: serverUrl => {
      redirectUris.push(`${serverUrl}/oauth/callback`);
      return {
        clientId: CLIENT_ID,
        authorizeUrl: `${url}/oauth/authorize`,
        allowed,
        keys: [TOKEN_KEY],
        hubspot: { basePath: url },
      };
    },
  });
  now = () => town.world.clock.now();
  const { serverUrl } = town.world;
  if (store === undefined) throw new Error('The ledger was not opened.');
  return {
    town,
    other,
    installations: store.installations(makeSealer([TOKEN_KEY])),
    install: async () => {
      const begun = await request(serverUrl).get('/oauth/install');
      const asked = await fetch(begun.headers['location'] ?? '', { redirect: 'manual' });
      const back = new URL(asked.headers.get('location') ?? '');
      const cookie = (begun.headers['set-cookie'] as unknown as readonly string[])[0]?.split(';')[0] ?? '';
      const { status, text } = await request(serverUrl).get(`${back.pathname}${back.search}`).set({ cookie });
      // Service points can be there only once the account is set up.
      if (!seeded && status === 200) seedHouses(houses)(other);
      seeded = true;
      return { status, body: { text } };
    },
    send: async (portal, as, method, path, body) => {
      const target = `${path}${path.includes('?') ? '&' : '?'}userEmail=${encodeURIComponent(as)}&portalId=${portal}`;
      const text = method === 'GET' ? '' : JSON.stringify({ idempotencyKey: randomUUID(), ...body });
      const headers = sign(CLIENT_SECRET, {
        method,
        url: `${serverUrl}${target}`,
        body: text,
        timestampMs: Date.now(),
      });
      const call = request(serverUrl)
        [method === 'GET' ? 'get' : 'post'](target)
        .set({ ...headers });
      const answer = await (method === 'GET' ? call : call.type('json').send(text));
      return { status: answer.status, body: answer.body as Reply['body'] };
    },
    close: async () => {
      await town.close();
      await close();
    },
  };
};
