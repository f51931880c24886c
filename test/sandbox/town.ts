import type { Portal } from '../portal/portal.js';
import { seededRandom, type Random } from './seeded-random.js';
import { FIRST, LAST, STREETS, TRADES } from './town-names.js';
import { PEOPLE, seedBakery, seedPeople, type People } from './town-people.js';
import { feederName, landline, mobile, placeOf, settle, siteRecord, type Site } from './town-sites.js';

/** Where the demo's customers live. Fictional: so are its streets, and its numbers come from blocks nobody is given. */
export interface Town {
  readonly customers: number;
  readonly servicePoints: number;
  readonly feeders: number;
  readonly people: People;
}

const HOMES = 1850;
const SHOPS = 149;
const FEEDERS = 20;

interface Contact {
  readonly properties: Readonly<Record<string, string>>;
}

/** F-19 lies where no rulebook reaches, F-20 in another zone; F-12 is the large one of the stories. */
const feederOf = (random: Random): string =>
  random.share(0.19) ? 'F-12' : feederName(random.integer(1, FEEDERS));

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

/** Seeds the portal with about 2,000 customers, and with those the stories are about. The same seed, the same town. */
export const seedTown = (portal: Portal, seed: number): Town => {
  const random = seededRandom(seed);
  const { records } = portal;
  const homes = Array.from({ length: HOMES }, (_, i) => home(random, i));
  const points = records.create(
    'service_point',
    homes.map(({ site }) => ({ properties: siteRecord(site) })),
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
