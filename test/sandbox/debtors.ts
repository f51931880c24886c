import type { CivilDate } from '../../server/domain/time.js';
import type { Portal } from '../portal/portal.js';
import type { Persona } from './stage.js';
import { mobile, settle, siteRecord } from './town-sites.js';
import type { People } from './town-people.js';

export const AMOUNT = '184.20';

/** Something that happened on a day before the story: a row of billing, or what a person did at a card. */
export type Happening =
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
  /** What they write to the help desk as the story begins. */
  readonly asks?: { readonly subject: string; readonly content: string };
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
export const NOT_VISITED = '9200008';

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
    asks: {
      subject: 'Вы меня отключите?',
      content: 'Здравствуйте! Пришло письмо о долге. Вы меня отключите? И когда?',
    },
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
    due: 24,
    stands: 'the final notice is out',
  },
  {
    name: 'Greta Winter',
    language: 'ru',
    street: 'Kornmarkt 14',
    account: '9200005',
    due: 38,
    stands: 'the disconnection letter is out',
    asks: {
      subject: 'Когда отключат свет?',
      content: 'Добрый день! Мне написали, что отключат электричество. До какого дня можно заплатить?',
    },
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
    stands: 'life support: waits for two approvals',
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

export const seedDebtors = (portal: Portal, debtors: readonly Debtor[]): People => {
  const points = portal.records.create(
    'service_point',
    debtors.map(({ account, street, lifeSupport }) => ({
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
    debtors.map(({ name, language, street, noInternet }, n) => {
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
    debtors.map(({ name }, n) => [name, { type: 'contacts' as const, id: ids[n] ?? '' }]),
  );
};

/** What they ask, as HubSpot makes a ticket of a message. */
export const askTickets = ({ records }: Portal, debtors: readonly Debtor[], people: People): void => {
  records.create(
    'tickets',
    debtors.flatMap(({ name, asks }) =>
      asks === undefined
        ? []
        : [
            {
              properties: { ...asks, hs_pipeline: '0', hs_pipeline_stage: '1', hs_ticket_priority: 'MEDIUM' },
              associations: [{ to: 'contacts', id: people[name]?.id ?? '' }],
            },
          ],
    ),
  );
};
