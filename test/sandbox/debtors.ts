import { mkdirSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addDays,
  atMinuteOfDay,
  civilDateIn,
  type CivilDate,
  type Instant,
  type Zone,
} from '../../server/domain/time.js';
import type { Portal } from '../portal/portal.js';
import { billing } from './billing-rows.js';
import type { Persona } from './stage.js';
import { grantMoreRoles } from './staff.js';
import { mobile, settle, siteRecord } from './town-sites.js';
import type { People } from './town-people.js';
import type { Past, World } from './world.js';

const BERLIN = 'Europe/Berlin' as Zone;
const AMOUNT = '184.20';
/** Days before the story at which the first of them gets a bill. */
const PAST_DAYS = 66;
/** Where nothing happens, so many days pass in one; and each of the last is lived through. */
const DAYS_TOGETHER = 8;
const LAST_DAYS = 6;
const BILL_DAYS = 21;

/** Something that happened on a day before the story: a row of billing, or what a person did at a card. */
type Happening =
  | { readonly daysBefore: number; readonly row: string }
  | {
      readonly daysBefore: number;
      readonly as: Persona;
      /** After `/api/debts/<ref>/`. */
      readonly act: string;
      readonly body: (day: (daysBefore: number) => CivilDate) => object;
    };

export interface Debtor {
  readonly name: string;
  readonly language: 'en' | 'ru';
  readonly street: string;
  readonly account: string;
  /** The last day to pay of the bill, in days before the story. */
  readonly due: number;
  /** How far it has come when the story begins. */
  readonly stands: string;
  readonly lifeSupport?: true;
  readonly noInternet?: true;
  /** The post brings the first letter back. */
  readonly letterReturns?: true;
  readonly happens?: readonly Happening[];
}

const paid = (account: string, amount: string, daysBefore: number): Happening => ({
  daysBefore,
  row: `payment,p-${account},${account},${amount},EUR,DAY,,,,`,
});

const approved = (daysBefore: number): Happening => ({
  daysBefore,
  as: 'marta',
  act: 'approve',
  body: () => ({ reason: 'All notices are served and proved.' }),
});

/** Where the crew has not been yet, however often it is sent. */
const NOT_VISITED = '9200008';

