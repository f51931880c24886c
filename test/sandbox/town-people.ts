import type { Portal } from '../portal/portal.js';
import type { Random } from './seeded-random.js';
import { STREETS } from './town-names.js';
import { feederName, landline, mobile, settle, siteRecord, type Site } from './town-sites.js';

/** HubSpot ids by name. */
export type People = Readonly<
  Record<string, { readonly type: 'contacts' | 'companies'; readonly id: string }>
>;

const SITES = 40;

/** A company with forty sites: most have somebody on site, one can be reached by nothing, one has nobody at all. */
export const seedBakery = (portal: Portal, random: Random): People => {
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

/** Accounts of the people below. */
export const PEOPLE = 5;
export const MARIA_MOBILE = mobile(9901);
export const ANNA_EMAIL = 'anna.keller@mail.example';

/** The people the stories are about, one account each; Elena has two homes in two zones. */
export const seedPeople = (portal: Portal): People => {
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
    'Maria Lind': contact(maria),
    'Jan Holm': contact(jan),
    'Elena Sommer': contact(elena),
    'Rosa Amsel': contact(rosa),
  };
};
