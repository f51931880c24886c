import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nextCutOff, postedOn, type HandOver } from '../../../server/domain/calendar.js';
import {
  manifestNames,
  readManifest,
  type ManifestLine,
} from '../../../server/adapters/carriers/letter-manifest.js';
import type { DeliveryId } from '../../../server/domain/ids.js';
import { addHours, addSeconds, civilDateIn, withOffset, type Instant } from '../../../server/domain/time.js';
import type { Clock } from '../../../server/workflows/ports.js';
import type { Agenda } from '../agenda.js';
import type { InboxBook, ItemState } from './inbox.js';
import { makeKnobs, type Knobs } from './knobs.js';

/** `returned` comes back from the post with "address unknown"; `spoilt` cannot be printed. */
export type LetterRule = 'deliver' | 'returned' | 'spoilt';

export interface PrinterSinkOptions {
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly inbox: InboxBook;
  readonly spool: string;
  readonly handOver: HandOver;
  readonly rule?: (letter: ManifestLine) => LetterRule;
  readonly deliveredAfterHours?: number;
  readonly returnedAfterHours?: number;
}

export interface PrinterSink {
  readonly knobs: Knobs;
  /** Enters the next cut-off in the agenda, and each one after it. */
  start(): void;
  /** Prints what the manifests list and has not been printed yet. Returns how many letters. */
  collect(): Promise<number>;
  /** Different letters printed. */
  messages(): number;
  close(): Promise<void>;
}

type Event = readonly [delivery: DeliveryId, event: string, at: string, reason: string];

const makeEventWriter = (spool: string) => {
  let count = 0;
  return async (events: readonly Event[]): Promise<void> => {
    if (events.length === 0) return;
    // Named before the first wait: what falls due together is written together.
    count += 1;
    const path = join(spool, 'events', `${String(count).padStart(6, '0')}.csv`);
    await mkdir(join(spool, 'events'), { recursive: true });
    const lines = ['delivery,event,at,reason', ...events.map(event => event.join(','))];
    await writeFile(`${path}.part`, `${lines.join('\n')}\n`);
    await rename(`${path}.part`, path);
  };
};

/** Hides the spool, as a share that is no longer mounted. */
const unmount = async (spool: string, away: boolean): Promise<void> =>
  away ? rename(spool, `${spool}.away`) : rename(`${spool}.away`, spool);

const makeRun = (options: PrinterSinkOptions) => {
  const { clock, agenda, inbox, spool, handOver } = options;
  const write = makeEventWriter(spool);
  const event = (letter: ManifestLine, name: string, at: Instant, reason = ''): Event => [
    letter.delivery,
    name,
    withOffset(at, handOver.zone),
    reason,
  ];
  const later = (
    at: Instant,
    letters: readonly ManifestLine[],
    name: string,
    state: ItemState,
    reason = '',
  ): void => {
    if (letters.length === 0) return;
    agenda.at(at, async () => {
      for (const { delivery } of letters) inbox.mark('letter', delivery, state);
      await write(letters.map(letter => event(letter, name, at, reason)));
    });
  };
  return async (letters: readonly ManifestLine[]): Promise<void> => {
    const now = clock.now();
    const rule = options.rule ?? (() => 'deliver');
    const spoilt = letters.filter(letter => rule(letter) === 'spoilt');
    const good = letters.filter(letter => rule(letter) !== 'spoilt');
    await write([
      ...good.map(letter => event(letter, 'printed', now)),
      ...spoilt.map(letter => event(letter, 'rejected', now, 'unreadable_file')),
    ]);
    const today = postedOn(handOver, civilDateIn(handOver.zone, now));
    const posted = today > now ? today : addSeconds(now, 60);
    later(posted, good, 'posted', 'posted');
    const returned = good.filter(letter => rule(letter) === 'returned');
    const delivered = good.filter(letter => rule(letter) === 'deliver');
    later(addHours(posted, options.deliveredAfterHours ?? 42), delivered, 'delivered', 'delivered');
    later(
      addHours(posted, options.returnedAfterHours ?? 90),
      returned,
      'returned',
      'returned',
      'address_unknown',
    );
  };
};

/** A print house and the post behind it. */
export const makePrinterSink = (options: PrinterSinkOptions): PrinterSink => {
  const { clock, agenda, inbox, spool, handOver } = options;
  const printed = new Set<DeliveryId>();
  const print = makeRun(options);
  const knobs = makeKnobs({ down: false, stuck: false }, { down: value => unmount(spool, value === true) });

  const waiting = async (): Promise<readonly ManifestLine[]> => {
    const names = [...(await manifestNames(spool).catch(() => []))].reverse();
    const letters: ManifestLine[] = [];
    for (const name of names)
      for (const letter of await readManifest(join(spool, 'manifests', name)))
        if (!printed.has(letter.delivery)) letters.push(letter);
    return letters;
  };
  const collect = async (): Promise<number> => {
    if (knobs.values.down || knobs.values.stuck) return 0;
    const letters = await waiting();
    for (const { delivery, file, pages, country } of letters) {
      printed.add(delivery);
      inbox.add({ channel: 'letter', to: delivery, key: delivery, at: clock.now(), state: 'printed' }, () =>
        Promise.resolve({ channel: 'letter', path: join(spool, file), pages, country }),
      );
    }
    await print(letters);
    return letters.length;
  };
  const start = (from: Instant): void => {
    const { at } = nextCutOff(handOver, from);
    agenda.at(at, async () => {
      await collect();
      start(addSeconds(at, 1));
    });
  };
  return {
    knobs,
    start: () => start(clock.now()),
    collect,
    messages: () => printed.size,
    close: () => knobs.set('down', false),
  };
};
