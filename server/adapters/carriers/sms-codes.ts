import type { FaultKind } from '../../workflows/fault.js';

export interface SmsCode {
  readonly kind: Extract<FaultKind, 'rejected' | 'retry' | 'throttled' | 'unauthorised'>;
  readonly code: string;
}

type Row = readonly [code: number, kind: SmsCode['kind'], reason: string];

/** The provider's error codes and what they mean for us; the same for a refused request and a failed message. */
const TABLE: readonly Row[] = [
  [20003, 'unauthorised', 'sms.account'],
  [20429, 'throttled', 'sms.throttled'],
  [20500, 'retry', 'sms.carrierDown'],
  [20503, 'retry', 'sms.carrierDown'],
  [21211, 'rejected', 'sms.numberUnknown'],
  [21217, 'rejected', 'sms.numberUnknown'],
  [21401, 'unauthorised', 'sms.senderRefused'],
  [21408, 'rejected', 'sms.regionNotEnabled'],
  [21606, 'unauthorised', 'sms.senderRefused'],
  [21608, 'unauthorised', 'sms.account'],
  [21610, 'rejected', 'sms.optedOut'],
  [21611, 'throttled', 'sms.throttled'],
  [21612, 'rejected', 'sms.noRoute'],
  [21614, 'rejected', 'sms.landline'],
  [21617, 'rejected', 'sms.tooLong'],
  [30001, 'throttled', 'sms.throttled'],
  [30002, 'unauthorised', 'sms.account'],
  [30003, 'retry', 'sms.unreachable'],
  [30004, 'rejected', 'sms.blocked'],
  [30005, 'rejected', 'sms.numberUnknown'],
  [30006, 'rejected', 'sms.landline'],
  [30007, 'rejected', 'sms.filtered'],
  [30008, 'retry', 'sms.undelivered'],
  [30010, 'unauthorised', 'sms.priceLimit'],
  [30022, 'throttled', 'sms.throttled'],
  [30023, 'throttled', 'sms.dailyLimit'],
  [30032, 'unauthorised', 'sms.senderNotRegistered'],
  [30034, 'unauthorised', 'sms.senderNotRegistered'],
  [30036, 'rejected', 'sms.expired'],
  [30410, 'retry', 'sms.carrierDown'],
  [30450, 'rejected', 'sms.blocked'],
  [30453, 'rejected', 'sms.blocked'],
];
const CODES = new Map(TABLE.map(([code, kind, reason]) => [code, { kind, code: reason }]));

/** A code nobody has listed yet is tried again: a retry that fails is seen, a customer dropped by mistake is not. */
export const smsCode = (code: number): SmsCode =>
  CODES.get(code) ?? { kind: 'retry', code: 'sms.undelivered' };

export const SMS_REASONS: readonly string[] = [...new Set(TABLE.map(([, , reason]) => reason))];
