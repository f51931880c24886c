import { randomBytes } from 'node:crypto';
import { makeConsent } from '../../../server/adapters/hubspot/consent.js';
import { makeApi } from '../../../server/adapters/hubspot/make-api.js';
import { recordPage } from '../../../server/adapters/hubspot/answers.js';
import { ownBudgets } from '../../../server/adapters/queue/budget.js';
import { makeSealer } from '../../../server/adapters/secrets/seal.js';
import type { Store } from '../../../server/adapters/store/store.js';
import type { PortalId } from '../../../server/domain/ids.js';
import { keepToken } from '../../../server/workflows/keep-token.js';
import type { Consent, Installations } from '../../../server/workflows/ports/installations.js';
import { EMBEDDED, type Ledger } from '../../engines/engines.js';
import { createPortal, defaultPortalId, type Portal } from '../../portal/portal.js';
import { START } from './local-portal.js';
import { simulatedClock } from './simulated-clock.js';

const PORTAL = String(defaultPortalId) as PortalId;
const REDIRECT = 'https://forewarn.example/oauth/callback';
const APP = { clientId: 'app', clientSecret: 'secret' };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const clock = simulatedClock(START);
let ledger: Ledger;
let store: Store;
let portal: Portal;
let url: string;
let close: () => Promise<void>;
let installations: Installations;
let consent: Consent;
beforeAll(async () => {
  ledger = await EMBEDDED.makeLedger();
  store = await ledger.open();
  portal = createPortal({
    clock,
    tokens: [],
    oauthApps: [{ appId: 1, ...APP, redirectUris: [REDIRECT], scopes: ['crm.objects.contacts.read'] }],
  });
  ({ url, close } = await portal.listen());
  installations = store.installations(makeSealer([{ id: 'k', key: randomBytes(32) }]));
  consent = makeConsent({ basePath: url, ...APP, redirectUri: REDIRECT }, clock);
});
afterAll(async () => {
  await close();
  await ledger.drop();
});

const install = async (): Promise<void> => {
  const agreed = portal.oauth.authorize({
    clientId: APP.clientId,
    redirectUri: REDIRECT,
    scopes: ['crm.objects.contacts.read'],
  });
  const grant = await consent.exchange('code' in agreed ? agreed.code : '');
  await installations.save({ ...grant, at: clock.now() });
};
/** One process's hold on the token. */
const holder = (over: Consent = consent) => keepToken({ installations, consent: over, clock, log })(PORTAL);
const renewals = (): number => portal.calls.totals()['POST /oauth/2026-09/token']?.count ?? 0;
const pass = (seconds: number): void => {
  clock.advance(seconds);
};

beforeEach(install);

test('a token is taken as it is while it is good, and renewed once for all who ask when it is about to end', async () => {
  const token = holder();
  const before = renewals();
  const first = await token();
  expect(await token()).toBe(first);
  expect(renewals()).toBe(before);
  pass(1_700);
  const next = await Promise.all(Array.from({ length: 20 }, () => token()));
  expect(new Set(next).size).toBe(1);
  expect(next[0]).not.toBe(first);
  expect(renewals()).toBe(before + 1);
});

test('what another process has renewed is taken over', async () => {
  const [one, other] = [holder(), holder()];
  await Promise.all([one(), other()]);
  pass(1_700);
  const before = renewals();
  const renewed = await one();
  expect(await other()).toBe(renewed);
  expect(renewals()).toBe(before + 1);
});

test('a call whose token HubSpot refuses is made again with another one, and once', async () => {
  const api = makeApi({
    clock,
    budgets: ownBudgets(clock),
    log,
    settings: { basePath: url, accessToken: refused => refusedOnce(refused) },
  });
  const token = holder();
  const asked: (string | undefined)[] = [];
  const refusedOnce = (refused?: string): Promise<string> => {
    asked.push(refused);
    return refused === undefined ? Promise.resolve('ended-before-its-time') : token(refused);
  };
  const list = () =>
    api.call({
      kind: 'contacts.list',
      method: 'GET',
      path: '/crm/objects/2026-09/contacts',
      answer: recordPage,
      repeatable: true,
    });
  expect((await list()).results).toEqual([]);
  expect(asked).toEqual([undefined, 'ended-before-its-time']);
});

test('an app that was removed in HubSpot is removed here, and its tokens are gone', async () => {
  const token = holder();
  await token();
  portal.oauth.revoke((await installations.find(PORTAL))?.tokens.refresh ?? '');
  pass(1_700);
  await expect(token()).rejects.toMatchObject({ kind: 'unauthorised', code: 'oauth.notInstalled' });
  expect(await installations.list()).toEqual([]);
  expect(await installations.find(PORTAL)).toBeNull();
  await expect(token()).rejects.toMatchObject({ kind: 'unauthorised' });
});

test('our own wrong secret, and a HubSpot that is away, remove nothing', async () => {
  const wrong = makeConsent({ basePath: url, ...APP, clientSecret: 'wrong', redirectUri: REDIRECT }, clock);
  const away = makeConsent({ basePath: 'http://127.0.0.1:1', ...APP, redirectUri: REDIRECT }, clock);
  pass(1_700);
  await expect(holder(wrong)()).rejects.toMatchObject({ kind: 'unauthorised', code: 'oauth.BAD_CLIENT_ID' });
  await expect(holder(away)()).rejects.toMatchObject({ kind: 'retry', code: 'oauth.unreachable' });
  expect(await installations.list()).toEqual([PORTAL]);
  expect(await holder()()).toMatch(/^access-/);
});

test('installed anew while an older token is being refused, the newer one is used', async () => {
  const stale = holder({
    ...consent,
    refresh: async refresh => {
      await install();
      return consent.refresh(`no-such-${refresh}`);
    },
  });
  pass(1_700);
  expect(await stale()).toBe((await installations.find(PORTAL))?.tokens.access);
});
