import { Fault } from '../../workflows/fault.js';

const codeOf = (error: unknown): string => {
  const code = (error as { readonly code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
};
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);
/** The driver gives these no code. */
const CUT_OFF =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/;

/** PostgreSQL's classes and codes for what passes by itself, in our words. */
const PASSING: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/^(08...|57P0[1235]|25P03)$/, 'store.unreachable'],
  [/^53300$/, 'store.tooManyConnections'],
  [/^53...$/, 'store.full'],
  [/^57014$/, 'store.timeout'],
  [/^55P03$/, 'store.busy'],
  [/^(40001|40P01)$/, 'store.conflict'],
  // After a failover the old address may answer as a replica for a while.
  [/^25006$/, 'store.readOnly'],
  // A password that was just changed: an operator mends it, and what waits in the ledger goes on.
  [/^28...$/, 'store.refused'],
];

/**
 * The server rolled the transaction back because another one was in its way: doing it again is safe. A broken foreign
 * key (23503) is among them: another dropped or took up, in the same moment, the row that this one refers to.
 */
export const isConflict = (error: unknown): boolean => ['40001', '40P01', '23503'].includes(codeOf(error));

/** Nobody knows what the connection says next: its answer did not come. */
export const isLost = (error: unknown): boolean =>
  CUT_OFF.test(messageOf(error)) || NETWORK.has(codeOf(error));

/** What passes by itself as a Fault; anything else, a broken rule or a bug, as it is. */
export const asStoreFault = (error: unknown): unknown => {
  if (error instanceof Fault) return error;
  const found = PASSING.find(([pattern]) => pattern.test(codeOf(error)))?.[1];
  const code = found ?? (isLost(error) ? 'store.unreachable' : undefined);
  // The cause is left out: PostgreSQL's details may repeat a row.
  return code === undefined
    ? error
    : new Fault('retry', code, `The ledger did not answer as it should (${codeOf(error) || 'cut off'}).`);
};
