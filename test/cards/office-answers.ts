import type { OperationsPage } from '../../ui-extensions/contract/operations.js';
import type { SettingsPage } from '../../ui-extensions/contract/settings-page.js';
import { NOW } from './campaign-answers.js';

const CARRIER = {
  attempts: 10,
  accepted: 9,
  rejected: 1,
  putOff: 0,
  unanswered: 0,
  lastAcceptedAt: NOW,
};

export const CALM: OperationsPage = {
  serverNow: NOW,
  nextPollSeconds: 30,
  customObjects: true,
  may: { prepare: null },
  needs: [],
  figures: { outages: 0, notReached: 0, nextDeadline: null, missed: 0 },
  outages: [],
  deadlines: [],
  carriers: [{ ...CARRIER, name: 'mail', channel: 'email', state: 'working' }],
  writeBack: { waiting: 0, oldestAt: null },
  queue: [
    { lane: 'emergency', jobs: 0, oldestAt: null },
    { lane: 'normal', jobs: 0, oldestAt: null },
    { lane: 'bulk', jobs: 0, oldestAt: null },
  ],
  feeds: [],
  missed: [],
};
const OUTAGE = '01900000-0000-7000-8000-000000000001';
const DEADLINE = '2026-11-25T08:00:00.000Z';

export const STORM: OperationsPage = {
  ...CALM,
  needs: [
    { kind: 'carrierDown', n: 3, outage: null, name: 'sms', at: null },
    { kind: 'notReached', n: 214, outage: { id: OUTAGE, ref: 'K7M2Q' }, name: null, at: DEADLINE },
    { kind: 'feedSilent', n: 1, outage: null, name: 'oms', at: NOW },
  ],
  figures: { outages: 1, notReached: 214, nextDeadline: DEADLINE, missed: 251 },
  outages: [
    {
      id: OUTAGE,
      ref: 'K7M2Q',
      kind: 'planned',
      status: 'announced',
      stage: 'sending',
      feeders: ['F-12'],
      reason: { en: 'repairs in the network', ru: 'ремонт сети' },
      from: '2026-11-27T08:00:00.000Z',
      to: '2026-11-27T12:00:00.000Z',
      customers: 9004,
      reached: 8120,
      underWay: 670,
      notReached: 214,
      deadline: DEADLINE,
    },
  ],
  deadlines: [{ at: DEADLINE, outage: OUTAGE, ref: 'K7M2Q', revision: 1, notices: 670 }],
  carriers: [
    ...CALM.carriers,
    { ...CARRIER, name: 'sms', channel: 'sms', state: 'down', accepted: 0, putOff: 9 },
  ],
  writeBack: { waiting: 312, oldestAt: NOW },
  queue: [
    { lane: 'emergency', jobs: 0, oldestAt: null },
    { lane: 'normal', jobs: 14, oldestAt: NOW },
    { lane: 'bulk', jobs: 1, oldestAt: NOW },
  ],
  feeds: [{ name: 'oms', at: NOW, silent: true }],
  missed: [{ outage: OUTAGE, ref: 'K7M2Q', customers: 251, lifeSupport: 2, at: NOW }],
};

const setting = (name: string, value: unknown, version = 0) => ({
  name,
  about: name,
  unit: '',
  lawful: '',
  value,
  shipped: value,
  version,
  at: null,
  by: null,
});

export const SETTINGS: SettingsPage = {
  serverNow: NOW,
  nextPollSeconds: null,
  customObjects: true,
  may: { change: null, roles: null },
  setUp: [
    { step: 'directory', done: true },
    { step: 'brand', done: false },
    { step: 'rules', done: false },
    { step: 'cards', done: null },
  ],
  carriers: [
    {
      ...CARRIER,
      name: 'sms',
      channel: 'sms',
      state: 'working',
      account: { settings: 'SMS', at: 'sms.example', sender: 'Riverside', address: null },
      sender: 'Riverside',
      ratePerSecond: 50,
      cost: { currency: 'EUR', perMessage: 0, perSegment: 7.5, perPage: 0 },
    },
  ],
  channels: ['email', 'sms', 'letter'],
  brand: {
    names: [
      { language: 'en', name: 'Riverside Power', shortName: 'Riverside Power' },
      { language: 'ru', name: 'Энергосеть «Риверсайд»', shortName: 'Риверсайд' },
    ],
    languages: ['en', 'ru'],
    sender: { line1: '1 Weir Street', postcode: 'SE1 0ZZ', city: 'London', country: 'GB' },
    site: 'https://riverside.example',
    customerPhone: '+44 20 7946 0100',
    emergencyPhone: '+44 20 7946 0105',
    email: 'care@riverside.example',
    letterColour: '#0B4F6C',
  },
  places: [
    {
      jurisdiction: 'XA-N',
      servicePoints: 2400,
      missing: null,
      house: [],
      rulebooks: [
        {
          ...{
            id: 'baseline@2',
            title: 'Baseline profile',
            house: false,
            validFrom: '2026-01-01',
            validTo: null,
          },
          confidence: 'secondary',
          sources: [{ title: 'Good practice', url: 'https://law.example/practice' }],
        },
      ],
      confidence: 'secondary',
      calendarUntil: null,
    },
    {
      jurisdiction: 'ZZ-9',
      servicePoints: 1,
      missing: 'No rulebook covers the jurisdiction "ZZ-9".',
      house: [],
      rulebooks: [],
      confidence: 'unverified',
      calendarUntil: null,
    },
  ],
  houseRulebooks: [{ id: 'house-planned', version: '1', title: 'House rules of planned work' }],
  settings: [
    setting('names', null),
    setting('sender', null),
    setting('senders', null),
    setting('houseRules', null),
    setting('approvalAbove', 500, 3),
    setting('quietHours', { channels: ['sms'], from: '21:00', to: '08:00' }),
    setting('carriersOff', []),
    setting('contact', null),
    setting('letterColour', null),
    setting('personBeforeDeadlineHours', 6),
    setting('nextUpdateMinutes', 60),
    setting('mirrorAfterMinutes', 15),
  ],
  roles: {
    people: [
      {
        email: 'ida@utility.example',
        roles: [{ role: 'campaigns', given: { at: NOW, by: 'marta@utility.example' } }],
      },
      { email: 'marta@utility.example', roles: [{ role: 'admin', given: null }] },
    ],
    history: [],
  },
};
