import type {
  CompanyCard,
  ContactCard,
  HistoryRow,
  NoticePanel,
  PlaceNow,
  SituationView,
  TicketCard,
} from '../../ui-extensions/contract/customer.js';

/** Answers of the server as they are, for the cards of Monday 23 November 2026, 15:11 in Berlin. */
export const NOW = '2026-11-23T14:11:00.000Z';
const ZONE = 'Europe/Berlin';

type Delivery = HistoryRow['deliveries'][number];
export const delivery = (changes: Partial<Delivery> = {}): Delivery => ({
  id: 'd1',
  channel: 'sms',
  state: 'delivered',
  stateAt: '2026-11-23T13:09:00.000Z',
  sendAt: '2026-11-23T13:08:00.000Z',
  acceptedAt: '2026-11-23T13:08:30.000Z',
  postedAt: null,
  deliveredAt: '2026-11-23T13:09:00.000Z',
  reason: null,
  attempts: 1,
  again: false,
  ...changes,
});

export const NO_DEBT: ContactCard['bill'] = {
  inArrears: false,
  totals: { cases: 0, overdue: [], firstDay: null, atRisk: 0 },
  cases: [],
  say: null,
};

export const notice = (changes: Partial<HistoryRow> = {}): HistoryRow => ({
  id: '01900000-0000-8000-8000-000000000001',
  outage: '01900000-0000-8000-8000-0000000000aa',
  debtCase: null,
  ref: 'K7M2Q',
  revision: 1,
  kind: 'emergency',
  state: 'served',
  servedAt: '2026-11-23T13:09:00.000Z',
  servedHow: 'proof',
  serveBy: null,
  late: false,
  addressee: 'Anna Keller',
  contactIds: ['101'],
  premises: [{ line1: 'Lindenstr. 5', city: 'Flussau', postcode: '00999', country: 'DE' }],
  language: 'en',
  zone: ZONE,
  lifeSupport: false,
  unreachable: [],
  deliveries: [delivery()],
  createdAt: '2026-11-23T13:08:00.000Z',
  windows: [],
  since: '2026-11-23T13:02:00.000Z',
  restoredAt: null,
  etr: '2026-11-23T15:30:00.000Z',
  ...changes,
});

const SUPPLIED: SituationView = {
  state: 'supplied',
  outage: null,
  reason: '',
  since: null,
  etr: null,
  nextUpdateBy: null,
  window: null,
  formerWindow: null,
  more: 0,
  restoredAt: null,
};
export const OFF: SituationView = {
  ...SUPPLIED,
  state: 'off',
  outage: { id: '01900000-0000-8000-8000-0000000000aa', ref: 'K7M2Q', kind: 'emergency' },
  reason: 'a damaged underground cable',
  since: '2026-11-23T13:02:00.000Z',
  etr: '2026-11-23T15:30:00.000Z',
  nextUpdateBy: '2026-11-23T14:30:00.000Z',
};
export const PLANNED: SituationView = {
  ...SUPPLIED,
  state: 'planned',
  outage: { id: '01900000-0000-8000-8000-0000000000bb', ref: 'P2222', kind: 'planned' },
  reason: 'network repairs',
  window: { from: '2026-11-25T08:00:00.000Z', to: '2026-11-25T12:00:00.000Z' },
};

export const place = (changes: Partial<PlaceNow> = {}): PlaceNow => ({
  id: '01900000-0000-8000-8000-0000000000c1',
  crmId: '501',
  address: { line1: 'Lindenstr. 5', city: 'Flussau', postcode: '00999', country: 'DE' },
  zone: ZONE,
  account: 'A-1',
  role: 'holder',
  lifeSupport: false,
  situation: OFF,
  told: notice(),
  missed: 0,
  ...changes,
});
export const QUIET = place({ situation: SUPPLIED, told: null });

export const contactCard = (changes: Partial<ContactCard> = {}): ContactCard => ({
  serverNow: NOW,
  nextPollSeconds: null,
  staleSince: null,
  mayServe: { allowed: true, why: null },
  customer: { kind: 'contact', crmId: '101', name: 'Anna Keller', noInternet: false, erasedAt: null },
  say: { language: 'en', texts: { en: 'The power is off.', ru: 'Света нет.' } },
  places: [place()],
  placesTotal: 1,
  contactPoints: [
    {
      id: '01900000-0000-8000-8000-0000000000e1',
      kind: 'mobile',
      value: '+4917600123456',
      channel: 'sms',
      problem: null,
    },
    {
      id: '01900000-0000-8000-8000-0000000000e2',
      kind: 'email',
      value: 'anna@mail.example',
      channel: 'email',
      problem: 'the mailbox is full',
    },
  ],
  bill: NO_DEBT,
  counts: { notices: 14, notReached: 1, underWay: 2 },
  complaints: [],
  history: { total: 1, page: 1, pageSize: 25, notices: [notice()] },
  ...changes,
});

export const panel = (changes: Partial<NoticePanel> = {}): NoticePanel => ({
  detail: {
    notice: notice(),
    because: [
      { rule: 'emergency.inform', rulebook: 'baseline@3', source: 'Grid code, 12', confidence: 'secondary' },
    ],
    deliveries: [
      {
        row: delivery(),
        to: '+4917600123456',
        template: 'emergency@2',
        sha256: 'ab12',
        subject: null,
        body: 'Power is off at Lindenstr. 5.\nBack about 16:30.',
        letter: null,
        sms: { encoding: 'GSM-7', characters: 50, segments: 1 },
        attempts: [
          {
            n: 1,
            carrier: 'sms-a',
            startedAt: '2026-11-23T13:08:20.000Z',
            endedAt: '2026-11-23T13:08:30.000Z',
            result: 'accepted',
            reason: null,
          },
        ],
        receipts: [
          {
            outcome: 'delivered',
            at: '2026-11-23T13:09:00.000Z',
            receivedAt: '2026-11-23T13:09:01.000Z',
            reason: null,
            raw: 'delivered',
          },
        ],
      },
    ],
  },
  decisions: [],
  outdated: false,
  contactPoints: contactCard().contactPoints,
  ...changes,
});

export const companyCard = (changes: Partial<CompanyCard> = {}): CompanyCard => ({
  serverNow: NOW,
  nextPollSeconds: null,
  staleSince: null,
  mayServe: { allowed: true, why: null },
  customer: { kind: 'company', crmId: '900', name: 'Nordbäckerei', noInternet: false, erasedAt: null },
  bill: NO_DEBT,
  say: { language: 'en', texts: { en: 'Of your 40 sites, 1 is off now.', ru: 'Отключён 1.' } },
  totals: { sites: 40, off: 1, planned: 5, notReached: 1 },
  show: 'trouble',
  sites: {
    total: 1,
    page: 1,
    pageSize: 25,
    rows: [
      place({
        missed: 1,
        told: notice({
          state: 'unserved',
          servedAt: null,
          servedHow: null,
          deliveries: [delivery({ state: 'failed', reason: 'the number is not in use', deliveredAt: null })],
        }),
      }),
    ],
  },
  ...changes,
});

export const ticketCard = (changes: Partial<TicketCard> = {}): TicketCard => {
  const { history: _, ...now } = contactCard();
  return {
    serverNow: NOW,
    nextPollSeconds: null,
    ticket: '701',
    mayServe: { allowed: true, why: null },
    task: null,
    complaint: null,
    contacts: [{ crmId: '101', name: 'Anna Keller' }],
    now,
    reply: { language: 'ru', texts: { en: 'Dear Anna,\nit is off.', ru: 'Здравствуйте, Анна!\nСвета нет.' } },
    ...changes,
  };
};
