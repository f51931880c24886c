import type {
  AccountId,
  CampaignId,
  ContactPointId,
  DeliveryId,
  DeliveryKey,
  NoticeId,
  OutageId,
  PartyId,
  ServicePointId,
} from '../../server/domain/ids.js';
import type { Planned } from '../../server/domain/outage/plan-notices.js';
import { instant, type CivilDate, type Instant, type Zone } from '../../server/domain/time.js';
import { makeIds } from '../../server/adapters/ids.js';
import type { IdentifiedNotice } from '../../server/workflows/ports/notices.js';
import type { PartyRow, ServicePointRow } from '../../server/workflows/ports/directory.js';
import type { PortalStore, Tx } from '../../server/workflows/ports/store.js';
import { seededRandom } from '../sandbox/seeded-random.js';

export const AT = instant('2026-11-23T09:00:00Z');
export const FEEDER = 'F-01';
const ids = makeIds({ now: () => AT, sleepUntil: () => Promise.resolve() }, seededRandom(1).bytes);

/** The same word, the same id: `idOf('anna')`. */
export const idOf = <Id extends string>(word: string): Id => ids.ofKey(AT, word) as Id;
export const outageId = idOf<OutageId>('outage');
export const campaignId = (n: number): CampaignId => idOf(`campaign/${n}`);
export const noticeId = (house: number, revision = 1): NoticeId => idOf(`notice/${revision}/${house}`);
export const deliveryId = (house: number, revision = 1): DeliveryId => idOf(`delivery/${revision}/${house}`);
export const mailOf = (house: number): ContactPointId => idOf(`mail/${house}`);

const party = (house: number): PartyRow => ({
  id: idOf<PartyId>(`party/${house}`),
  kind: 'contact',
  crmId: `C-${house}`,
  name: `Ülkü Śmith-${house} 雪 🙂`,
  language: house % 2 === 0 ? null : 'de',
  noInternet: false,
  contactPoints: [
    { id: mailOf(house), kind: 'email', value: `house${house}@mail.example`, optedOut: [], problem: null },
  ],
});
const servicePoint = (house: number, feeder = FEEDER): ServicePointRow => ({
  id: idOf<ServicePointId>(`point/${house}`),
  crmId: `SP-${house}`,
  feeder,
  address: { line1: `Mühlenweg ${house}`, line2: '', city: 'Flussau', postcode: '00999', country: 'DE' },
  zone: 'Europe/Berlin' as Zone,
  jurisdiction: 'XA-N',
  customerClass: 'residential',
  today: '2026-11-23' as CivilDate,
  lifeSupport: house % 10 === 3,
  account: { id: idOf<AccountId>(`account/${house}`), number: `A-${house}`, inArrears: false },
});

/** Houses from `from` to before `to`, each with one person who has one mail address. */
export const saveHouses = async (tx: Tx, from: number, to: number, feeder = FEEDER): Promise<void> => {
  const houses = Array.from({ length: to - from }, (_, i) => from + i);
  await tx.directory.saveParties(houses.map(party), AT);
  const points = houses.map(house => servicePoint(house, feeder));
  await tx.directory.saveServicePoints(points, AT);
  await tx.directory.saveRoles(
    points.map(point => point.id),
    houses.map(house => ({
      party: idOf<PartyId>(`party/${house}`),
      servicePoint: idOf<ServicePointId>(`point/${house}`),
      role: 'holder',
    })),
    AT,
  );
};

export const revision = (n: number, feeder = FEEDER) =>
  ({
    n,
    kind: n === 1 ? 'announce' : 'change',
    feeders: [feeder],
    windows: [{ from: instant('2026-11-27T08:00:00Z'), to: instant('2026-11-27T12:00:00Z') }],
    reason: 'network_repair',
    alsoAffected: [],
    note: null,
  }) as never;

/** The outage with one launched revision and its campaign. */
export const saveCampaign = async (tx: Tx, n = 1, emergency = false): Promise<void> => {
  if (n === 1)
    await tx.outages.add({
      id: outageId,
      ref: 'REF01',
      kind: emergency ? 'emergency' : 'planned',
      status: 'draft',
      createdAt: AT,
      createdBy: 'ida@utility.example',
    });
  await tx.outages.addRevision(outageId, revision(n), AT, 'ida@utility.example');
  await tx.outages.setLaunched(outageId, n, { at: AT, by: 'ida@utility.example', verdict: {} as never });
  await tx.outages.addCampaign({
    id: campaignId(n),
    outage: outageId,
    revision: n,
    emergency,
    startedAt: AT,
    pinned: [],
    templates: {},
    affectedAccounts: 1,
    expanded: false,
  });
};

/** One notice by mail to that house; `sendAt` and `priority` of its only delivery. */
export const noticeOf = (
  house: number,
  {
    revision: n = 1,
    sendAt = AT,
    priority = 5,
  }: { revision?: number; sendAt?: Instant; priority?: number } = {},
): IdentifiedNotice => ({
  id: noticeId(house, n),
  checkAt: null,
  deliveries: [
    {
      id: deliveryId(house, n),
      key: `n/${n}/${house}/email` as DeliveryKey,
      channel: 'email',
      contactPoint: mailOf(house),
      priority,
      sendAt,
    } as never,
  ],
  notice: {
    key: `n/${n}/${house}`,
    outage: outageId,
    campaign: campaignId(n),
    revision: n,
    kind: 'planned',
    account: idOf<AccountId>(`account/${house}`),
    addressee: idOf<PartyId>(`party/${house}`),
    alsoFor: [],
    role: 'holder',
    jurisdiction: 'XA-N',
    zone: 'Europe/Berlin',
    lawGroup: '',
    language: 'de',
    facts: {
      ref: 'REF01',
      addresseeName: `House ${house}`,
      premises: [],
      windows: [{ from: instant('2026-11-27T08:00:00Z'), to: instant('2026-11-27T12:00:00Z') }],
    },
    lifeSupport: false,
    serveBy: instant('2026-11-25T08:00:00Z'),
    because: [],
    unreachable: [],
    late: false,
    servicePoints: [idOf<ServicePointId>(`point/${house}`)],
    deliveries: [],
  } as unknown as Planned,
});

/** A launched outage whose notices to houses 0…count-1 are planned. */
export const announce = (portal: PortalStore, count: number): Promise<void> =>
  portal.transact(async tx => {
    await saveHouses(tx, 0, count);
    await saveCampaign(tx);
    await tx.notices.plan(
      Array.from({ length: count }, (_, house) => noticeOf(house)),
      AT,
    );
  });
