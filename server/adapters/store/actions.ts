import { sql } from 'kysely';
import type { KeptAction } from '../../domain/office/action-call.js';
import type { ActionCalls, ActionOutputs } from '../../workflows/ports/actions.js';
import { json } from './rows.js';
import type { Scope } from './scope.js';

type Row = Omit<KeptAction, 'record' | 'inputs'> & {
  readonly body: Pick<KeptAction, 'record' | 'inputs'>;
  readonly outputs: ActionOutputs | null;
};

export const actions = ({ db, portal }: Scope): ActionCalls => ({
  begin: async ({ callbackId, action, by, record, inputs }, at) => {
    const { rows } = await sql`insert into action_call (portal, callback_id, action, by, at, body)
      values (${portal}, ${callbackId}, ${action}, ${by}, ${at}, ${json({ record, inputs })})
      on conflict (portal, callback_id) do nothing returning callback_id`.execute(db);
    return rows.length === 1;
  },
  find: async callbackId => {
    const { rows } = await sql<Row>`
      select callback_id as "callbackId", action, by, at, body, outputs, completed_at as "completedAt"
        from action_call where portal = ${portal} and callback_id = ${callbackId}`.execute(db);
    const [row] = rows;
    if (row === undefined) return null;
    const { body, ...rest } = row;
    return { ...rest, ...body };
  },
  answer: async (callbackId, outputs) => {
    await sql`update action_call set outputs = ${json(outputs)}
      where portal = ${portal} and callback_id = ${callbackId} and outputs is null`.execute(db);
  },
  complete: async (callbackId, at) => {
    await sql`update action_call set completed_at = ${at}
      where portal = ${portal} and callback_id = ${callbackId} and completed_at is null`.execute(db);
  },
});
