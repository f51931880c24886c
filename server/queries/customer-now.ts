import type {
  ContactNow,
  ContactPointView,
  HistoryPage,
  HistoryQuery,
  HistoryRow,
  PlaceNow,
  SituationView,
} from '../../ui-extensions/contract/customer.js';
import type { SayView } from '../../ui-extensions/contract/say-view.js';
import { channelOf } from '../domain/contact-point.js';
import { staleSince } from '../domain/customer/freshness.js';
import { sayOf } from '../domain/customer/say.js';
import {
  byUrgency,
  NEWS_HOURS,
  situationAt,
  type Situation,
  type ToldOutage,
} from '../domain/customer/situation.js';
import { SPOKEN, spokenFor, type SpokenLanguage } from '../domain/customer/spoken-times.js';
import { toldBy } from '../domain/customer/told.js';
import type { OutageId, ServicePointId } from '../domain/ids.js';
import { obstacle } from '../domain/notice/choose-deliveries.js';
import type { NoticeKind } from '../domain/notice/notice.js';
import { reasonWords } from '../domain/notice/reasons.js';
import type { Person } from '../domain/office/person.js';
import { whyNot } from '../domain/office/roles.js';
import {
  addHours,
  civilDateIn,
  startOfDay,
  type CivilDate,
  type Instant,
  type Zone,
} from '../domain/time.js';
import type { Clock, Texts } from '../workflows/ports.js';
import type {
  CustomerRead,
  CustomerReads,
  HistoryFilter,
  HistoryRead,
  PlaceRead,
  Whose,
} from '../workflows/ports/customer-reads.js';
import type { NoticeState } from '../workflows/ports/notices.js';
import type { Reads } from '../workflows/ports/reads.js';
import { toRow } from './notice-views.js';

export interface CustomerViewNeeds {
  readonly reads: Reads & CustomerReads;
  readonly clock: Clock;
  readonly texts: Texts;
  readonly admins: readonly Person[];
}
/** Who looks, and in which language they work. */
export interface Viewer {
  readonly person: Person;
  readonly language: SpokenLanguage;
}

export const PAGE_SIZE = 25;
const WATCH_SECONDS = 60;

export const headOf = async (
  { reads, clock, admins }: CustomerViewNeeds,
  { person, language }: Viewer,
): Promise<Pick<ContactNow, 'serverNow' | 'mayServe'> & { readonly staleSince: Instant | null }> => {
  const now = clock.now();
  const held = { grants: await reads.roles(), named: admins };
  const why = whyNot(held, person, 'customers.serve', language);
  return {
    serverNow: now,
    staleSince: staleSince(await reads.feedTimes(), now),
    mayServe: { allowed: why === null, why },
  };
};

export interface PlaceInMind {
  readonly place: PlaceRead;
  readonly situation: Situation;
}
/** Every place with what is going on there, the worst first. */
export const placesNow = async (
  { reads, clock }: Pick<CustomerViewNeeds, 'reads' | 'clock'>,
  customer: CustomerRead,
): Promise<readonly PlaceInMind[]> => {
  const now = clock.now();
  const feeders = [...new Set(customer.places.map(({ feeder }) => feeder))];
  const outages: readonly ToldOutage[] =
    feeders.length === 0 ? [] : await reads.outagesAt(feeders, addHours(now, -NEWS_HOURS));
  return customer.places
    .map(place => ({ place, situation: situationAt(place, outages, now) }))
    .sort((a, b) => byUrgency(a.situation, b.situation) || nameOf(a.place).localeCompare(nameOf(b.place)));
};
export const nameOf = ({ address }: Pick<PlaceRead, 'address'>): string =>
  `${address.line1}, ${address.city}`;

export const outageOf = (situation: Situation): ToldOutage | null =>
  situation.state === 'supplied' ? null : situation.outage;
export const outagesIn = (places: readonly PlaceInMind[]): readonly OutageId[] => [
  ...new Set(places.flatMap(({ situation }) => outageOf(situation)?.id ?? [])),
];

/** The notices of a situation's outage about that place. */
export const toldOfPlace = (
  { place, situation }: PlaceInMind,
  told: readonly HistoryRead[],
): readonly HistoryRead[] =>
  told.filter(({ outage, points }) => outage === outageOf(situation)?.id && points.includes(place.id));

export const toHistoryRow = (read: HistoryRead, language: SpokenLanguage): HistoryRow => ({
  ...toRow(read, language),
  windows: [...read.windows],
  since: read.since,
  restoredAt: read.restoredAt,
  etr: read.etr?.at ?? null,
});

const situationView = (situation: Situation, reason: string): SituationView => {
  const outage = outageOf(situation);
  const { state } = situation;
  return {
    state,
    outage: outage === null ? null : { id: outage.id, ref: outage.ref, kind: outage.kind },
    reason,
    since: state === 'off' ? situation.since : null,
    etr: state === 'off' ? (situation.etr?.at ?? null) : null,
    nextUpdateBy: state === 'off' ? situation.nextUpdateBy : null,
    window: state === 'planned' || state === 'cancelled' ? situation.window : null,
    formerWindow: state === 'planned' ? situation.formerWindow : null,
    more: state === 'planned' ? situation.more : 0,
    restoredAt: state === 'restored' ? situation.at : null,
  };
};

