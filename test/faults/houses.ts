import type { Portal } from '../portal/portal.js';

export const HOUSES = 90;

/** Each house has a text message, most a mail besides, every tenth a letter only, every fifteenth nothing. */
export const seedHouses = (portal: Portal): void => {
  for (let i = 0; i < HOUSES; i += 1) {
    const letterOnly = i % 10 === 9;
    const nothing = i % 15 === 7;
    const [point = ''] = portal.records.create('service_point', [
      {
        properties: {
          service_point_id: `SP-${i}`,
          account_number: `A-${i}`,
          feeder: 'F-01',
          address_line1: `Mühlenweg ${i}`,
          city: 'Flussau',
          postcode: '00999',
          country: 'DE',
          timezone: 'Europe/Berlin',
          jurisdiction: 'XA-N',
          customer_class: 'residential',
          life_support: 'false',
          in_arrears: 'false',
        },
      },
    ]);
    const [person = ''] = portal.records.create('contacts', [
      {
        properties: {
          firstname: 'House',
          lastname: String(i),
          preferred_language: 'en',
          ...(letterOnly && !nothing
            ? { address: `Mühlenweg ${i}`, city: 'Flussau', zip: '00999', country: 'DE' }
            : {}),
          ...(letterOnly || nothing
            ? {}
            : { email: `h${i}@mail.example`, mobilephone: `+4917604060${String(i).padStart(3, '0')}` }),
        },
      },
    ]);
    portal.records.associate('service_point', point, [
      { to: 'contacts', id: person, labels: ['account_holder'] },
    ]);
  }
};
