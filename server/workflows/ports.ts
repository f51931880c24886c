import type { Channel, MessageClass, PostalAddress } from '../domain/contact-point.js';
import type { DeliveryId, DeliveryKey } from '../domain/ids.js';
import type { NoticeFacts, NoticeKind } from '../domain/notice/notice.js';
import type { ReceiptOutcome } from '../domain/notice/service.js';
import type { BrandChoices } from '../domain/policy.js';
import type { Citation } from '../domain/outcome.js';
import type { RequiredContent, RequiredElement } from '../domain/outage/required-content.js';
import type { Proof } from '../domain/rules/rulebook.js';
import type { Instant, Zone } from '../domain/time.js';

/** The one source of "now". Sleeping goes through it too, so that a simulated clock can jump. */
export interface Clock {
  now(): Instant;
  /** Resolves when the clock reads `at` or later. */
  sleepUntil(at: Instant): Promise<void>;
}

export interface Ids {
  /** UUIDv7 from the injected clock and randomness. */
  next(): string;
  /** UUIDv8: time of origin, then the hash of the key. Same key, same id. */
  ofKey(origin: Instant, key: string): string;
  /** Lower-case hex SHA-256. */
  sha256(content: string | Uint8Array): string;
}

/** One JSON line per event: ids and counts, never a name, number, address or text. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

// ---- texts and letters -----------------------------------------------------------------------------------------

export interface SmsText {
  readonly channel: 'sms';
  readonly body: string;
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly characters: number;
  readonly segments: number;
}
export interface EmailText {
  readonly channel: 'email';
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
export interface LetterText {
  readonly channel: 'letter';
  readonly language: string;
  readonly subject: string;
  /** `Berlin, 23 November 2026`, in the letter's language */
  readonly dateLine: string;
  readonly referenceLine: string;
  readonly salutation: string;
  /** A paragraph, or a block of label–value rows. */
  readonly body: readonly (string | readonly TextRow[])[];
  readonly closing: string;
  /** Stands on the last page; null: nothing is to be paid, or nobody said where to. */
  readonly slip?: PaymentSlip | null;
}
export interface TextRow {
  readonly label: string;
  readonly value: string;
  /** It must not be overlooked. */
  readonly strong?: boolean;
}
/** How to pay, for people and, where a standard covers the account, for a banking app. */
export interface PaymentSlip {
  readonly heading: string;
  readonly rows: readonly TextRow[];
  readonly code: { readonly payload: string; readonly caption: string } | null;
}
export type Rendered = SmsText | EmailText | LetterText;

export interface MissingElement {
  readonly kind: NoticeKind;
  readonly channel: Channel;
  readonly language: string;
  readonly element: string;
  readonly because: Citation;
}

export interface Texts {
  /** The same texts, with what an administrator chose of the brand. */
  as(brand: BrandChoices | undefined): Texts;
  /** Languages that every kind of notice has, the default first. */
  readonly languages: readonly string[];
  /** The language to write in for somebody who prefers `preferred` (BCP 47 or null). */
  languageFor(preferred: string | null): string;
  /** `planned@3`: name and version of the template that `render` uses. */
  template(kind: NoticeKind): string;
  /** Renders one notice. Times are told in `zone`; `on` is the date of the message. Throws on a fact the template needs and does not get. */
  render(input: {
    readonly channel: Channel;
    readonly language: string;
    readonly zone: Zone;
    readonly on: Instant;
    readonly facts: NoticeFacts;
  }): Rendered;
  /** Which required elements each text of a kind does not contain, for the channels and languages asked. */
  missing(
    kind: NoticeKind,
    required: readonly RequiredElement[],
    channels: readonly Channel[],
    languages: readonly string[],
  ): readonly MissingElement[];
  /**
   * What one notice, with these facts, would lack of what is required of it on these channels: what its texts do not
   * tell, what they could not tell because the notice lacks the fact, and `language` where the law wants another.
   * Empty: it may be sent. The question to ask before a notice of a debt is planned.
   */
  lacking(
    facts: NoticeFacts,
    required: RequiredContent,
    channels: readonly Channel[],
    language: string,
  ): readonly MissingElement[];
  /** A reason code in words, for people at the cards. */
  reason(code: string, language: string): string;
  readonly reasons: readonly string[];
  /** Codes of other services a notice can name: heating, water. */
  readonly services: readonly string[];
}

