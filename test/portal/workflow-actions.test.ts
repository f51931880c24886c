import { verifySignature } from '../../server/http/request-signature.js';
import { startPortal, type RunningPortal } from './running-portal.js';
import { startTarget, type Target, type TargetAnswer } from './webhooks/target.js';

const SECRET = 'a-secret-of-no-worth';
let portal: RunningPortal;
let target: Target;
let contact = '';
let answers: (TargetAnswer | null)[];
beforeEach(async () => {
  portal = await startPortal();
  answers = [];
  target = await startTarget(() => answers.shift() ?? { status: 200, body: '{"outputFields":{}}' });
  [contact = ''] = portal.records.create('contacts', [{ properties: { email: 'ann@example.org' } }]);
});
afterEach(async () => {
  await target.close();
  await portal.close();
});

const action = () => ({
  actionDefinitionId: 77,
  actionUrl: `${target.url}/workflow-actions/notify`,
  clientSecret: SECRET,
  objectRequestProperties: ['email'],
});
const enrol = () =>
  portal.workflowActions.execute(action(), {
    objectType: 'contacts',
    objectId: contact,
    inputFields: { outage: 'K7M2Q' },
  });
const says = (outputFields: Readonly<Record<string, unknown>>): TargetAnswer => ({
  status: 200,
  body: JSON.stringify({ outputFields }),
});
const complete = (callbackId: string) =>
  portal.call('POST', `/automation/actions/callbacks/2026-09/${callbackId}/complete`, {
    outputFields: { hs_execution_state: 'SUCCESS', served: 'yes' },
  });

test('the call names the callback, the origin, the record and the fields, and is signed with v2', async () => {
  answers = [says({ served: 'yes' })];
  const execution = await enrol();
  expect(execution).toMatchObject({ state: 'SUCCESS', outputFields: { served: 'yes' } });
  const [{ body, headers, path } = { body: '{}', headers: {}, path: '' }] = target.received;
  expect(JSON.parse(body)).toMatchObject({
    callbackId: execution.callbackId,
    origin: { portalId: portal.portalId, actionDefinitionId: 77 },
    context: { source: 'WORKFLOWS' },
    object: { objectId: Number(contact), objectType: 'CONTACT', properties: { email: 'ann@example.org' } },
    inputFields: { outage: 'K7M2Q' },
  });
  const check = {
    secret: SECRET,
    method: 'POST',
    url: `${target.url}${path}`,
    body,
    headers,
    nowMs: Date.now(),
  };
  expect(verifySignature({ ...check, alsoAllow: ['v2'] })).toEqual({ ok: true, version: 'v2' });
});

test('BLOCK waits until it is completed, once', async () => {
  answers = [says({ hs_execution_state: 'BLOCK', hs_expiration_duration: 'PT1H' })];
  const { callbackId, state } = await enrol();
  expect(state).toBe('BLOCK');
  expect((await complete(callbackId)).status).toBe(204);
  expect(portal.workflowActions.execution(callbackId)).toMatchObject({
    state: 'SUCCESS',
    outputFields: { served: 'yes' },
  });
  expect((await complete(callbackId)).status).toBe(400);
  expect((await complete('ap-none')).status).toBe(404);
});

test('BLOCK does not wait for ever', async () => {
  answers = [says({ hs_execution_state: 'BLOCK', hs_expiration_duration: 'PT1H' })];
  const { callbackId } = await enrol();
  portal.advance(3_600_000);
  expect(portal.workflowActions.execution(callbackId)?.state).toBe('EXPIRED');
  expect((await complete(callbackId)).status).toBe(400);
});

test('a batch of completions', async () => {
  answers = [says({ hs_execution_state: 'BLOCK' }), says({ hs_execution_state: 'BLOCK' })];
  const blocked = [await enrol(), await enrol()];
  const inputs = blocked.map(({ callbackId }) => ({
    callbackId,
    outputFields: { hs_execution_state: 'FAIL_CONTINUE' },
  }));
  const path = '/automation/actions/callbacks/2026-09/complete';
  expect((await portal.call('POST', path, { inputs })).status).toBe(204);
  expect(blocked.map(({ callbackId }) => portal.workflowActions.execution(callbackId)?.state)).toEqual([
    'FAIL_CONTINUE',
    'FAIL_CONTINUE',
  ]);
});

test.each([
  [{ status: 400, body: '{}' }, 'FAILED', undefined],
  [{ status: 200, body: 'no json' }, 'FAILED', undefined],
  [{ status: 429, headers: { 'retry-after': '1500' } }, 'RETRY', '2026-11-23T09:00:01.500Z'],
  [{ status: 503 }, 'RETRY', '2026-11-23T09:01:00.000Z'],
] as const)('%j ends as %s', async (answer, state, until) => {
  answers = [answer];
  const execution = await enrol();
  expect([execution.state, execution.until]).toEqual([state, until]);
});

test('a repeated call carries the same callback id', async () => {
  answers = [{ status: 503 }];
  const { callbackId } = await enrol();
  expect((await portal.workflowActions.repeat(callbackId)).state).toBe('SUCCESS');
  const ids = target.received.map(({ body }) => (JSON.parse(body) as { callbackId: string }).callbackId);
  expect(ids).toEqual([callbackId, callbackId]);
});

test('options of a field are fetched from the app', async () => {
  answers = [{ status: 200, body: '{"options":[{"label":"Outage K7M2Q","value":"K7M2Q"}]}' }];
  const options = await portal.workflowActions.options(
    { ...action(), optionsUrl: `${target.url}/workflow-actions/outages` },
    { q: 'K7' },
  );
  expect(options).toEqual([{ label: 'Outage K7M2Q', value: 'K7M2Q' }]);
  expect(JSON.parse(target.received[0]?.body ?? '{}')).toMatchObject({
    origin: { portalId: portal.portalId },
    fetchOptions: { q: 'K7' },
  });
});
