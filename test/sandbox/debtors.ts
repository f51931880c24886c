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
import { mobile, settle, siteRecord } from './town-sites.js';
import type { People } from './town-people.js';
import type { Past, World } from './world.js';

const BERLIN = 'Europe/Berlin' as Zone;
const AMOUNT = '184.20';
/** Days before the story at which the first of them gets a bill. */
const PAST_DAYS = 66;
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
    await world.advanceTo(atMinuteOfDay(BERLIN, day(before), 540));
    const todays = happenings.filter(({ daysBefore }) => daysBefore === before);
    const rows = todays.flatMap(each => ('row' in each ? [each.row.replace('DAY', day(before))] : []));
    // Billing says every morning what it knows; a balance it has not spoken of is too old to disconnect on.
    await tell(...rows);
    for (const { name, letterReturns } of DEBTORS)
      if (letterReturns === true)
        for (const delivery of await lettersTo(world, people[name]?.id ?? '')) returned.add(delivery);
    for (const each of todays)
      if ('act' in each) await actIn(world, each.account, each.as, each.act, each.body(day));
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

const actIn = async (
  { call }: Pick<World, 'call'>,
  account: string,
  as: Persona,
  act: string,
  body: object,
): Promise<void> => {
  const { status, body: answer } = await call('POST', `/api/debts/${account}/${act}`, body, as);
  if (status >= 300) throw new Error(`${act} of ${account}: ${status} ${JSON.stringify(answer)}`);
};
