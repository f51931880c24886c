import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { sign } from '../../server/http/request-signature.js';
import { ACTIONS, actionPath, type ActionName } from '../../ui-extensions/contract/actions.js';
import type { Execution } from '../portal/actions/workflow-actions.js';
import { defaultPortalId } from '../portal/portal.js';
import { CLIENT_SECRET } from '../sandbox/world.js';
import { IDA, MARTA, startOfficeTown, type OfficeTown } from './office-town.js';

let town: OfficeTown;
beforeAll(async () => {
  town = await startOfficeTown();
  await town.grant(IDA, 'campaigns');
});
afterAll(() => town.close());

const definition = (name: ActionName) => ({
  actionDefinitionId: 77,
  actionUrl: `${town.world.serverUrl}${actionPath(name)}`,
  clientSecret: CLIENT_SECRET,
});
const executed: { readonly name: ActionName; readonly callbackId: string }[] = [];
const execute = async (
  name: ActionName,
  inputFields: Readonly<Record<string, string>>,
  record: readonly [type: string, id: string] = ['contacts', town.id('Anna Keller')],
): Promise<Execution> => {
  const execution = await town.world.portal.workflowActions.execute(definition(name), {
    objectType: record[0],
    objectId: record[1],
    inputFields,
  });
  executed.push({ name, callbackId: execution.callbackId });
  return execution;
};
const outcome = (callbackId: string): Readonly<Record<string, unknown>> => {
  const { state, outputFields } = town.world.portal.workflowActions.execution(callbackId) ?? {};
  const { result, reason_code } = outputFields ?? {};
  return { state, result, ...(reason_code === undefined ? {} : { reason_code }) };
};
const mails = async (): Promise<number> => (await town.received('anna@mail.example')).length;

describe('sending an outage notice', () => {
  it('blocks the workflow, launches what was rehearsed, and completes it once it is done', async () => {
    const outage = await town.rehearsed(IDA);
    const first = await execute('send-outage-notice', { outage: outage.ref.toLowerCase() });
    expect([first.state, first.outputFields['hs_expiration_duration']]).toEqual(['BLOCK', 'P1W']);
    await town.world.pump();
    const { state, outputFields } = town.world.portal.workflowActions.execution(first.callbackId) ?? {};
    expect(state).toBe('SUCCESS');
    expect(outputFields).toMatchObject({ result: 'launched', outage_ref: outage.ref, customers: 3 });
    expect(outputFields?.['serve_by']).toBe(Date.parse('2026-11-25T09:00+01:00'));
    expect(await mails()).toBe(1);

    // HubSpot asks again, since our answer was lost; and another workflow asks for the same outage.
    const calls = town.world.server.crm.calls()['action.complete'];
    const again = await town.world.portal.workflowActions.repeat(first.callbackId);
    expect([again.state, again.outputFields['result']]).toEqual(['SUCCESS', 'launched']);
    await town.world.pump();
    expect(town.world.server.crm.calls()['action.complete']).toBe(calls);
    const second = await execute('send-outage-notice', { outage: outage.id });
    await town.world.pump();
    expect(outcome(second.callbackId)).toEqual({ state: 'SUCCESS', result: 'launched_before' });
    expect(await mails()).toBe(1);
  });

  it('launches nothing that a person could not, and says why and what would be lawful', async () => {
    const { ref } = await town.draft(IDA);
    const unrehearsed = await execute('send-outage-notice', { outage: ref });
    const late = await town.rehearsed(IDA, {
      windows: [{ from: '2026-11-24T09:00', to: '2026-11-24T10:00' }],
    });
    const tooLate = await execute('send-outage-notice', { outage: late.ref });
    const unknown = await execute('send-outage-notice', { outage: 'XXXXX' });
    await town.world.pump();
    const refused = { state: 'FAIL_CONTINUE', result: 'refused' };
    expect(outcome(unrehearsed.callbackId)).toEqual({ ...refused, reason_code: 'campaign.notRehearsed' });
    expect(outcome(tooLate.callbackId)).toMatchObject(refused);
    expect(outcome(unknown.callbackId)).toEqual({ ...refused, reason_code: 'outage.unknown' });
    expect(town.world.portal.workflowActions.execution(tooLate.callbackId)?.outputFields['lawful']).toMatch(
      /^Start at 2026-11-25T10:00\+01:00 or later/,
    );
  });

  it('is told to HubSpot however often that fails, and done once', async () => {
    const outage = await town.rehearsed(IDA, {
      windows: [{ from: '2026-12-03T09:00', to: '2026-12-03T13:00' }],
    });
    const before = await mails();
    town.world.portal.faults.inject({ match: { path: /callbacks/ }, times: 7, kind: '502' });
    const { callbackId } = await execute('send-outage-notice', { outage: outage.ref });
    await town.world.advanceTo(town.at('2026-11-23T11:00+01:00'));
    expect(outcome(callbackId)).toEqual({ state: 'SUCCESS', result: 'launched' });
    expect(await mails()).toBe(before + 1);
  });

  it('whose completion was taken while its answer was lost is not told as failed', async () => {
    const outage = await town.rehearsed(IDA, {
      windows: [{ from: '2026-12-04T09:00', to: '2026-12-04T13:00' }],
    });
    town.world.portal.faults.inject({ match: { path: /callbacks/ }, times: 1, kind: 'commit-then-drop' });
    const { callbackId } = await execute('send-outage-notice', { outage: outage.ref });
    await town.world.pump();
    expect(outcome(callbackId)).toEqual({ state: 'SUCCESS', result: 'launched' });
  });
});

