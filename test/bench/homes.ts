import type { Portal } from '../portal/portal.js';

export const FEEDER = 'F-01';

/**
 * Invented homes on one feeder: each with a mobile number, four of five with a mailbox, one in fifty with nothing but an
 * address, so that texts, mails and letters all have their share.
 */
export const seedHomes = ({ records }: Portal, homes: number): void => {
  const numbers = Array.from({ length: homes }, (_, n) => n);
  const points = records.create(
    'service_point',
    numbers.map(n => ({
      properties: {
        service_point_id: `SP-${n}`,
        account_number: `A-${n}`,
        feeder: FEEDER,
        address_line1: `Mühlenweg ${n + 1}`,
        city: 'Flussau',
        postcode: '00999',
        country: 'DE',
        timezone: 'Europe/Berlin',
        jurisdiction: 'XA-N',
        customer_class: 'residential',
        life_support: 'false',
        in_arrears: 'false',
      },
    })),
  );
  const people = records.create(
    'contacts',
    numbers.map(n => ({
      properties: {
        firstname: 'Home',
        lastname: String(n),
        preferred_language: n % 3 === 0 ? 'ru' : 'en',
        address: `Mühlenweg ${n + 1}`,
        city: 'Flussau',
        zip: '00999',
        country: 'DE',
        // 0176 0… is a block no subscriber has.
        ...(n % 50 === 0 ? {} : { mobilephone: `+4917604${String(n).padStart(6, '0')}` }),
        ...(n % 50 === 0 || n % 5 === 4 ? {} : { email: `home${n}@mail.example` }),
      },
    })),
  );
  points.forEach((point, n) => {
    records.associate('service_point', point, [
      { to: 'contacts', id: people[n] ?? '', labels: ['account_holder'] },
    ]);
  });
};
