import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { FAKE_NOW, makeFakeStage, type FakeStage } from './fake-stage.js';
import { makePage } from './page.js';

const setUp = () => {
  const stage = makeFakeStage();
  const app = makePage(stage);
  const host = '127.0.0.1:4310';
  const get = (path: string) => request(app).get(path).set('host', host);
  const post = (path: string, body: Readonly<Record<string, string | readonly string[]>>) =>
    request(app)
      .post(path)
      .set('host', host)
      .set('origin', `http://${host}`)
      .type('form')
      .send({ key: randomUUID(), rehearsalKey: randomUUID(), ...body });
  return { stage, app, get, post };
};
type Town = ReturnType<typeof setUp>;

const PLANNED = {
  kind: 'planned',
  zone: 'Europe/Berlin',
  feeder: 'F-12',
  from: '2026-11-26T08:30',
  to: '2026-11-26T12:30',
  reason: 'network_repairs',
  alsoAffected: ['heating', 'water'],
};
const posted = (stage: FakeStage) => stage.calls.filter(({ method }) => method === 'POST');
const withoutKey = (body: unknown): unknown => {
  const { idempotencyKey: _, ...rest } = body as Readonly<Record<string, unknown>>;
  return rest;
};
const keyIn = (text: string, action: string): string =>
  new RegExp(`action="${action}"[^]*?name="key" value="([0-9a-f-]{36})"`).exec(text)?.[1] ?? 'none';
const announce = async (
  { post }: Town,
  form: Readonly<Record<string, string | readonly string[]>> = PLANNED,
): Promise<void> => {
  await post('/outages', form).expect(303);
  await post('/outages/o1/rehearse', {}).expect(303);
};
const launched = async (town: Town): Promise<void> => {
  await announce(town);
  await town.post('/outages/o1/launch', { fingerprint: 'f1' }).expect(303);
};