describe('checking a compliance window', () => {
  const start = (text: string): string => String(Date.parse(text));

  it.each([
    ['in time', '2026-11-27T09:00+01:00', 'lawful'],
    ['too late', '2026-11-24T09:00+01:00', 'unlawful'],
  ])('where the customer is supplied: %s', async (_name, at, result) => {
    const { state, outputFields } = await execute('check-compliance-window', { start: start(at) });
    expect([state, outputFields['result']]).toEqual(['SUCCESS', result]);
    const { serve_by, hours_left, rules } = outputFields;
    const hours = (Number(serve_by) - Date.parse(town.world.clock.now())) / 3_600_000;
    expect(hours_left).toBe(Number(hours.toFixed(2)));
    expect(rules).toMatch(/@/);
  });

  it('where nobody knows the law it says so, and never lawful', async () => {
    const asked = { start: start('2026-12-20T09:00Z'), jurisdiction: 'QQ-1', time_zone: 'Europe/Berlin' };
    const { outputFields } = await execute('check-compliance-window', asked);
    expect(outputFields['result']).toBe('undetermined');
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['no start', {}, 'input.missing'],
    ['a start that is none', { start: 'soon' }, 'time.unreadable'],
    [
      'a zone that is none',
      { start: '2026-12-20T09:00Z', jurisdiction: 'DE', time_zone: 'CET!' },
      'zone.unknown',
    ],
  ])('refuses %s', async (_name, inputs, code) => {
    const { state, outputFields } = await execute('check-compliance-window', inputs);
    expect([state, outputFields['result']]).toEqual(['FAIL_CONTINUE', 'refused']);
    expect(outputFields['reason_code']).toBe(code);
  });

  it('refuses a customer of whom no place is known', async () => {
    const [stranger = ''] = town.world.portal.records.create('contacts', [
      { properties: { lastname: 'New' } },
    ]);
    const { outputFields } = await execute('check-compliance-window', { start: '2026-12-20T09:00Z' }, [
      'contacts',
      stranger,
    ]);
    expect(outputFields['reason_code']).toBe('customer.noServicePoint');
  });
});

describe('holds of a customer without a debt', () => {
  it.each(['place-hold', 'release-hold'] as const)('%s says that there is nothing to stop', async name => {
    const { state, outputFields } = await execute(name, { reason: 'dispute' });
    expect([state, outputFields['result'], outputFields['reason_code']]).toEqual([
      'FAIL_CONTINUE',
      'refused',
      'case.none',
    ]);
    const { outputFields: strange } = await execute(name, { reason: 'mood' });
    expect(strange['reason_code']).toBe('input.unknown');
  });

  it('wants a customer', async () => {
    const { outputFields } = await execute('place-hold', { reason: 'dispute' }, ['tickets', '1']);
    expect(outputFields['reason_code']).toBe('action.record');
  });
});

describe('asking for a customer’s situation', () => {
  it('tells what is going on, what can be said, and whether they were told', async () => {
    const { state, outputFields } = await execute('customer-situation', {});
    expect([state, outputFields['result'], outputFields['told']]).toEqual(['SUCCESS', 'planned', 'served']);
    expect(outputFields['window_start']).toBe(Date.parse('2026-11-27T09:00+01:00'));
    expect(outputFields['say']).toMatch(/^Your power at Mühlenweg 1 will be off/);
    const { outputFields: russian } = await execute('customer-situation', { language: 'ru' });
    expect(russian['say']).toMatch(/Mühlenweg 1/);
    expect(russian['say']).not.toBe(outputFields['say']);
  });

  it('changes nothing, and keeps nothing of what it told', async () => {
    const { callbackId, outputFields } = await execute('customer-situation', {});
    const kept = await town.world.server.store.transact(tx => tx.actions.find(callbackId));
    expect(kept).toMatchObject({ action: 'customer-situation', outputs: null });
    expect((await town.world.portal.workflowActions.repeat(callbackId)).outputFields).toEqual(outputFields);
  });

  it('says of nobody we know that nothing is known', async () => {
    const [stranger = ''] = town.world.portal.records.create('contacts', [
      { properties: { lastname: 'New' } },
    ]);
    const { outputFields } = await execute('customer-situation', {}, ['contacts', stranger]);
    expect([outputFields['result'], outputFields['reason_code']]).toEqual([
      'refused',
      'customer.noServicePoint',
    ]);
  });
});

