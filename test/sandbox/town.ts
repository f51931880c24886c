import type { Portal } from '../portal/portal.js';
import type { SeedRecord } from '../portal/records.js';
import { seededRandom, type Random } from './seeded-random.js';

/** Where the demo's customers live. Fictional: so are its streets, and its numbers come from blocks nobody is given. */
export interface Town {
  readonly customers: number;
  readonly servicePoints: number;
  readonly feeders: number;
  readonly people: Readonly<Record<string, { readonly type: 'contacts' | 'companies'; readonly id: string }>>;
}

const HOMES = 1850;
const SHOPS = 149;
const SITES = 40;
const FEEDERS = 20;

const FIRST: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Anna',
    'Ben',
    'Clara',
    'David',
    'Emma',
    'Felix',
    'Grace',
    'Henry',
    'Ida',
    'Jonas',
    'Laura',
    'Max',
    'Nina',
    'Paul',
    'Rosa',
    'Tom',
  ],
  ru: [
    'Анна',
    'Борис',
    'Вера',
    'Глеб',
    'Дарья',
    'Егор',
    'Жанна',
    'Игорь',
    'Ксения',
    'Лев',
    'Мария',
    'Николай',
    'Ольга',
    'Пётр',
  ],
  es: [
    'Ana',
    'Bruno',
    'Carmen',
    'Diego',
    'Elena',
    'Félix',
    'Inés',
    'Jorge',
    'Lucía',
    'Mateo',
    'Nuria',
    'Óscar',
    'Pilar',
    'Raúl',
  ],
};
const LAST: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Adler',
    'Baum',
    'Clarke',
    'Dorn',
    'Engel',
    'Frost',
    'Grün',
    'Hale',
    'Imhof',
    'Jansen',
    'Kern',
    'Lorenz',
    'Marsh',
    'Nolan',
    'Otto',
    'Price',
    'Reuter',
    'Stone',
  ],
  ru: [
    'Алексеенко',
    'Белозёр',
    'Воронко',
    'Гречко',
    'Дымко',
    'Ермоленко',
    'Жукович',
    'Зимовец',
    'Кравец',
    'Лазаренко',
    'Мороз',
    'Николаенко',
  ],
  es: [
    'Alarcón',
    'Benítez',
    'Castaño',
    'Durán',
    'Espejo',
    'Fuentes',
    'Gallardo',
    'Herrero',
    'Ibáñez',
    'Luna',
    'Merino',
    'Núñez',
  ],
};
const STREETS = [
  'Mühlenweg',
  'Am Deich',
  'Hafenstraße',
  'Lindenallee',
  'Fährgasse',
  'Schulstraße',
  'Kornmarkt',
  'Uferpromenade',
  'Gartenstraße',
  'Alte Landstraße',
];
const TRADES = [
  'Bäckerei',
  'Buchhandlung',
  'Fahrradladen',
  'Gasthaus',
  'Apotheke',
  'Tischlerei',
  'Gärtnerei',
  'Werkstatt',
];

/** 0176 0… and the drama block of Berlin's 030 are numbers no subscriber has. */
const mobile = (n: number): string => `+49 176 0406 ${String(n).padStart(4, '0')}`;
const landline = (n: number): string => `+49 30 23125 ${String(n % 1000).padStart(3, '0')}`;

export const feederName = (n: number): string => `F-${String(n).padStart(2, '0')}`;

/** F-19 lies where no rulebook reaches, F-20 in another zone; F-12 is the large one of the stories. */
const feederOf = (random: Random): string =>
  random.share(0.19) ? 'F-12' : feederName(random.integer(1, FEEDERS));

const placeOf = (feeder: string) =>
  feeder === 'F-20'
    ? {
        city: 'Portinho',
        country: 'PT',
        timezone: 'Europe/Lisbon',
        jurisdiction: 'XA-S',
        postcode: '8999-001',
      }
    : {
        city: 'Flussau',
        country: 'DE',
        timezone: 'Europe/Berlin',
        jurisdiction: feeder === 'F-19' ? 'XB-1' : 'XA-N',
        postcode: '00999',
      };

interface Contact {
  readonly properties: Readonly<Record<string, string>>;
}
interface Site {
  readonly code: string;
  readonly account: string;
  readonly feeder: string;
  readonly street: string;
  readonly customerClass: 'residential' | 'business';
  readonly lifeSupport?: boolean;
  readonly inArrears?: boolean;
}

const siteRecord = (site: Site): Record<string, string> => {
  const { city, country, timezone, jurisdiction, postcode } = placeOf(site.feeder);
  return {
    service_point_id: site.code,
    account_number: site.account,
    feeder: site.feeder,
    address_line1: site.street,
    city,
    postcode,
    country,
    timezone,
    jurisdiction,
    customer_class: site.customerClass,
    life_support: String(site.lifeSupport ?? false),
    in_arrears: String(site.inArrears ?? false),
  };
};

