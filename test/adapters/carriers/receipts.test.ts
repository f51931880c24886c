import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Receipt } from '../../../server/workflows/ports.js';
import { seededShare } from '../../sandbox/sinks/seeded-share.js';
import type { MailRule } from '../../sandbox/sinks/smtp-sink.js';
import { deliveryId, letterTo, mailTo, smsTo } from './messages.js';
import { setUp, type Setup } from './pairs.js';

/** The way back: what the sinks report, over HTTP and the spool, as the server will take it in. */
describe('receipts from the sinks', () => {
  let server: Server;
  let setup: Setup;
  let receipts: Receipt[];
  let ignored: string[];
  let failing = false;

  const keep = (reading: Receipt | { ignored: string }): void => {
    if ('ignored' in reading) ignored.push(reading.ignored);
    else receipts.push(reading);
  };
  const routes = () => {
    const app = express();
    app.use((_request, response, next) => (failing ? void response.sendStatus(503) : next()));
    app.post('/bounces', express.raw({ type: 'message/rfc822', limit: '1mb' }), async (request, response) => {
      const recipient = typeof request.query['recipient'] === 'string' ? request.query['recipient'] : null;
      keep(await setup.carriers.bounce({ raw: request.body as Buffer, recipient, at: setup.clock.now() }));
      response.sendStatus(204);
    });
    app.post('/sms', express.urlencoded({ extended: false }), (request, response) => {
      const delivery = String(request.query['delivery']);
      const signature = request.get('x-twilio-signature') ?? null;
      const form = request.body as Record<string, unknown>;
      keep(
        setup.carriers.smsStatus(String(request.query['carrier']), {
          delivery,
          form,
          signature,
          at: setup.clock.now(),
        }),
      );
      response.sendStatus(204);
    });
    return app;
  };

  beforeEach(async () => {
    receipts = [];
    ignored = [];
    failing = false;
    server = createServer(routes());
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    setup = await setUp({
      bounceUrl: `${base}/bounces`,
      smsCallbackUrl: `${base}/sms`,
      rules: {
        email: address => (address.startsWith('gone') ? 'bounceLater' : 'accept'),
        sms: number => (number.endsWith('9') ? 'landlineLater' : 'deliver'),
        letter: ({ delivery }) =>
          delivery === deliveryId(2) ? 'returned' : delivery === deliveryId(3) ? 'spoilt' : 'deliver',
      },
    });
  });
  afterEach(async () => {
    await setup.close();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  const send = async (
    ...messages: readonly (
      ReturnType<typeof mailTo> | ReturnType<typeof smsTo> | ReturnType<typeof letterTo>
    )[]
  ) => {
    for (const message of messages) await setup.carriers.of(message.channel)[0]?.carrier.send(message);
  };
  /** Jumps from one due thing to the next until nothing is left, at most up to a moment. */
  const runUntil = async (end: string) => {
    for (let next = setup.agenda.nextAt(); next !== null && next <= end; next = setup.agenda.nextAt()) {
      if (next > setup.clock.now()) setup.clock.set(next);
      await setup.agenda.runDue();
    }
    setup.clock.set(end);
  };
  const told = () =>
    receipts.map(({ delivery, outcome, reason, at }) => [
      delivery?.slice(-1),
      outcome,
      reason,
      at.slice(5, 19),
    ]);

  it('bring a bounce back to its delivery', async () => {
    await send(mailTo(1), mailTo(2, 'gone@home.example'));
    await runUntil('2026-11-23T10:00:00.000Z');
    expect(told()).toEqual([['2', 'failed', 'email.mailboxUnknown', '11-23T09:01:30']]);
    expect(setup.sinks.inbox.list({ channel: 'email' }).map(item => item.state)).toEqual([
      'accepted',
      'bounced',
    ]);
  });

  it('bring signed status callbacks, and try again while the server is away', async () => {
    failing = true;
    await send(smsTo(1), smsTo(9));
    await runUntil('2026-11-23T09:00:30.000Z');
    expect(told()).toEqual([]);
    failing = false;
    await runUntil('2026-11-23T09:10:00.000Z');
    expect([told(), ignored]).toEqual([
      [
        ['1', 'sent', null, '11-23T09:01:02'],
        ['9', 'sent', null, '11-23T09:01:02'],
        ['1', 'delivered', null, '11-23T09:01:05'],
        ['9', 'failed', 'sms.landline', '11-23T09:01:05'],
      ],
      [],
    ]);
    expect(setup.sinks.inbox.list({ channel: 'sms' }).map(item => item.state)).toEqual([
      'delivered',
      'undelivered',
    ]);
  });

  it('bring the print house’s day', async () => {
    await send(letterTo(1), letterTo(2), letterTo(3));
    setup.sinks.printer.start();
    await runUntil('2026-11-30T09:00:00.000Z');
    await setup.carriers.printerEvents(read => Promise.resolve(void receipts.push(...read)));
    expect(told()).toEqual([
      ['1', 'sent', null, '11-23T13:00:00'],
      ['2', 'sent', null, '11-23T13:00:00'],
      ['3', 'failed', 'letter.unreadable', '11-23T13:00:00'],
      ['1', 'posted', null, '11-23T16:00:00'],
      ['2', 'posted', null, '11-23T16:00:00'],
      ['1', 'delivered', null, '11-25T10:00:00'],
      ['2', 'returned', 'letter.addressUnknown', '11-27T10:00:00'],
    ]);
    expect(setup.sinks.inbox.list({ channel: 'letter' }).map(item => item.state)).toEqual([
      'delivered',
      'returned',
      'printed',
    ]);
  });

  it('are shown in one inbox', async () => {
    await send(mailTo(1), smsTo(2), letterTo(3), letterTo(4));
    await setup.sinks.printer.collect();
    const { inbox } = setup.sinks;
    expect([inbox.counts(), inbox.duplicates()]).toEqual([{ email: 1, sms: 1, letter: 2 }, 0]);
    expect(inbox.list({ limit: 2 }).map(item => [item.id, item.channel])).toEqual([
      [1, 'email'],
      [2, 'sms'],
    ]);
    expect(inbox.list({ after: 2, channel: 'letter' }).map(item => item.to)).toEqual([
      deliveryId(3),
      deliveryId(4),
    ]);
    expect((await inbox.get(2))?.content).toEqual({ channel: 'sms', body: smsTo(2).body });
    expect((await inbox.get(3))?.content).toMatchObject({ channel: 'letter', pages: 2 });
    expect(await inbox.get(99)).toBeNull();
  });

  it('obey knobs by name', async () => {
    await setup.sinks.setKnob('sms.throttle', true);
    expect(setup.sinks.listKnobs()).toMatchObject({
      'email.down': false,
      'sms.throttle': true,
      'letter.stuck': false,
    });
    await expect(setup.sinks.setKnob('sms.nothing', true)).rejects.toThrow(RangeError);
    await expect(setup.sinks.setKnob('fax.down', true)).rejects.toThrow(RangeError);
    await expect(setup.sinks.setKnob('email.slowMs', true)).rejects.toThrow(RangeError);
    await setup.sinks.setKnob('letter.stuck', true);
    await send(letterTo(1));
    expect(await setup.sinks.printer.collect()).toBe(0);
  });

  it('meet the same share of a town each time', () => {
    const rule = seededShare<MailRule>('town', { bounceLater: 0.1, fullMailbox: 0.05 }, 'accept');
    const town = Array.from({ length: 4000 }, (_, n) => rule(`p${n}@home.example`));
    const share = (fate: MailRule) => town.filter(found => found === fate).length / town.length;
    expect(share('bounceLater')).toBeCloseTo(0.1, 1);
    expect(share('fullMailbox')).toBeCloseTo(0.05, 1);
    expect(rule('p17@home.example')).toBe(
      seededShare<MailRule>('town', { bounceLater: 0.1, fullMailbox: 0.05 }, 'accept')('p17@home.example'),
    );
  });
});