describe('opening a complaint', () => {
  const complaint = { about: 'not_told', said: 'Nobody told me.' };

  it('is written down once, about the outage that touches the customer, and becomes a ticket', async () => {
    const first = await execute('open-outage-complaint', complaint);
    expect([first.state, first.outputFields['result']]).toEqual(['SUCCESS', 'opened']);
    const { complaint_ref, outage_ref } = first.outputFields;
    expect([complaint_ref, outage_ref]).toEqual([
      expect.stringMatching(/^C-/) as unknown,
      expect.stringMatching(/^\w{5}$/) as unknown,
    ]);
    const again = await town.world.portal.workflowActions.repeat(first.callbackId);
    expect(again.outputFields).toEqual(first.outputFields);
    await town.world.pump();
    const tickets = town.world.portal.records.list('tickets', { limit: 100 });
    expect(
      tickets.filter(({ properties }) => JSON.stringify(properties).includes(String(complaint_ref))),
    ).toHaveLength(1);
  });

  it('about an outage there is not is refused', async () => {
    const { outputFields } = await execute('open-outage-complaint', { ...complaint, outage: 'XXXXX' });
    expect(outputFields['reason_code']).toBe('outage.unknown');
  });
});

it('the outages to choose from are those that can still be told of', async () => {
  const { ref } = await town.draft(IDA);
  const options = await town.world.portal.workflowActions.options(
    { ...definition('send-outage-notice'), optionsUrl: `${town.world.serverUrl}/actions/options/outages` },
    { q: ref },
  );
  expect(options).toEqual([{ label: expect.stringContaining('F-12') as unknown, value: ref }]);
});

describe('a call', () => {
  const body = (more: object = {}) => ({
    callbackId: `ap-${randomUUID()}`,
    origin: { portalId: defaultPortalId },
    context: { source: 'WORKFLOWS', workflowId: 5 },
    object: { objectId: Number(town.id('Anna Keller')), objectType: 'CONTACT' },
    inputFields: { reason: 'dispute' },
    ...more,
  });
  const send = async (given: object, path = '/actions/place-hold') => {
    const text = JSON.stringify(given);
    const url = `${town.world.serverUrl}${path}`;
    const answer = await request(url)
      .post('')
      .set(sign(CLIENT_SECRET, { method: 'POST', url, body: text, timestampMs: Date.now() }, ['v2']))
      .type('json')
      .send(text);
    return [answer.status, (answer.body as { code?: string }).code ?? 'taken'];
  };

  it('under a callback id that stands for another one is refused', async () => {
    const first = body();
    expect(await send(first)).toEqual([200, 'taken']);
    expect(await send({ ...first, inputFields: { reason: 'other' } })).toEqual([422, 'action.reused']);
    expect(await send({ ...first, inputFields: { reason: 'dispute' } })).toEqual([200, 'taken']);
  });

  it('that is sent again after a week is answered no more', async () => {
    const replayed = body();
    expect(await send(replayed)).toEqual([200, 'taken']);
    await town.world.advanceTo(town.at('2026-12-01T11:00+01:00'));
    expect(await send(replayed)).toEqual([422, 'action.stale']);
  });

  it('is made by a workflow, and never by a person it names', async () => {
    const outage = await town.rehearsed(IDA, {
      windows: [{ from: '2026-12-14T09:00', to: '2026-12-14T13:00' }],
    });
    const given = body({ userEmail: MARTA, inputFields: { outage: outage.ref, userEmail: MARTA } });
    expect(await send(given, '/actions/send-outage-notice')).toEqual([200, 'taken']);
    await town.world.pump();
    const { body: seen } = await town.send(IDA, 'GET', `/api/outages/${outage.id}`);
    expect(
      (seen as unknown as { revisions: readonly { launchedBy: string }[] }).revisions[0]?.launchedBy,
    ).toBe('workflow 5');
  });
});

it('the table names every field that any of these executions was answered with', () => {
  expect(executed.length).toBeGreaterThan(10);
  for (const { name, callbackId } of executed) {
    const { outputFields = {} } = town.world.portal.workflowActions.execution(callbackId) ?? {};
    const named = [...Object.keys(ACTIONS[name].outputs), 'hs_execution_state', 'hs_expiration_duration'];
    expect(named).toEqual(expect.arrayContaining(Object.keys(outputFields)));
    const { result } = outputFields;
    if (result !== undefined) expect(ACTIONS[name].outputs.result.options).toContain(result);
  }
});
