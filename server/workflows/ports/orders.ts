import type { PostalAddress } from '../../domain/contact-point.js';
import type { DebtCaseId } from '../../domain/ids.js';
import type { CivilDate, Instant, Zone } from '../../domain/time.js';

/** `act`: what a warrant allows; `recall`: an act is not to be done any more; `reconnect`: supply is to return. */
export type OrderKind = 'act' | 'recall' | 'reconnect';

export interface NewOrder {
  readonly id: string;
  readonly case: DebtCaseId;
  readonly kind: OrderKind;
  /** Of a recall: the order that is taken back. */
  readonly recalls: string | null;
  /** What the law calls it: `disconnection`, `restriction`. */
  readonly act: string;
  /** The day of the warrant. */
  readonly on: CivilDate | null;
  readonly notBefore: Instant | null;
  /** Of an act the end of its day, of a reconnection the legal deadline; null: there is none. */
  readonly notAfter: Instant | null;
  /** Codes. */
  readonly reasons: readonly string[];
}

/** What the network is told: where, what, when, why; nothing about who lives there or what they owe. */
export interface NetworkOrder extends NewOrder {
  readonly ref: string;
  readonly account: string;
  /** HubSpot's id of the service point. */
  readonly servicePoint: string;
  readonly feeder: string;
  readonly address: PostalAddress;
  readonly zone: Zone;
}
export interface ClaimedOrder extends NetworkOrder {
  readonly attempts: number;
}
export interface DueOrder {
  readonly id: string;
  readonly case: DebtCaseId;
  readonly kind: OrderKind;
}

/** What became of an order, as the network tells it; `notDone`: the crew was there and could not. */
export const NETWORK_EVENTS = ['received', 'done', 'notDone'] as const;
export interface NetworkWord {
  readonly order: string;
  readonly event: (typeof NETWORK_EVENTS)[number];
  readonly at: Instant;
}
export interface KnownOrder extends DueOrder {
  readonly act: string;
  readonly recalls: string | null;
}

/** `on`: the day of the warrant; null: it is no act. */
export interface UnansweredOrder extends DueOrder {
  readonly act: string;
  readonly on: CivilDate | null;
}

/** What goes to the network, and how far it has come. */
export interface Orders {
  /** One that is there already stays as it is. Returns how many are new. */
  put(rows: readonly NewOrder[], at: Instant): Promise<number>;
  due(at: Instant, limit: number): Promise<readonly DueOrder[]>;
  /** These, if they still wait; from now on they may have left. */
  claim(ids: readonly string[]): Promise<readonly ClaimedOrder[]>;
  sent(ids: readonly string[], at: Instant): Promise<void>;
  again(
    rows: readonly {
      readonly id: string;
      readonly dueAt: Instant;
      readonly error: string;
      /** It may have arrived all the same. */
      readonly unknown: boolean;
    }[],
  ): Promise<void>;
  /** What was refused for good: a person has to see to it. */
  giveUp(id: string, error: string, at: Instant): Promise<void>;
  /** Later, for nothing may be handed over now. */
  putOff(ids: readonly string[], dueAt: Instant, error: string): Promise<void>;
  /** Takes an act back. True: it may have left, so the recall must be told; false: it never did. */
  withdraw(id: string, at: Instant): Promise<boolean>;
  /** Those of these ids that are ours. */
  known(ids: readonly string[]): Promise<readonly KnownOrder[]>;
  note(words: readonly NetworkWord[]): Promise<void>;
  /** Handed over, and not even received by their last moment: each is named once. */
  unanswered(at: Instant): Promise<readonly UnansweredOrder[]>;
}

/** The people who switch supply off and on, however they are told. */
export interface Network {
  readonly name: string;
  /**
   * Hands one order over; the same id twice is one order there. Throws Fault: `unknown` when it may have arrived, `rejected`
   * for good, `retry` or `throttled` for later, `unauthorised` for our own account.
   */
  send(order: NetworkOrder): Promise<void>;
}