const home = (random: Random, n: number): { contact: Contact; site: Site } => {
  const language = random.share(0.62) ? 'en' : random.share(0.65) ? 'ru' : 'es';
  const feeder = feederOf(random);
  const street = `${random.pick(STREETS)} ${random.integer(1, 120)}`;
  const { city, postcode, country } = placeOf(feeder);
  const noInternet = random.share(0.05);
  const properties: Record<string, string> = {
    firstname: random.pick(FIRST[language] ?? []),
    lastname: random.pick(LAST[language] ?? []),
    preferred_language: language,
    no_internet: String(noInternet),
    address: street,
    city,
    zip: postcode,
    country,
  };
  if (!noInternet && random.share(0.82)) properties['email'] = `home${n}@mail.example`;
  if (random.share(0.85)) properties['mobilephone'] = mobile(n);
  else if (random.share(0.5)) properties['phone'] = landline(n);
  if (random.share(0.01)) properties['mobilephone'] = '0176-12';
  if (random.share(0.01)) properties['zip'] = '';
  if (random.share(0.02)) properties['outage_sms_opt_out'] = 'true';
  return {
    contact: { properties },
    site: {
      code: `SP-${100_000 + n}`,
      account: `${7_000_000 + n}`,
      feeder,
      street,
      customerClass: 'residential',
      lifeSupport: random.share(0.008),
      inArrears: random.share(0.06),
    },
  };
};

type Label = 'account_holder' | 'occupant' | 'nominated_carer';
/** Creates people or companies, each at the service points it belongs to. */
const settle = (
  { records }: Portal,
  type: 'contacts' | 'companies',
  rows: readonly {
    readonly properties: Readonly<Record<string, string>>;
    readonly at: readonly string[];
    readonly as: Label;
  }[],
): readonly string[] => {
  const ids = records.create(
    type,
    rows.map(({ properties }) => ({ properties })),
  );
  rows.forEach(({ at, as }, i) => {
    for (const point of at)
      records.associate('service_point', point, [{ to: type, id: ids[i] ?? '', labels: [as] }]);
  });
  return ids;
};

/** Seeds the portal with about 2,000 customers, and with those the stories are about. The same seed, the same town. */
export const seedTown = (portal: Portal, seed: number): Town => {
  const random = seededRandom(seed);
  const { records } = portal;
  const homes = Array.from({ length: HOMES }, (_, i) => home(random, i));
  const points = records.create(
    'service_point',
    homes.map(({ site }): SeedRecord => ({ properties: siteRecord(site) })),
  );
  const at = (i: number): string => points[i] ?? '';
  settle(
    portal,
    'contacts',
    homes.map(({ contact }, i) => ({ properties: contact.properties, at: [at(i)], as: 'account_holder' })),
  );
  // Some live in another's house, some look after a neighbour.
  settle(
    portal,
    'contacts',
    homes.flatMap(({ site }, i) =>
      site.lifeSupport === true || i % 60 === 0
        ? [
            {
              properties: {
                firstname: 'Kim',
                lastname: `${random.pick(LAST['en'] ?? [])}-${i}`,
                preferred_language: 'en',
                email: `further${i}@mail.example`,
              },
              at: [at(i)],
              as: site.lifeSupport === true ? ('nominated_carer' as const) : ('occupant' as const),
            },
          ]
        : [],
    ),
  );
  const shops = Array.from({ length: SHOPS }, (_, i) => shop(random, i));
  const shopPoints = records.create(
    'service_point',
    shops.map(({ site }) => ({ properties: siteRecord(site) })),
  );
  settle(
    portal,
    'companies',
    shops.map(({ company }, i) => ({ properties: company, at: [shopPoints[i] ?? ''], as: 'account_holder' })),
  );
  const people = { ...seedPeople(portal), ...seedBakery(portal, random) };
  return {
    customers: HOMES + SHOPS + 1 + PEOPLE,
    servicePoints: records.count('service_point'),
    feeders: FEEDERS,
    people,
  };
};

const shop = (random: Random, n: number): { company: Record<string, string>; site: Site } => {
  const feeder = feederOf(random);
  const street = `${random.pick(STREETS)} ${random.integer(1, 120)}`;
  const { city, postcode, country } = placeOf(feeder);
  return {
    company: {
      name: `${random.pick(TRADES)} ${random.pick(LAST['en'] ?? [])} ${n}`,
      domain: `shop${n}.example`,
      phone: landline(n),
      address: street,
      city,
      zip: postcode,
      country,
      preferred_language: 'en',
    },
    site: {
      code: `SP-${200_000 + n}`,
      account: `${8_000_000 + n}`,
      feeder,
      street,
      customerClass: 'business',
      inArrears: random.share(0.05),
    },
  };
};

