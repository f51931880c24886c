import type { Channel } from '../../domain/contact-point.js';
import type { Carrier, Clock, Receipt } from '../../workflows/ports.js';
import type { Budgets } from '../../workflows/ports/budget.js';
import { bounceReceipt, type InboundMail } from './bounce.js';
import type { CarrierBasics, Ignored } from './carrier-basics.js';
import type { CarrierSettings } from './carrier-settings.js';
import type { CarrierEntry, CarriersFile } from './carriers-file.js';
import type { HandOver } from '../../domain/calendar.js';
import { makeLetterSpool } from './letter-spool.js';
import { readPrinterEvents, type EventsRead } from './printer-events.js';
import { rateLimiter } from './rate-limiter.js';
import { readSmsCallback, type SmsCallback } from './sms-callback.js';
import { makeSmsCarrier } from './sms.js';
import { makeSmtpCarrier } from './smtp.js';

export interface ConfiguredCarrier {
  readonly carrier: Carrier;
  readonly ratePerSecond: number;
  /** Minor units of the currency; a part of one is possible, so round the sum. */
  readonly cost: {
    readonly currency: string;
    readonly perMessage: number;
    readonly perSegment: number;
    readonly perPage: number;
  };
  readonly account: CarrierAccount;
  /** When letters leave; null for all else. */
  readonly handOver: HandOver | null;
}

/** What may be shown of a carrier's settings in the environment: never a login or a secret. */
export interface CarrierAccount {
  /** The first part of the names of its settings. */
  readonly settings: string;
  /** Where messages are handed over. */
  readonly at: string;
  /** What customers see as the sender; null: letters carry the letterhead. */
  readonly sender: string | null;
  /** Besides the name, an e-mail shows an address. */
  readonly address: string | null;
}

export interface Carriers {
  readonly all: readonly ConfiguredCarrier[];
  /** The preferred one first. */
  of(channel: Channel): readonly ConfiguredCarrier[];
  /** A mail that came to a bounce domain, raw. */
  bounce(mail: InboundMail): Promise<Receipt | Ignored>;
  /** A status callback of the carrier its query names. */
  smsStatus(carrier: string, callback: SmsCallback): Receipt | Ignored;
  /** Reads what the print houses left; run it by a job every few minutes. */
  printerEvents(record: (receipts: readonly Receipt[]) => Promise<void>): Promise<EventsRead>;
  close(): Promise<void>;
}

export interface CarrierDeps {
  readonly clock: Clock;
  /** A carrier's rate holds for all processes that share them. */
  readonly budgets: Budgets;
}

const basicsOf = (entry: CarrierEntry): CarrierBasics => ({
  name: entry.name,
  concurrency: entry.concurrency,
  honoursKeys: entry.honoursKeys,
  onUnknown: entry.onUnknown,
});

const build = (entry: CarrierEntry, settings: CarrierSettings, deps: CarrierDeps): Carrier => {
  const { clock, budgets } = deps;
  const limiter = rateLimiter(budgets(`carrier/${entry.name}`), entry.ratePerSecond);
  const basics = basicsOf(entry);
  switch (entry.kind) {
    case 'smtp':
      return makeSmtpCarrier(basics, known(settings.email, entry.name), { clock, limiter });
    case 'sms-http':
      return makeSmsCarrier(
        { ...basics, answersByKey: entry.answersByKey },
        known(settings.sms, entry.name),
        limiter,
      );
    case 'letter-spool':
      return makeLetterSpool(
        { ...basics, handOver: entry.handOver, postage: entry.postage },
        known(settings.letter, entry.name),
        { clock, limiter },
      );
  }
};

const accountOf = (entry: CarrierEntry, settings: CarrierSettings): CarrierAccount => {
  switch (entry.kind) {
    case 'smtp': {
      const { host, port, from } = known(settings.email, entry.name);
      return { settings: entry.settings, at: `${host}:${port}`, sender: from.name, address: from.address };
    }
    case 'sms-http': {
      const { baseUrl, from } = known(settings.sms, entry.name);
      return { settings: entry.settings, at: new URL(baseUrl).host, sender: from, address: null };
    }
    case 'letter-spool': {
      const { spool } = known(settings.letter, entry.name);
      return { settings: entry.settings, at: spool, sender: null, address: null };
    }
  }
};

const known = <T>(settings: Readonly<Record<string, T>>, name: string): T => {
  const found = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (found === undefined) throw new Error(`The carrier ${name} has no settings.`);
  return found;
};

const inbound = (settings: CarrierSettings): Pick<Carriers, 'bounce' | 'smsStatus' | 'printerEvents'> => ({
  async bounce(mail) {
    let last: Ignored = { ignored: 'noCarrier' };
    for (const [name, own] of Object.entries(settings.email)) {
      const reading = await bounceReceipt(name, own, mail);
      if (!('ignored' in reading)) return reading;
      // Another carrier may have another secret; what it finds forged this one may have signed.
      last = last.ignored === 'forged' ? last : reading;
    }
    return last;
  },
  smsStatus(carrier, callback) {
    const own = Object.hasOwn(settings.sms, carrier) ? settings.sms[carrier] : undefined;
    return own === undefined ? { ignored: 'noCarrier' } : readSmsCallback(carrier, own, callback);
  },
  async printerEvents(record) {
    const sum = { files: 0, receipts: 0, badLines: 0 };
    for (const [name, { spool }] of Object.entries(settings.letter)) {
      const read = await readPrinterEvents(name, spool, record);
      sum.files += read.files;
      sum.receipts += read.receipts;
      sum.badLines += read.badLines;
    }
    return sum;
  },
});

/** The carriers of config/carriers.yaml, ready to send, and the ways in for what they say later. */
export const makeCarriers = (file: CarriersFile, settings: CarrierSettings, deps: CarrierDeps): Carriers => {
  const all = [...file.email, ...file.sms, ...file.letter].map((entry): ConfiguredCarrier => ({
    carrier: build(entry, settings, deps),
    ratePerSecond: entry.ratePerSecond,
    cost: entry.cost,
    account: accountOf(entry, settings),
    handOver: entry.kind === 'letter-spool' ? entry.handOver : null,
  }));
  return {
    all,
    of: channel => all.filter(({ carrier }) => carrier.channel === channel),
    ...inbound(settings),
    async close() {
      await Promise.all(all.map(({ carrier }) => carrier.close()));
    },
  };
};