describe('every page', () => {
  it('answers with one h1, a language, a way past the navigation and a strict policy', async () => {
    const town = setUp();
    await launched(town);
    const anna = town.stage.people['Anna Keller']?.id ?? '';
    const bakery = town.stage.people['Nordbäckerei']?.id ?? '';
    const paths = [
      '/',
      '/outages/new',
      '/outages/new?kind=emergency',
      '/outages/o1',
      '/notices',
      '/notices/o1-n2',
      '/inbox',
      '/inbox/1',
      '/inbox/2',
      '/portal',
      `/portal/contacts/${anna}`,
      `/portal/companies/${bakery}`,
      '/portal/tickets',
      '/portal/outages/o1',
      '/break',
      '/log',
      '/now',
    ];
    for (const path of paths) {
      for (const lang of ['en', 'ru']) {
        const { status, text, headers } = await town.get(path).set('cookie', `lang=${lang}`);
        expect([path, status, text.match(/<h1[ >]/g)?.length]).toEqual([path, 200, 1]);
        expect(text).toContain(`<html lang="${lang}">`);
        expect(text).toContain('href="#content"');
        expect(text).not.toMatch(/ on[a-z]+="|style="|<script>|\[object|undefined/);
        expect(headers['content-security-policy']).toContain("default-src 'none'");
      }
    }
  });

  it('shows what records hold as text', async () => {
    const town = setUp();
    await launched(town);
    const mallory = town.stage.people['Mallory']?.id ?? '';
    for (const path of [
      '/notices',
      '/notices/o1-n1',
      '/inbox',
      '/inbox/2',
      `/portal/contacts/${mallory}`,
      '/portal/tickets',
      '/log',
    ])
      expect((await town.get(path)).text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('says that there is no such page, letter, mail or person', async () => {
    const { get } = setUp();
    for (const path of [
      '/nowhere',
      '/outages/none',
      '/notices/none',
      '/inbox/9',
      '/inbox/9/mail',
      '/inbox/1/letter.pdf',
      '/portal/contacts/1',
      '/portal/outages/none',
    ])
      expect((await get(path)).status).toBe(404);
  });

  it('changes to Russian and stays so', async () => {
    const { get } = setUp();
    const answer = await get('/?lang=ru');
    expect(answer.text).toContain('Ничего не уходит с этого компьютера');
    expect(String(answer.headers['set-cookie'])).toContain('lang=ru');
  });
});

describe('forms', () => {
  it('are taken from this very origin only', async () => {
    const { app, stage } = setUp();
    const send = (host: string, origin: string | null) => {
      const form = request(app).post('/reset').set('host', host);
      return origin === null ? form : form.set('origin', origin);
    };
    await send('127.0.0.1:4310', 'http://evil.example').expect(403);
    await send('127.0.0.1:4310', 'null').expect(403);
    await send('127.0.0.1:4310', null).expect(403);
    // A name its owner turned towards this machine.
    await send('evil.example:4310', 'http://evil.example:4310').expect(403);
    expect(stage.done).toEqual([]);
    await send('localhost:4310', 'http://localhost:4310').expect(303);
    await request(makePage(stage, { hosts: ['demo.example'] }))
      .post('/reset')
      .set('host', 'demo.example')
      .set('origin', 'https://demo.example')
      .expect(303);
    expect(stage.done).toEqual(['reset', 'reset']);
  });

  it('move the clock and come back to where it was moved from', async () => {
    const { post, stage } = setUp();
    await post('/clock', { move: 'hour', back: '/notices?state=open' })
      .expect(303)
      .expect('location', '/notices?state=open&said=clock');
    expect(stage.clock.now()).toBe('2026-11-23T15:11:00.000Z');
    await post('/clock', { move: 'day', back: '//evil.example' })
      .expect(303)
      .expect('location', '/?said=clock');
    expect(stage.clock.now()).toBe('2026-11-24T15:11:00.000Z');
    await post('/clock', { move: 'real', back: '/' }).expect(303);
    expect(stage.clock.mode()).toBe('real');
  });

  it('move the clock to the next deadline', async () => {
    const town = setUp();
    await announce(town);
    await town.post('/clock', { move: 'next', back: '/' }).expect(303);
    // Tuesday 24 November 08:30 in Berlin is the last lawful moment; a letter had to leave twenty hours before, which has passed.
    expect(town.stage.clock.now()).toBe('2026-11-24T07:30:00.000Z');
  });

  it('break what can be broken, and nothing else', async () => {
    const { post, stage } = setUp();
    await post('/break', { name: 'email.down', value: 'on' }).expect(303);
    await post('/break', { name: 'email.down', value: 'maybe' }).expect(404);
    expect(stage.done).toEqual(['email.down=on']);
  });
});

describe('a campaign', () => {
  it('asks the server what the forms say', async () => {
    const town = setUp();
    await launched(town);
    await town
      .post('/outages/o1/revise', { kind: 'change', from: '2026-11-27T08:30', to: '2026-11-27T12:30' })
      .expect(303);
    await town
      .post('/outages/o1/revise', { kind: 'etr', etr: '2026-11-26T11:00', quality: 'crew' })
      .expect(303);
    await town.post('/outages/o1/revise', { kind: 'restore', restoredAt: '2026-11-26T11:00' }).expect(303);
    await town.post('/outages/o1/revise', { kind: 'cancel', hasNewDate: 'yes' }).expect(303);
    const zone = 'Europe/Berlin';
    expect(
      posted(town.stage)
        .filter(({ path }) => !path.endsWith('/rehearsal'))
        .map(({ path, body }) => [path, withoutKey(body)]),
    ).toEqual([
      [
        '/api/outages',
        {
          kind: 'planned',
          zone,
          feeders: ['F-12'],
          windows: [{ from: PLANNED.from, to: PLANNED.to }],
          reason: 'network_repairs',
          alsoAffected: ['heating', 'water'],
        },
      ],
      ['/api/outages/o1/launch', { fingerprint: 'f1' }],
      [
        '/api/outages/o1/revisions',
        { kind: 'change', zone, windows: [{ from: '2026-11-27T08:30', to: '2026-11-27T12:30' }] },
      ],
      ['/api/outages/o1/revisions', { kind: 'etr', zone, etr: { at: '2026-11-26T11:00', quality: 'crew' } }],
      ['/api/outages/o1/revisions', { kind: 'restore', zone, restoredAt: '2026-11-26T11:00' }],
      ['/api/outages/o1/revisions', { kind: 'cancel', zone, hasNewDate: true }],
    ]);
  });

  it('reports an emergency', async () => {
    const { post, stage } = setUp();
    await post('/outages', {
      kind: 'emergency',
      zone: 'Europe/Berlin',
      feeder: ['F-11', 'F-12'],
      since: '2026-11-23T14:50',
      etr: '',
      reason: 'network_repairs',
    }).expect(303);
    expect(withoutKey(posted(stage)[0]?.body)).toEqual({
      kind: 'emergency',
      zone: 'Europe/Berlin',
      feeders: ['F-11', 'F-12'],
      since: '2026-11-23T14:50',
      etr: null,
      reason: 'network_repairs',
    });
  });

  it('asks once for each form, however often it is sent', async () => {
    const { post, get, stage } = setUp();
    const form = await get('/outages/new');
    const key = keyIn(form.text, '/outages');
    await post('/outages', { ...PLANNED, key }).expect(303);
    await post('/outages', { ...PLANNED, key }).expect(303);
    expect(posted(stage).map(({ body }) => body)).toMatchObject([
      { idempotencyKey: key },
      { idempotencyKey: key },
    ]);
    expect(keyIn((await get('/outages/new')).text, '/outages')).not.toBe(key);
    await post('/outages/o1/rehearse', {}).expect(303);
    for (const path of ['/outages/o1/rehearse', '/outages/o1/approve'])
      expect(keyIn((await get('/outages/o1')).text, path)).toMatch(/^[0-9a-f-]{36}$/);
    expect(keyIn((await get('/outages/o1/launch')).text, '/outages/o1/launch')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says who is who, and refuses what a role does not allow', async () => {
    const town = setUp();
    const { text } = await town.get('/');
    expect(text).toMatch(/ida@utility.example.*viewer, campaigns/s);
    expect(text).toMatch(/marta@utility.example.*viewer, approver, administrator/s);
    await announce(town, { ...PLANNED, feeder: 'F-13' });
    const refused = await town.post('/outages/o1/approve', { kind: 'size', as: 'ida' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('This needs the role &quot;Approver&quot;.');
    expect(refused.text).toContain('marta@utility.example');
  });

  it('keeps what was typed when a draft is refused', async () => {
    const { post } = setUp();
    const { status, text } = await post('/outages', { ...PLANNED, feeder: [] });
    expect(status).toBe(422);
    expect(text).toContain('No feeder is named');
    expect(text).toContain('value="2026-11-26T08:30"');
  });

  it('says in three lines what is not lawful, with a way to what is, and the arithmetic open', async () => {
    const { post, get } = setUp();
    await post('/outages', { ...PLANNED, from: '2026-11-24T09:00', to: '2026-11-24T13:00' }).expect(303);
    const { text } = await get('/outages/o1');
    expect(text).toContain('Not lawful as planned.');
    expect(text).toContain('Cannot announce for Tue 24 Nov, 09:00.');
    expect(text).toContain('Notice must be served 48 hours before, and that has passed.');
    expect(text).toMatch(/<strong>Lawful:<\/strong> Start at Wed 25 Nov, 15:11 or later/);
    // 48 hours after 15:11, half an hour of room, up to the next half hour: and still four hours long.
    expect(text).toContain('/outages/new?feeder=F-12&amp;from=2026-11-25T16%3A00&amp;to=2026-11-25T20%3A00');
    expect(text).toMatch(/<details open>\s*<summary>Show the arithmetic/);
  });

  it('names the last lawful moment and the time left', async () => {
    const { post, get } = setUp();
    await post('/outages', PLANNED).expect(303);
    expect((await get('/outages/o1')).text).toContain(
      'All must be served by Tue 24 Nov, 08:30 — 17 h 19 min left.',
    );
  });

  it('shows a refused launch, takes the second person’s approval, and launches', async () => {
    const town = setUp();
    await announce(town, { ...PLANNED, feeder: 'F-13' });
    const refused = await town.post('/outages/o1/launch', { fingerprint: 'f1' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Someone else must approve.');
    expect(refused.text).toMatch(/<li class="now" aria-current="step">Approve</);
    await town.post('/outages/o1/approve', { kind: 'size' }).expect(303);
    expect(posted(town.stage).at(-1)).toMatchObject({
      path: '/api/outages/o1/approvals',
      body: { kind: 'size' },
      as: 'marta',
    });
    expect((await town.get('/outages/o1/launch')).text).toContain('Send to 901 customers now?');
    await town
      .post('/outages/o1/launch', { fingerprint: 'f1' })
      .expect(303)
      .expect('location', '/outages/o1?said=launched');
  });

  it('goes ahead too late only with a reason', async () => {
    const town = setUp();
    await announce(town, { ...PLANNED, from: '2026-11-24T09:00', to: '2026-11-24T13:00' });
    expect((await town.post('/outages/o1/approve', { kind: 'late', reason: ' ' })).status).toBe(422);
    await town.post('/outages/o1/approve', { kind: 'late', reason: 'The cable cannot wait.' }).expect(303);
    expect((await town.get('/outages/o1')).text).toContain('The cable cannot wait.');
  });

  it('always gives three numbers, and keeps what carriers say from what counts in law', async () => {
    const town = setUp();
    await launched(town);
    expect((await town.get('/outages/o1')).text).toContain('2 of 4 reached, 1 under way, 1 not reached');
    const { text } = await town.get('/notices');
    expect(text).toMatch(/columnheader">Carrier says<.*columnheader">In law</s);
    for (const words of [
      'With the carrier',
      'Served — proven',
      'Served — by rule',
      'no address or number on file',
    ])
      expect(text).toContain(words);
    expect((await town.get('/notices?channel=letter')).text).not.toContain('Anna Keller');
  });
});

describe('files', () => {
  it('shows a mail as its reader sees it, with nothing allowed to run', async () => {
    const { get } = setUp();
    const { headers } = await get('/inbox/1/mail').expect(200);
    expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
    expect((await get('/inbox/1')).text).toContain('<iframe class="mail" sandbox=""');
  });
  it('hands out a letter', async () => {
    const town = setUp();
    await launched(town);
    await town.get('/notices/o1-n3/letters/d4.pdf').expect(200).expect('content-type', 'application/pdf');
  });
});

it('says so when the server is silent', async () => {
  const stage = { ...makeFakeStage(), call: () => Promise.reject(new Error('connect refused')) };
  const { status, text } = await request(makePage(stage)).get('/');
  expect(status).toBe(200);
  expect(text).toContain('connect refused');
  expect((await request(makePage(stage)).get('/outages/new')).status).toBe(502);
  expect(stage.clock.now()).toBe(FAKE_NOW);
});
