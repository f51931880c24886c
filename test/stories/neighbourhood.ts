import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, type Instant } from '../../server/domain/time.js';
import type { NoticeRow } from '../../ui-extensions/contract/notice.js';
import { noticeList } from '../../ui-extensions/contract/notice.js';
import type { Portal } from '../portal/portal.js';
import { deskOf, type Desk } from '../sandbox/scenario.js';
import type { Content } from '../sandbox/sinks/inbox.js';
import type { SinksOptions } from '../sandbox/sinks/start-sinks.js';
import { startWorld, type World, type WorldOptions } from '../sandbox/world.js';
import { EMBEDDED, type Engine } from '../engines/engines.js';

export interface Neighbour {
  readonly name: string;
  readonly email?: string;
  readonly mobile?: string;
  readonly phone?: string;
  readonly language?: string;
  readonly noInternet?: boolean;
  /** Without a postal address unless given. */
  readonly street?: string;
  readonly smsOptOut?: boolean;
}
export interface House {
  readonly feeder: string;
  readonly account?: string;
  readonly lifeSupport?: boolean;
  readonly inArrears?: boolean;
  readonly jurisdiction?: string;
  readonly timezone?: string;
  /** Lines such as `bonoSocial=false`. */
  readonly ruleFacts?: string;
  readonly people: readonly (Neighbour & {
    readonly as?: 'account_holder' | 'occupant' | 'nominated_carer' | 'third_party';
  })[];
}

export const seedHouses = (houses: readonly House[]) => (portal: Portal) => {
  const ids: Record<string, { readonly type: 'contacts'; readonly id: string }> = {};
  houses.forEach((house, i) => {
    const [point = ''] = portal.records.create('service_point', [
      {
        properties: {
          service_point_id: `SP-${i}`,
          account_number: house.account ?? `A-${i}`,
          feeder: house.feeder,
          address_line1: `Mühlenweg ${i + 1}`,
          city: 'Flussau',
          postcode: '00999',
          country: 'DE',
          timezone: house.timezone ?? 'Europe/Berlin',
          jurisdiction: house.jurisdiction ?? 'XA-N',
          customer_class: 'residential',
          life_support: String(house.lifeSupport ?? false),
          in_arrears: String(house.inArrears ?? false),
          ...(house.ruleFacts === undefined ? {} : { rule_facts: house.ruleFacts }),
        },
      },
    ]);
    for (const person of house.people) {
      let id = ids[person.name]?.id;
      if (id === undefined) {
        const [first = '', last = ''] = person.name.split(' ');
        [id] = portal.records.create('contacts', [
          {
            properties: {
              firstname: first,
              lastname: last,
              preferred_language: person.language ?? 'en',
              no_internet: String(person.noInternet ?? false),
              country: 'DE',
              ...(person.email === undefined ? {} : { email: person.email }),
              ...(person.mobile === undefined ? {} : { mobilephone: person.mobile }),
              ...(person.phone === undefined ? {} : { phone: person.phone }),
              ...(person.street === undefined
                ? {}
                : { address: person.street, city: 'Flussau', zip: '00999' }),
              ...(person.smsOptOut === true ? { outage_sms_opt_out: 'true' } : {}),
            },
          },
        ]);
        ids[person.name] = { type: 'contacts', id: id ?? '' };
      }
      portal.records.associate('service_point', point, [
        { to: 'contacts', id: id ?? '', labels: [person.as ?? 'account_holder'] },
      ]);
    }
  });
  return { customers: houses.length, servicePoints: houses.length, feeders: 1, people: ids };
};

/** Monday 23 November 2026, 10:00 in Berlin. */
export const MONDAY_TEN = instant('2026-11-23T10:00+01:00');

export interface Neighbourhood {
  readonly world: World;
  readonly desk: Desk;
  /** Contact id of somebody by name. */
  id(name: string): string;
  /** All notices of an outage, or of one revision, by addressee. */
  notices(outage: string, revision?: number): Promise<readonly NoticeRow[]>;
  /** What reached an address or a number, oldest first. */
  received(to: string): Promise<readonly Content[]>;
  /** What the log said, as parsed lines. */
  readonly log: readonly { readonly msg: string; readonly [key: string]: unknown }[];
  at(text: string): Instant;
  close(): Promise<void>;
}

/** A few houses with a server, a portal and sinks of their own; everything delivers unless a rule says otherwise. */
export const startNeighbourhood = async (
  houses: readonly House[],
  options: {
    readonly start?: Instant;
    readonly rules?: NonNullable<SinksOptions['rules']>;
    readonly timeoutMs?: number;
    /** The embedded one unless given. */
    readonly engine?: Engine;
    readonly oauth?: NonNullable<WorldOptions['oauth']>;
    readonly provision?: true;
    readonly network?: NonNullable<WorldOptions['network']>;
  } = {},
): Promise<Neighbourhood> => {
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-story-'));
  const log: { msg: string; [key: string]: unknown }[] = [];
  const ledger = await (options.engine ?? EMBEDDED).makeLedger();
  const world = await startWorld({
    seed: 1,
    start: options.start ?? MONDAY_TEN,
    folder,
    store: await ledger.open(),
    seedPortal: seedHouses(houses),
    rules: options.rules ?? {},
    ...(options.provision === undefined ? {} : { provision: options.provision }),
    ...(options.network === undefined ? {} : { network: options.network }),
    ...(options.oauth === undefined ? {} : { oauth: options.oauth }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    onLog: line => log.push(JSON.parse(line) as { msg: string }),
  });
  await world.server.importDirectory();
  return {
    world,
    desk: deskOf(world),
    log,
    id: name => world.town.people[name]?.id ?? '',
    notices: async (outage, revision) => {
      const { body } = await world.call(
        'GET',
        `/api/notices?outage=${outage}&revision=${revision ?? ''}&limit=200`,
        undefined,
        'ida',
      );
      return [...noticeList.parse(body).notices].sort((a, b) => (a.addressee < b.addressee ? -1 : 1));
    },
    received: async to => {
      const items = world.sinks.inbox.list({ to, limit: 1000 });
      const contents: Content[] = [];
      for (const { id } of items) {
        const item = await world.sinks.inbox.get(id);
        if (item !== null) contents.push(item.content);
      }
      return contents;
    },
    at: text => instant(text),
    close: async () => {
      await world.close();
      await ledger.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A company that answers for every place of the town beside its holder. */
export const companyOfAll = ({ world }: Neighbourhood, name: string): string => {
  const { records } = world.portal;
  const [company = ''] = records.create('companies', [{ properties: { name } }]);
  for (const { id } of records.list('service_point'))
    records.associate('service_point', id, [{ to: 'companies', id: company, labels: ['third_party'] }]);
  return company;
};