const reasonIn = (
  { texts }: Pick<CustomerViewNeeds, 'texts'>,
  situation: Situation,
  language: SpokenLanguage,
): string => {
  const outage = outageOf(situation);
  return outage === null ? '' : texts.reason(outage.revision.reason, language);
};

export const placeView = (
  needs: CustomerViewNeeds,
  { place, situation }: PlaceInMind,
  { told, missed }: { readonly told: HistoryRead | null; readonly missed: number },
  language: SpokenLanguage,
): PlaceNow => ({
  id: place.id,
  crmId: place.crmId,
  address: place.address,
  zone: place.zone,
  account: place.account.number,
  role: place.role,
  lifeSupport: place.lifeSupport,
  situation: situationView(situation, reasonIn(needs, situation, language)),
  told: told === null ? null : toHistoryRow(told, language),
  missed,
});

/** The sentence about one place, in each language. */
export const sayView = (
  needs: Pick<CustomerViewNeeds, 'clock' | 'texts'>,
  { place, situation }: PlaceInMind,
  told: HistoryRead | null,
  customer: Pick<CustomerRead, 'language'>,
  since: Instant | null,
): SayView => {
  const now = needs.clock.now();
  const textIn = (language: SpokenLanguage): string =>
    sayOf(
      {
        address: place.address,
        zone: place.zone,
        situation,
        reason: reasonIn(needs, situation, language),
        told: told === null ? null : toldBy(told.deliveries),
        lifeSupport: place.lifeSupport,
        staleSince: since,
      },
      language,
      now,
    );
  return { language: spokenFor(customer.language), texts: inEach(textIn) };
};
export const inEach = (textIn: (language: SpokenLanguage) => string): SayView['texts'] =>
  Object.fromEntries(SPOKEN.map(language => [language, textIn(language)])) as SayView['texts'];

export const contactPointViews = (
  customer: Pick<CustomerRead, 'contactPoints' | 'noInternet'>,
  language: SpokenLanguage,
): readonly ContactPointView[] =>
  customer.contactPoints.map(point => {
    const problem = obstacle(point, customer);
    return {
      id: point.id,
      kind: point.kind,
      value: point.value,
      channel: channelOf(point.kind),
      problem: problem === null ? null : reasonWords(problem, language),
    };
  });

/** While something changes by itself a card looks again; the rest of the time it rests. */
export const nextPoll = (places: readonly PlaceInMind[], told: readonly HistoryRead[]): number | null =>
  places.some(({ situation }) => situation.state === 'off') ||
  told.some(({ deliveries }) => deliveries.some(({ state }) => UNSETTLED.has(state)))
    ? WATCH_SECONDS
    : null;
const UNSETTLED: ReadonlySet<string> = new Set(['planned', 'sending', 'unknown']);

const KINDS: Readonly<Record<string, readonly NoticeKind[]>> = {
  planned: ['planned', 'moved', 'cancelled'],
  emergency: ['emergency', 'etr_update'],
  restored: ['restored'],
};
const STATES: Readonly<Record<string, readonly NoticeState[]>> = {
  served: ['served'],
  open: ['open'],
  notReached: ['unserved', 'unreachable'],
  replaced: ['replaced'],
};

const startOfYear = (zone: Zone, year: number): Instant =>
  startOfDay(zone, `${String(year).padStart(4, '0')}-01-01` as CivilDate);

const filterOf = ({ place, kind, state, text, year, page = 1 }: HistoryQuery, zone: Zone): HistoryFilter => ({
  place: (place as ServicePointId | undefined) ?? null,
  kinds: kind === undefined ? null : (KINDS[kind] ?? null),
  states: state === undefined ? null : (STATES[state] ?? null),
  text: text ?? null,
  between: year === undefined ? null : { from: startOfYear(zone, year), to: startOfYear(zone, year + 1) },
  offset: (page - 1) * PAGE_SIZE,
  limit: PAGE_SIZE,
});

/** Civil years are those of the first place. */
export const zoneOf = ({ places }: Pick<CustomerRead, 'places'>): Zone => places[0]?.zone ?? ('UTC' as Zone);

export const historyOf = async (
  { reads }: CustomerViewNeeds,
  whose: Whose,
  query: HistoryQuery,
  zone: Zone,
  language: SpokenLanguage,
): Promise<HistoryPage> => {
  const { total, rows } = await reads.history(whose, filterOf(query, zone));
  return {
    total,
    page: query.page ?? 1,
    pageSize: PAGE_SIZE,
    notices: rows.map(row => toHistoryRow(row, language)),
  };
};

export const yearSoFar = (zone: Zone, now: Instant): Instant =>
  startOfYear(zone, Number(civilDateIn(zone, now).slice(0, 4)));
