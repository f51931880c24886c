import type { Portal } from '../portal/portal.js';

/** 0176 0… and the drama block of Berlin's 030 are numbers no subscriber has. */
export const mobile = (n: number): string => `+49 176 0406 ${String(n).padStart(4, '0')}`;
export const landline = (n: number): string => `+49 30 23125 ${String(n % 1000).padStart(3, '0')}`;

export const feederName = (n: number): string => `F-${String(n).padStart(2, '0')}`;

export const placeOf = (feeder: string) =>
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

export interface Site {
  readonly code: string;
  readonly account: string;
  readonly feeder: string;
  readonly street: string;
  readonly customerClass: 'residential' | 'business';
  readonly lifeSupport?: boolean;
  readonly inArrears?: boolean;
}

export const siteRecord = (site: Site): Record<string, string> => {
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

export type Label = 'account_holder' | 'occupant' | 'nominated_carer';
/** Creates people or companies, each at the service points it belongs to. */
export const settle = (
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
