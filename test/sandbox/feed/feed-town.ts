import type { FeedFile } from '../../../server/adapters/feeds/feed-file.js';
import type { Portal } from '../../portal/portal.js';
import { seededRandom, type Random } from '../seeded-random.js';
import { FIRST, LAST, STREETS, TRADES } from '../town-names.js';
import { landline, mobile, settle } from '../town-sites.js';
import type { Town } from '../town.js';

/** Of the homes one in so many is a shop. */
const HOMES_PER_SHOP = 15;
export const HOMES = 600;
/** One company with this many branches, all over the network. */
const BRANCHES = 25;
/** Of the service points so many lie on feeders that the feed names at some time. */
const TOUCHED = 0.85;
const CALM_FEEDERS = 20;

/** A feeder and how often the feed speaks of it. */
export type Circuits = readonly (readonly [feeder: string, weight: number])[];

/** Chooses feeders, those with more rows more often. */
const chooser = (circuits: Circuits, random: Random): (() => string) => {
  const total = circuits.reduce((sum, [, weight]) => sum + weight, 0);
  return () => {
    if (total === 0 || !random.share(TOUCHED)) return `calm-${random.integer(1, CALM_FEEDERS)}`;
    let point = random.next() * total;
    for (const [feeder, weight] of circuits) {
      point -= weight;
      if (point < 0) return feeder;
    }
    return circuits.at(-1)?.[0] ?? '';
  };
};

/** The town of the replay: invented people, laid on the feeders of a real or recorded feed. The same seed, the same town. */
export const seedFeedTown = (
  portal: Portal,
  seed: number,
  circuits: Circuits,
  { zone, jurisdiction }: Pick<FeedFile, 'zone' | 'jurisdiction'>,
  homesWanted: number,
): Town => {
  const count = { homes: homesWanted, shops: Math.floor(homesWanted / HOMES_PER_SHOP) };
  const random = seededRandom(seed);
  const feederOf = chooser(circuits, random);
  // No two have the same house number, so an address names a household.
  const street = (n: number): string => `${random.pick(STREETS)} ${n + 1}`;
  const point = (n: number, account: string, place: string, more: Record<string, string>) => ({
    properties: {
      service_point_id: `SP-${100_000 + n}`,
      account_number: account,
      feeder: feederOf(),
      address_line1: place,
      city: 'Flussau',
      postcode: '00999',
      country: 'DE',
      timezone: zone,
      jurisdiction,
      customer_class: 'residential',
      life_support: 'false',
      in_arrears: 'false',
      ...more,
    },
  });
  const homes = Array.from({ length: count.homes }, (_, n) => {
    const place = street(n);
    return {
      point: point(n, `${7_000_000 + n}`, place, {
        life_support: String(random.share(0.008)),
        in_arrears: String(random.share(0.06)),
      }),
      person: person(random, n, place),
    };
  });
  const shops = Array.from({ length: count.shops }, (_, i) => {
    const n = count.homes + i;
    const place = street(n);
    return {
      point: point(n, `${7_000_000 + n}`, place, { customer_class: 'business' }),
      company: company(`${random.pick(TRADES)} ${random.pick(LAST['en'] ?? [])} ${i}`, n, place),
    };
  });
  const branches = Array.from({ length: BRANCHES }, (_, i) =>
    point(count.homes + count.shops + i, '9000001', street(count.homes + count.shops + i), {
      customer_class: 'business',
    }),
  );
  const create = (rows: readonly { readonly properties: Record<string, string> }[]): readonly string[] =>
    portal.records.create('service_point', rows);
  const homeIds = create(homes.map(each => each.point));
  settle(
    portal,
    'contacts',
    homes.map(({ person: properties }, i) => ({ properties, at: [homeIds[i] ?? ''], as: 'account_holder' })),
  );
  const shopIds = create(shops.map(each => each.point));
  const branchIds = create(branches);
  settle(portal, 'companies', [
    ...shops.map(({ company: properties }, i) => ({
      properties,
      at: [shopIds[i] ?? ''],
      as: 'account_holder' as const,
    })),
    {
      properties: company('Nordbäckerei GmbH', 9_000, 'Hafenstraße 1'),
      at: branchIds,
      as: 'account_holder',
    },
  ]);
  // Some live in another's house.
  settle(
    portal,
    'contacts',
    homeIds.flatMap((id, n) =>
      n % 60 === 0
        ? [{ properties: person(random, 5_000 + n, street(n)), at: [id], as: 'occupant' as const }]
        : [],
    ),
  );
  return {
    customers: count.homes + count.shops + 1,
    servicePoints: portal.records.count('service_point'),
    feeders: circuits.length,
    people: {},
  };
};

const person = (random: Random, n: number, place: string): Record<string, string> => {
  const language = random.share(0.62) ? 'en' : random.share(0.65) ? 'ru' : 'es';
  const noInternet = random.share(0.05);
  return {
    firstname: random.pick(FIRST[language] ?? []),
    lastname: random.pick(LAST[language] ?? []),
    preferred_language: language,
    no_internet: String(noInternet),
    address: place,
    city: 'Flussau',
    zip: '00999',
    country: 'DE',
    ...(!noInternet && random.share(0.82) ? { email: `home${n}@mail.example` } : {}),
    ...(random.share(0.85) ? { mobilephone: mobile(n) } : random.share(0.5) ? { phone: landline(n) } : {}),
    ...(random.share(0.02) ? { outage_sms_opt_out: 'true' } : {}),
  };
};

const company = (name: string, n: number, place: string): Record<string, string> => ({
  name,
  domain: `shop${n}.example`,
  phone: mobile(n),
  address: place,
  city: 'Flussau',
  zip: '00999',
  country: 'DE',
  preferred_language: 'en',
});