/** Invented people who owe, one at every rung; each has one bill that was not paid in time. */
export const DEBTORS: readonly Debtor[] = [
  {
    name: 'Paula Grau',
    language: 'en',
    street: 'Kornmarkt 11',
    account: '9200001',
    due: 4,
    stands: 'in the days of grace',
  },
  {
    name: 'Oleg Petrow',
    language: 'ru',
    street: 'Fährgasse 3',
    account: '9100002',
    due: 17,
    stands: 'the first notice came back',
    letterReturns: true,
  },
  {
    name: 'Nina Falk',
    language: 'en',
    street: 'Kornmarkt 12',
    account: '9200003',
    due: 15,
    stands: 'the first notice is out',
  },
  {
    name: 'Emil Brandt',
    language: 'en',
    street: 'Kornmarkt 13',
    account: '9200004',
    due: 28,
    stands: 'the final notice is out',
  },
  {
    name: 'Greta Winter',
    language: 'ru',
    street: 'Kornmarkt 14',
    account: '9200005',
    due: 38,
    stands: 'the disconnection letter is out',
  },
  {
    name: 'Tomas Vogel',
    language: 'en',
    street: 'Kornmarkt 15',
    account: '9200006',
    due: 52,
    stands: 'waits for approval',
  },
  {
    name: 'Irina Sokolowa',
    language: 'ru',
    street: 'Kornmarkt 16',
    account: '9200007',
    due: 52,
    stands: 'life support: waits for a second approval',
    lifeSupport: true,
  },
  {
    name: 'Bruno Haas',
    language: 'en',
    street: 'Kornmarkt 17',
    account: NOT_VISITED,
    due: 56,
    stands: 'the work order is out, and the crew has not been there',
    happens: [approved(3)],
  },
  {
    name: 'Clara Sund',
    language: 'en',
    street: 'Kornmarkt 18',
    account: '9200009',
    due: 58,
    stands: 'disconnected',
    happens: [approved(3)],
  },
  {
    name: 'Viktor Lohse',
    language: 'ru',
    street: 'Kornmarkt 19',
    account: '9200010',
    due: 58,
    stands: 'disconnected, paid and reconnected',
    happens: [approved(5), paid('9200010', AMOUNT, 2)],
  },
  {
    name: 'Helga Krone',
    language: 'en',
    street: 'Kornmarkt 23',
    account: '9200011',
    due: 27,
    stands: 'a plan is agreed',
    happens: [
      {
        daysBefore: 8,
        as: 'tom',
        act: 'plan',
        body: day => ({
          parts: [
            { on: day(-10), minor: 6140 },
            { on: day(-40), minor: 6140 },
            { on: day(-70), minor: 6140 },
          ],
        }),
      },
    ],
  },
  {
    name: 'Anton Berg',
    language: 'en',
    street: 'Kornmarkt 24',
    account: '9200012',
    due: 25,
    stands: 'the bill is disputed',
    happens: [
      {
        daysBefore: 9,
        as: 'tom',
        act: 'holds',
        body: day => ({
          reason: 'dispute',
          until: { day: day(-20) },
          effect: 'stopsClock',
          note: 'Says that the meter was read wrongly.',
        }),
      },
    ],
  },
  {
    name: 'Lena Hafer',
    language: 'en',
    street: 'Kornmarkt 20',
    account: '9200013',
    due: 20,
    stands: 'paid after the first notice',
    happens: [paid('9200013', AMOUNT, 3)],
  },
  {
    name: 'Max Stein',
    language: 'en',
    street: 'Kornmarkt 21',
    account: '9200014',
    due: 30,
    stands: 'paid in part',
    happens: [paid('9200014', '50.00', 12)],
  },
  {
    name: 'Karl Ohm',
    language: 'en',
    street: 'Kornmarkt 22',
    account: '9200015',
    due: 16,
    stands: 'no electronic address: the registered letter alone',
    noInternet: true,
  },
];

const mailOf = (name: string): string => `${name.toLowerCase().replace(' ', '.')}@mail.example`;

const seedDebtors = (portal: Portal): People => {
  const points = portal.records.create(
    'service_point',
    DEBTORS.map(({ account, street, lifeSupport }) => ({
      properties: siteRecord({
        code: `SP-${account}`,
        account,
        feeder: 'F-12',
        street,
        customerClass: 'residential',
        inArrears: true,
        ...(lifeSupport === undefined ? {} : { lifeSupport }),
      }),
    })),
  );
  const ids = settle(
    portal,
    'contacts',
    DEBTORS.map(({ name, language, street, noInternet }, n) => {
      const [firstname = '', lastname = ''] = name.split(' ');
      return {
        properties: {
          firstname,
          lastname,
          address: street,
          city: 'Flussau',
          zip: '00999',
          country: 'DE',
          preferred_language: language,
          no_internet: String(noInternet ?? false),
          ...(noInternet === true ? {} : { email: mailOf(name), mobilephone: mobile(9920 + n) }),
        },
        at: [points[n] ?? ''],
        as: 'account_holder' as const,
      };
    }),
  );
  return Object.fromEntries(
    DEBTORS.map(({ name }, n) => [name, { type: 'contacts' as const, id: ids[n] ?? '' }]),
  );
};

/** The past of the town's story. */
export const debtsBefore = (story: Instant): Past => {
  let people: People = {};
  return {
    begins: startOfPast(story),
    seed: portal => (people = seedDebtors(portal)),
    play: (world, returned) => playDebts(world, people, story, returned),
  };
};

/** Through which the crews are sent. */
export const networkIn = (folder: string): string => {
  const path = join(folder, 'network');
  mkdirSync(path, { recursive: true });
  return path;
};

const startOfPast = (story: Instant): Instant =>
  atMinuteOfDay(BERLIN, addDays(civilDateIn(BERLIN, story), -PAST_DAYS), 600);

