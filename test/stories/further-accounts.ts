import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import request from 'supertest';
import { makeSealer } from '../../server/adapters/secrets/seal.js';
import type { Store } from '../../server/adapters/store/store.js';
import type { Installations } from '../../server/workflows/ports/installations.js';
import { SCOPES } from '../../server/adapters/hubspot/scopes.js';
import type { PortalId } from '../../server/domain/ids.js';
import { sign } from '../../server/http/request-signature.js';
import { EMBEDDED, type Engine } from '../engines/engines.js';
import { createPortal, type Portal } from '../portal/portal.js';
import { directorySubscriptions } from '../portal/webhooks/directory-subscriptions.js';
import { APP_ID, CLIENT_SECRET } from '../sandbox/world.js';
import {
  MONDAY_TEN,
  seedHouses,
  startNeighbourhood,
  type House,
  type Neighbourhood,
} from './neighbourhood.js';

export const OTHER = '4310002' as PortalId;
export const THIRD = '4310003' as PortalId;
export const CLIENT_ID = 'the-app';
export const TOKEN_KEY = { id: 'first', key: randomBytes(32) };

export interface Reply {
  readonly status: number;
  readonly body: { readonly [key: string]: unknown };
}
export interface TwoAccounts {
  /** The account of a static token. */
  readonly town: Neighbourhood;
  /** HubSpot's other accounts, which can install the app. */
  readonly other: Portal;
  readonly third: Portal;
  /** What the server keeps of who installed the app. */
  readonly installations: Installations;
  /** In the browser of somebody who installs: HubSpot asks for which account, they agree, HubSpot sends them back. */
  install(account?: Portal): Promise<Reply>;
  /** As HubSpot signs it for that account. */
  send(portal: string, as: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Reply>;
  close(): Promise<void>;
}

/** Whose call it is, HubSpot knows by the token it carries; a code is of the account for which somebody agreed. */
const accountOf = (
  accounts: readonly Portal[],
  codes: ReadonlyMap<string, Portal>,
  authorization: string,
  text: string,
): Portal | undefined => {
  const bearer = authorization.replace(/^Bearer /, '');
  const form = new URLSearchParams(text);
  const refresh = form.get('refresh_token') ?? form.get('token') ?? '';
  return (
    codes.get(form.get('code') ?? '') ??
    accounts.find(({ oauth }) => oauth.access(bearer) ?? oauth.refreshGrant(refresh)) ??
    accounts[0]
  );
};

/** HubSpot's one address for all accounts. */
const oneAddress = async (accounts: readonly Portal[], codes: ReadonlyMap<string, Portal>) => {
  const listening = await Promise.all(accounts.map(async portal => ({ portal, ...(await portal.listen()) })));
  const front = express();
  front.use(express.raw({ type: () => true, limit: '20mb' }), async (call, response) => {
    const body = Buffer.isBuffer(call.body) ? call.body : null;
    const account = accountOf(
      accounts,
      codes,
      call.headers.authorization ?? '',
      body?.toString('utf8') ?? '',
    );
    const { url = '' } = listening.find(({ portal }) => portal === account) ?? {};
    const { authorization, 'content-type': type } = call.headers;
    const answer = await fetch(`${url}${call.originalUrl}`, {
      method: call.method,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      redirect: 'manual',
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    });
    for (const name of ['content-type', 'retry-after', 'location'])
      if (answer.headers.has(name)) response.set(name, answer.headers.get(name) ?? '');
    response.status(answer.status).send(Buffer.from(await answer.arrayBuffer()));
  });
  const server = front.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    urlOf: (account: Portal): string => listening.find(({ portal }) => portal === account)?.url ?? '',
    close: async () => {
      server.close();
      server.closeAllConnections();
      await Promise.all(listening.map(each => each.close()));
    },
  };
};

/** Accounts at one server, whose customers live on feeders of the same name: each account's houses by its number. */
export const startTwoAccounts = async (
  houses: readonly House[],
  installed: Readonly<Record<string, readonly House[]>>,
): Promise<TwoAccounts> => {
  let now = (): string => MONDAY_TEN;
  const redirectUris: string[] = [];
  const accountNamed = (portal: PortalId, seed: number): Portal =>
    createPortal({
      clock: { now: () => now() },
      portalId: Number(portal),
      tokens: [],
      seed,
      oauthApps: [
        {
          appId: APP_ID,
          clientId: CLIENT_ID,
          clientSecret: CLIENT_SECRET,
          redirectUris,
          scopes: [...SCOPES],
        },
      ],
    });
  const other = accountNamed(OTHER, 2);
  const third = accountNamed(THIRD, 3);
  const codes = new Map<string, Portal>();
  const { url, urlOf, close } = await oneAddress([other, third], codes);
  const seeded = new Set<Portal>();
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
        allowed: [OTHER, THIRD],
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
    third,
    installations: store.installations(makeSealer([TOKEN_KEY])),
    install: async (account = other) => {
      const begun = await request(serverUrl).get('/oauth/install');
      const agree = new URL(begun.headers['location'] ?? '');
      const asked = await fetch(`${urlOf(account)}${agree.pathname}${agree.search}`, { redirect: 'manual' });
      const back = new URL(asked.headers.get('location') ?? '');
      codes.set(back.searchParams.get('code') ?? '', account);
      const cookie = (begun.headers['set-cookie'] as unknown as readonly string[])[0]?.split(';')[0] ?? '';
      const { status, text } = await request(serverUrl).get(`${back.pathname}${back.search}`).set({ cookie });
      // Service points can be there only once the account is set up.
      if (!seeded.has(account) && status === 200) {
        seedHouses(installed[String(account.portalId)] ?? [])(account);
        account.webhooks.install({
          appId: APP_ID,
          clientSecret: CLIENT_SECRET,
          targetUrl: `${serverUrl}/webhooks`,
          subscriptions: directorySubscriptions(account),
        });
      }
      seeded.add(account);
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
