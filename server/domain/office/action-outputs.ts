import type { Outcome, Refusals } from '../outcome.js';
import { toEpochMs, type Instant } from '../time.js';

type Values = Readonly<Record<string, string | number | null>>;

/** What came of an action, for the steps of the workflow after it; moments are milliseconds since 1970. */
export type Outputs = Readonly<Record<string, string | number>>;

/** HubSpot refuses longer values of a text property, and a workflow's branch reads the beginning only. */
const LONGEST = 5000;

const given = (values: Values): Outputs =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || value === ''
        ? []
        : [[name, typeof value === 'string' ? value.slice(0, LONGEST) : value]],
    ),
  );

export const momentOut = (at: Instant | null): number | null => (at === null ? null : toEpochMs(at));

/**
 * The outputs of an action: of what was done, or of a "no" with its reasons. A refusal fails the action and lets the
 * workflow go on, so that a branch after it can hand the matter to a person.
 */
export const outputsOf = <T>(
  outcome: Outcome<T>,
  done: (value: T) => Values & { readonly result: string },
): Outputs =>
  outcome.ok
    ? { ...given(done(outcome.value)), hs_execution_state: 'SUCCESS' }
    : { ...given(refused(outcome.refusals)), hs_execution_state: 'FAIL_CONTINUE' };

const refused = (refusals: Refusals): Values => ({
  result: 'refused',
  reason_code: refusals[0].code,
  explanation: refusals.map(({ message }) => message).join(' '),
  lawful: [...new Set(refusals.flatMap(({ lawful }) => lawful ?? []))].join(' '),
});