/** Plays what led to the story by the machinery itself, day by day, at nine in the morning. */
const playDebts = async (
  world: Omit<World, 'town' | 'close'>,
  people: People,
  story: Instant,
  returned: Set<string>,
): Promise<void> => {
  const today = civilDateIn(BERLIN, story);
  const day = (daysBefore: number): CivilDate => addDays(today, -daysBefore);
  const tell = billing(world);
  await grantMoreRoles(world.call);
  await world.server.importDirectory();
  const bills = DEBTORS.map(({ account, due }) => ({
    daysBefore: due + BILL_DAYS,
    account,
    row: `bill,b-${account},${account},${AMOUNT},EUR,${day(due + BILL_DAYS)},${day(due)},,,`,
  }));
  const happenings = [
    ...bills,
    ...DEBTORS.flatMap(({ account, happens = [] }) => happens.map(each => ({ account, ...each }))),
  ].filter(({ daysBefore }) => daysBefore <= PAST_DAYS);
  await tell(...bills.filter(({ daysBefore }) => daysBefore > PAST_DAYS).map(({ row }) => row));
  for (let before = PAST_DAYS; before > 0; before -= 1) {
    const todays = happenings.filter(({ daysBefore }) => daysBefore === before);
    // Every morning billing says what it knows, and at last it must have: nobody is disconnected on an old balance.
    if (todays.length === 0 && before % DAYS_TOGETHER !== 0 && before > LAST_DAYS) continue;
    await world.advanceTo(atMinuteOfDay(BERLIN, day(before), 540));
    await tell(...todays.flatMap(each => ('row' in each ? [each.row.replace('DAY', day(before))] : [])));
    for (const { name, letterReturns } of DEBTORS)
      if (letterReturns === true)
        for (const delivery of await lettersTo(world, people[name]?.id ?? '')) returned.add(delivery);
    for (const each of todays) if ('act' in each) await actIn(world, people, each, day);
    await world.pump();
    await goOut(world.network ?? '', world.clock.now());
    await world.pump();
  }
  await world.advanceTo(story);
  await tell();
};

/** Before the print house collects them. */
const lettersTo = async ({ server }: Pick<World, 'server'>, contact: string): Promise<readonly string[]> => {
  const filter = {
    outage: null,
    revision: null,
    state: null,
    channel: 'letter',
    contact,
    after: null,
    limit: 10,
  };
  const found = await server.reads.notices({ ...filter, channel: 'letter' });
  return found.flatMap(({ deliveries }) =>
    deliveries.flatMap(({ id, channel }) => (channel === 'letter' ? [id] : [])),
  );
};

/** What a person did at the card of somebody's open case. */
const actIn = async (
  { call, server }: Pick<World, 'call' | 'server'>,
  people: People,
  { account, as, act, body }: Extract<Happening, { readonly act: string }> & { readonly account: string },
  day: (daysBefore: number) => CivilDate,
): Promise<void> => {
  const name = DEBTORS.find(each => each.account === account)?.name ?? '';
  const [open] = await server.store.transact(tx =>
    tx.caseActs.openOf('contact', people[name]?.id ?? '', account),
  );
  if (open === undefined) throw new Error(`${name} has no open case.`);
  const { status, body: answer } = await call('POST', `/api/debts/${open.id}/${act}`, body(day), as);
  if (status >= 300) throw new Error(`${act} of ${name}: ${status} ${JSON.stringify(answer)}`);
};

/** The crew does what it was sent for, and says so. */
const goOut = async (folder: string, now: Instant): Promise<void> => {
  const orders = join(folder, 'orders');
  const replies = join(folder, 'replies');
  await mkdir(replies, { recursive: true });
  const answered = new Set(await readdir(join(replies, 'done')).catch(() => []));
  for (const file of await readdir(orders).catch(() => [])) {
    const { order, premises } = JSON.parse(await readFile(join(orders, file), 'utf8')) as {
      readonly order: string;
      readonly premises: { readonly account: string };
    };
    if (premises.account === NOT_VISITED || answered.has(`${order}.json`)) continue;
    await writeFile(join(replies, `${order}.json`), JSON.stringify({ order, event: 'done', at: now }));
  }
};
