import type { Instant } from '../../../server/domain/time.js';
import { forewarnProperties, forewarnSchemas } from '../../portal/forewarn-schemas.js';
import { createPortal, type Portal } from '../../portal/portal.js';
import type { InboxDetail, Stage } from '../stage.js';
import { makeFakeServer } from './fake-server.js';

/** Monday. */
export const FAKE_NOW = '2026-11-23T14:11:00.000Z';

const seed = ({ records }: Portal): Stage['people'] => {
  const [anna = '', mallory = ''] = records.create('contacts', [
    {
      properties: {
        firstname: 'Anna',
        lastname: 'Keller',
        email: 'anna.keller@mail.example',
        mobilephone: '+49 176 0406 9900',
      },
    },
    {
      properties: {
        firstname: '<script>alert(1)</script>',
        lastname: 'Mallory',
        email: 'mallory@mail.example',
      },
    },
  ]);
  const [bakery = ''] = records.create('companies', [
    { properties: { name: 'Nordbäckerei GmbH', domain: 'nordbaeckerei.example' } },
  ]);
  const points = records.create(
    'service_point',
    [...Array(9).keys()].map(i => ({
      properties: {
        service_point_id: `SP-${String(i)}`,
        feeder: 'F-12',
        address_line1: `Lindenallee ${String(12 + i)}`,
        postcode: '00999',
        city: 'Flussau',
        life_support: i === 0 ? 'true' : 'false',
      },
      associations: [
        { to: 'companies', id: bakery, labels: ['account_holder'] },
        ...(i === 0 ? [{ to: 'contacts', id: anna, labels: ['account_holder'] }] : []),
      ],
    })),
  );
  records.create('communications', [
    {
      properties: {
        hs_timestamp: FAKE_NOW,
        hs_communication_channel_type: 'SMS',
        hs_communication_body: 'Planned power cut <img src=x onerror=alert(1)>',
      },
      associations: [{ to: 'contacts', id: anna }],
    },
  ]);
  records.create('tickets', [
    {
      properties: {
        subject: 'Cannot be reached: <script>alert(1)</script>',
        content: 'What to do: call',
        hs_pipeline: '0',
        hs_pipeline_stage: '1',
        hs_ticket_priority: 'URGENT',
      },
      associations: [{ to: 'contacts', id: anna }],
    },
  ]);
  records.create('outage', [
    { properties: { forewarn_id: 'o1', outage_name: 'REF1 – planned, F-12', affected_customers: '469' } },
  ]);
  if (points.length === 0) throw new Error('The portal took no service point.');
  return {
    'Anna Keller': { type: 'contacts', id: anna },
    Mallory: { type: 'contacts', id: mallory },
    Nordbäckerei: { type: 'companies', id: bakery },
  };
};

const MAILS: readonly InboxDetail[] = [
  {
    id: '1',
    channel: 'email',
    at: FAKE_NOW as Instant,
    to: 'anna.keller@mail.example',
    title: 'Planned power cut',
    text: 'Dear Anna',
    html: '<!doctype html><html lang="en"><title>Mail</title><main><h1>Dear Anna</h1><script>alert(1)</script></main></html>',
    pdf: null,
  },
  {
    id: '2',
    channel: 'sms',
    at: FAKE_NOW as Instant,
    to: '+4917604069900',
    title: '<script>alert(1)</script>',
    text: '<script>alert(1)</script>',
    html: null,
    pdf: null,
  },
];

export interface FakeStage extends Stage {
  readonly calls: ReturnType<typeof makeFakeServer>['calls'];
  /** What a form asked of the town itself, in order. */
  readonly done: string[];
}

/** A stage with a real portal in memory and everything else as little as the page needs. Nothing moves by itself. */
export const makeFakeStage = (): FakeStage => {
  let now = FAKE_NOW;
  let mode: 'real' | 'held' = 'held';
  let mailDown = 'off';
  const done: string[] = [];
  const portal = createPortal({
    clock: { now: () => now },
    schemas: forewarnSchemas,
    properties: forewarnProperties,
  });
  const people = seed(portal);
  const server = makeFakeServer(() => now, { 'Anna Keller': people['Anna Keller']?.id ?? '' });
  return {
    clock: {
      now: () => now as Instant,
      advanceTo: at => {
        now = at;
        return Promise.resolve();
      },
      mode: () => mode,
      setMode: to => {
        mode = to;
      },
    },
    portal,
    portalUrl: 'http://127.0.0.1:1',
    serverUrl: 'http://127.0.0.1:2',
    call: (...args) => server.call(...args),
    calls: server.calls,
    done,
    inbox: {
      list: ({ channel, search = '', limit }) =>
        MAILS.filter(
          m => (channel === undefined || m.channel === channel) && `${m.to}${m.text}`.includes(search),
        ).slice(0, limit),
      get: id => MAILS.find(m => m.id === id) ?? null,
      counts: () => ({ email: 1, sms: 1, letter: 0 }),
      duplicates: () => 0,
    },
    knobs: () => [
      { name: 'email.down', label: 'The mail server is down', value: mailDown, choices: ['off', 'on'] },
    ],
    setKnob: (name, value) => {
      done.push(`${name}=${value}`);
      mailDown = value;
    },
    town: { customers: 2006, servicePoints: 2046, feeders: 20 },
    people,
    log: () => ['{"level":30,"msg":"<script>alert(1)</script>"}'],
    settle: () => Promise.resolve(),
    reset: () => {
      done.push('reset');
      return Promise.resolve();
    },
  };
};