export interface LetterFile {
  readonly pdf: Uint8Array;
  readonly pages: number;
}
export interface Letters {
  /** The same letterhead, with what an administrator chose of the brand. */
  as(brand: BrandChoices | undefined): Letters;
  /** Sets a letter on the letterhead with the address in the window. Throws Fault('rejected', 'letter.glyphs') if the font lacks a character. */
  compose(
    letter: LetterText,
    to: { readonly name: string; readonly address: PostalAddress },
    reference: string,
    /** `registered` puts the mark of registered mail above the address. */
    post?: { readonly registered: boolean },
  ): Promise<LetterFile>;
}

// ---- carriers ---------------------------------------------------------------------------------------------------

interface Outgoing {
  readonly delivery: DeliveryId;
  /** The carrier's idempotency key; for e-mail the Message-ID is made of the delivery. */
  readonly key: DeliveryKey;
  readonly language: string;
}
export type OutgoingMessage =
  | (Outgoing & {
      readonly channel: 'email';
      /** Its arrival is to be proved: the mail server is asked for its word. */
      readonly proof: boolean;
      readonly to: string;
      readonly toName: string;
      /** The visible sender's name, where it is not the carrier's own. */
      readonly senderName?: string;
      readonly subject: string;
      readonly text: string;
      readonly html: string;
    })
  | (Outgoing & {
      readonly channel: 'sms';
      readonly to: string;
      /** The number or word it comes from, where it is not the carrier's own. */
      readonly sender?: string;
      readonly body: string;
    })
  | (Outgoing & {
      readonly channel: 'letter';
      readonly to: PostalAddress;
      readonly toName: string;
      readonly pdf: Uint8Array;
      readonly pages: number;
      /** It goes by registered mail, as the mark on it says. */
      readonly registered: boolean;
    });

export interface Carrier {
  readonly name: string;
  readonly channel: Channel;
  /** Messages at the same time. */
  readonly concurrency: number;
  /** The same key twice is one message there. */
  readonly honoursKeys: boolean;
  /** When a hand-over's outcome stays unknown and cannot be asked: send again, or leave it to a person. */
  readonly onUnknown: Readonly<Record<MessageClass, 'again' | 'ask'>>;
  /**
   * Hands one message over. Throws Fault: `unknown` when it may have been taken (a timeout after the last byte),
   * `rejected` with a reason code for this address, `unauthorised` for our own account, `throttled`, `retry`.
   */
  send(message: OutgoingMessage): Promise<{ readonly reference: string }>;
  /** What became of a key handed over earlier, where the carrier can answer; null where it cannot. */
  lookup(
    key: DeliveryKey,
    delivery: DeliveryId,
  ): Promise<{ readonly known: true; readonly reference: string } | { readonly known: false } | null>;
  close(): Promise<void>;
}

/** What a carrier says later. */
export interface Receipt {
  readonly carrier: string;
  /** Ours, where the receipt carries it; else the carrier's reference finds the delivery. */
  readonly delivery: DeliveryId | null;
  readonly reference: string | null;
  readonly outcome: ReceiptOutcome;
  /** A code in our words (`sms.landline`, `email.mailboxUnknown`, `letter.addressUnknown`); null when all is well. */
  readonly reason: string | null;
  /** What a post or carrier can show of the delivery; without it no more than that it took place. */
  readonly proof?: Proof | null;
  /** The carrier's own code, for the record. */
  readonly raw: string;
  readonly at: Instant;
}
