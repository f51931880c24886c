import * as z from 'zod/mini';

/**
 * Every POST carries a key that the card makes once for each press of a button, and sends again with each repetition:
 * what was done under a key is not done twice. In the body, since a card may set no header of its own.
 */
export const keyed = { idempotencyKey: z.uuid() };
/** A request as a person means it; whoever sends it adds the key. */
export type WithoutKey<Request> = Omit<Request, 'idempotencyKey'>;

/** Of a request that says nothing but its address. */
export const keyOnly = z.object(keyed);
