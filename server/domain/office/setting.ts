import type { Policy } from '../policy.js';

/** What an administrator may set while the server runs, and within which bounds; config/policy.yaml ships the values. */
export interface Setting {
  readonly name: string;
  readonly about: string;
  readonly unit: string;
  /** Which values are taken, in words. */
  readonly lawful: string;
  isLawful(value: unknown): boolean;
  valueIn(policy: Policy): unknown;
  /** The policy with this value, which must be lawful. */
  put(policy: Policy, value: unknown): Policy;
}

export const setting = <V>(parts: {
  readonly name: string;
  readonly about: string;
  readonly unit: string;
  readonly lawful: string;
  readonly isLawful: (value: unknown) => value is V;
  readonly valueIn: (policy: Policy) => V;
  readonly put: (policy: Policy, value: V) => Policy;
}): Setting => ({ ...parts, put: (policy, value) => parts.put(policy, value as V) });

export type Values = Readonly<Record<string, unknown>>;
export const hasJust = (value: unknown, keys: readonly string[]): value is Values =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === keys.length &&
  keys.every(key => Object.hasOwn(value, key));
export const whole =
  (from: number, to: number) =>
  (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;

/** Words a person reads: no control characters, no mark-up, nothing before or after. */
export const isWords = (value: unknown, longest: number): value is string =>
  typeof value === 'string' &&
  value.length >= 1 &&
  value.length <= longest &&
  value.trim() === value &&
  !/[\u0000-\u001f\u007f<>]/.test(value);

/** Values by short names, each of them lawful. */
export const isTableOf =
  (key: RegExp, isLawful: (value: unknown) => boolean, most = 40) =>
  (value: unknown): value is Values =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length <= most &&
    Object.entries(value).every(([name, each]) => key.test(name) && isLawful(each));
