import { createHash } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import type { Permission } from '../domain/office/roles.js';
import type { answerOnce, Run } from '../workflows/answer-once.js';
import type { authorise } from '../workflows/authorise.js';
import { orRefuse } from './problems.js';
import { actorOf, rawBody, type Actor } from './signed.js';

export interface Call {
  readonly actor: Actor;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: Request['query'];
}
export interface Post<Body> extends Call {
  readonly body: Body;
  readonly run: Run;
}
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}
export interface FileAnswer {
  readonly type: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}
/** Of either zod. */
interface Schema<Body> {
  parse(value: unknown): Body;
}

/** What a route under /api says of itself: nothing is served there that does not. */
export interface Declared {
  readonly needs: Permission;
  /** Done once for each key; every POST. */
  readonly once: boolean;
}
const declared = new WeakMap<object, Declared>();
/** For the test that every route has one. */
export const declarationOf = (handler: object): Declared | undefined => declared.get(handler);

export interface Api {
  get(path: string, needs: Permission, read: (call: Call) => Promise<Answer | FileAnswer>): void;
  /** The answer is kept for a day and given again: let it hold ids and states, never a customer's address or a text. */
  post<Body extends { readonly idempotencyKey: string }>(
    path: string,
    needs: Permission,
    schema: Schema<Body>,
    act: (post: Post<Body>) => Promise<Answer>,
  ): void;
  readonly router: Router;
}

export interface ApiOptions {
  readonly authorise: ReturnType<typeof authorise>;
  readonly answerOnce: ReturnType<typeof answerOnce>;
}

const callOf = (request: Request, response: Response): Call => ({
  actor: actorOf(response.locals),
  params: request.params as Call['params'],
  query: request.query,
});

/** The routes of the cards: each asks for the role it declares, and each POST is done once for its key. */
export const makeApi = ({ authorise: permit, answerOnce: answer }: ApiOptions): Api => {
  const router = Router();
  return {
    router,
    get: (path, needs, read) => {
      const handler = async (request: Request, response: Response): Promise<void> => {
        const call = callOf(request, response);
        orRefuse(await permit(call.actor.email, needs));
        send(response, await read(call));
      };
      declared.set(handler, { needs, once: false });
      router.get(path, handler);
    },
    post: (path, needs, schema, act) => {
      const handler = async (request: Request, response: Response): Promise<void> => {
        const call = callOf(request, response);
        orRefuse(await permit(call.actor.email, needs));
        const body = schema.parse(request.body);
        const asked = {
          key: body.idempotencyKey.toLowerCase(),
          actor: call.actor.email,
          route: `POST ${request.path}`,
          sha256: createHash('sha256').update(rawBody(request)).digest('hex'),
        };
        const { status, text } = orRefuse(
          await answer(asked, async run => {
            const made = await act({ ...call, body, run });
            return { status: made.status, text: JSON.stringify(made.body) };
          }),
        );
        response.status(status).type('json').send(text);
      };
      declared.set(handler, { needs, once: true });
      router.post(path, handler);
    },
  };
};

const send = (response: Response, answer: Answer | FileAnswer): void => {
  if ('bytes' in answer)
    response
      .type(answer.type)
      .set('Content-Disposition', `inline; filename="${answer.name}"`)
      .send(Buffer.from(answer.bytes));
  else response.status(answer.status).json(answer.body);
};