/** A company with forty sites: most have somebody on site, one can be reached by nothing, one has nobody at all. */
const seedBakery = (portal: Portal, random: Random): Town['people'] => {
  const sites = Array.from({ length: SITES }, (_, i): Site => ({
    code: `SP-${300_000 + i}`,
    account: '9000001',
    feeder: i < 8 ? 'F-12' : feederName(1 + (i % 18)),
    street: `${random.pick(STREETS)} ${i + 200}`,
    customerClass: 'business',
  }));
  const points = portal.records.create(
    'service_point',
    sites.map(site => ({ properties: siteRecord(site) })),
  );
  const [id = ''] = settle(portal, 'companies', [
    {
      properties: {
        name: 'Nordbäckerei GmbH',
        domain: 'nordbaeckerei.example',
        phone: landline(900),
        address: 'Hafenstraße 1',
        city: 'Flussau',
        zip: '00999',
        country: 'DE',
        preferred_language: 'en',
      },
      at: points,
      as: 'account_holder',
    },
  ]);
  settle(
    portal,
    'contacts',
    points.flatMap((point, i) =>
      i === 7
        ? []
        : [
            {
              properties: {
                firstname: 'Branch',
                lastname: `Manager ${i + 1}`,
                preferred_language: 'en',
                ...(i === 3
                  ? { phone: landline(903) }
                  : { email: `branch${i}@nordbaeckerei.example`, mobilephone: mobile(9000 + i) }),
              },
              at: [point],
              as: 'occupant' as const,
            },
          ],
    ),
  );
  return { Nordbäckerei: { type: 'companies', id } };
};

const PEOPLE = 6;
export const MARIA_MOBILE = mobile(9901);
export const ANNA_EMAIL = 'anna.keller@mail.example';

/** The people the stories are about, one account each; Elena has two homes in two zones. */
const seedPeople = (portal: Portal): Town['people'] => {
  const base = {
    address: 'Lindenallee 12',
    city: 'Flussau',
    zip: '00999',
    country: 'DE',
    preferred_language: 'en',
    no_internet: 'false',
  };
  const person = (properties: Record<string, string>, sites: readonly Site[]): string => {
    const points = portal.records.create(
      'service_point',
      sites.map(site => ({ properties: siteRecord(site) })),
    );
    const [id = ''] = settle(portal, 'contacts', [
      { properties: { ...base, ...properties }, at: points, as: 'account_holder' },
    ]);
    return id;
  };
  const site = (n: number, feeder: string, street: string, more: Partial<Site> = {}): Site => ({
    code: `SP-${400_000 + n}`,
    account: `${9_100_000 + n}`,
    feeder,
    street,
    customerClass: 'residential',
    ...more,
  });
  const anna = person(
    { firstname: 'Anna', lastname: 'Keller', email: ANNA_EMAIL, mobilephone: mobile(9900) },
    [site(1, 'F-12', 'Lindenallee 12')],
  );
  const oleg = person(
    {
      firstname: 'Oleg',
      lastname: 'Petrow',
      preferred_language: 'ru',
      email: 'oleg.petrow@mail.example',
      mobilephone: mobile(9902),
      address: 'Fährgasse 3',
    },
    [site(2, 'F-12', 'Fährgasse 3', { inArrears: true })],
  );
  const mariaSite = site(3, 'F-12', 'Am Deich 8', { lifeSupport: true });
  const maria = person(
    { firstname: 'Maria', lastname: 'Lind', mobilephone: MARIA_MOBILE, address: 'Am Deich 8' },
    [mariaSite],
  );
  const jan = person({ firstname: 'Jan', lastname: 'Holm', no_internet: 'true', address: 'Mühlenweg 77' }, [
    site(4, 'F-12', 'Mühlenweg 77'),
  ]);
  const elena = person(
    {
      firstname: 'Elena',
      lastname: 'Sommer',
      preferred_language: 'es',
      email: 'elena.sommer@mail.example',
      mobilephone: mobile(9905),
      address: 'Kornmarkt 5',
    },
    [site(5, 'F-12', 'Kornmarkt 5'), { ...site(5, 'F-20', 'Rua do Cais 9'), code: 'SP-400006' }],
  );
  const rosa = person(
    { firstname: 'Rosa', lastname: 'Amsel', mobilephone: mobile(9907), address: 'Gartenstraße 4' },
    [site(7, 'F-12', 'Gartenstraße 4')],
  );
  const [rosaPoint] = portal.records.associations('contacts', rosa, 'service_point');
  // Two people, one telephone: one message, on both records.
  settle(portal, 'contacts', [
    {
      properties: {
        ...base,
        firstname: 'Emil',
        lastname: 'Amsel',
        mobilephone: mobile(9907),
        address: 'Gartenstraße 4',
      },
      at: [rosaPoint?.id ?? ''],
      as: 'occupant',
    },
  ]);
  const contact = (id: string) => ({ type: 'contacts' as const, id });
  return {
    'Anna Keller': contact(anna),
    'Oleg Petrow': contact(oleg),
    'Maria Lind': contact(maria),
    'Jan Holm': contact(jan),
    'Elena Sommer': contact(elena),
    'Rosa Amsel': contact(rosa),
  };
};
