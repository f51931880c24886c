import type { Instant } from '../../server/domain/time.js';
import type { Portal } from '../portal/portal.js';

/** Somebody the demo lets you be; the server knows them by the address HubSpot would sign. */
export type Persona = 'tom' | 'ida' | 'marta' | 'vera' | 'olga';

export interface Answer {
  readonly status: number;
  /** Parsed JSON, or the bytes of a file. */
  readonly body: unknown;
  readonly contentType: string;
}

/** One message as it reached a sink. */
export interface InboxItem {
  readonly id: string;
  readonly channel: 'email' | 'sms' | 'letter';
  readonly at: Instant;
  /** Address, number, or the first line of the letter's address. */
  readonly to: string;
  /** Subject of a mail or a letter, the text of an SMS. */
  readonly title: string;
}
export interface InboxDetail extends InboxItem {
  readonly text: string;
  readonly html: string | null;
  /** A path on this machine. */
  readonly pdf: string | null;
}

/** Something that can be broken on purpose, and mended. */
export interface Knob {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly string[];
}

export interface TownSummary {
  readonly customers: number;
  readonly servicePoints: number;
  readonly feeders: number;
}

/** All that the demo's page stands on: the running server, the local portal, the sinks and the clock. */
export interface Stage {
  readonly clock: {
    now(): Instant;
    /** Runs everything that falls due on the way, then stands at `at`. */
    advanceTo(at: Instant): Promise<void>;
    /** `real`: runs with the wall clock; `held`: moves only by hand. */
    mode(): 'real' | 'held';
    setMode(mode: 'real' | 'held'): void;
  };
  readonly portal: Portal;
  readonly portalUrl: string;
  readonly serverUrl: string;
  /** A request to the server, signed as HubSpot would sign it for that person. */
  call(method: 'GET' | 'POST', path: string, body: unknown, as: Persona): Promise<Answer>;
  readonly inbox: {
    list(options: {
      readonly channel?: InboxItem['channel'];
      readonly search?: string;
      readonly limit: number;
    }): readonly InboxItem[];
    get(id: string): InboxDetail | null;
    counts(): Readonly<Record<InboxItem['channel'], number>>;
    /** Hand-overs of a key that a sink had already. */
    duplicates(): number;
  };
  knobs(): readonly Knob[];
  setKnob(name: string, value: string): void;
  readonly town: TownSummary;
  /** HubSpot ids of the people and records the doors lead to, by name: `Anna Keller`, `Nordbäckerei`, … */
  readonly people: Readonly<Record<string, { readonly type: 'contacts' | 'companies'; readonly id: string }>>;
  /** The newest lines of the server's log. */
  log(limit: number): readonly string[];
  reset(): Promise<void>;
  /** Does all that is due now, as after an act. */
  settle(): Promise<void>;
}
