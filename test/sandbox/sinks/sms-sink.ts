import { createServer } from 'node:http';
import express, { type Express, type Request, type Response } from 'express';
import { smsSignature } from '../../../server/adapters/carriers/sms-callback.js';
import type { Clock } from '../../../server/workflows/ports.js';
import type { Agenda } from '../agenda.js';
import { makeCallBack } from './call-back.js';
import type { InboxBook } from './inbox.js';
import { makeKnobs, type Knobs } from './knobs.js';
import { startListener } from './listener.js';

/** The first two are refused at once, the others fail after they were taken. */
export type SmsRule = 'deliver' | 'landline' | 'optedOut' | 'handsetOff' | 'unknownNumber' | 'landlineLater';

export interface SmsSinkOptions {
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly inbox: InboxBook;
  readonly account: string;
  readonly token: string;
  readonly rule?: (number: string) => SmsRule;
  /** False plays Twilio itself, for which every request is a new message. */
  readonly honoursKeys?: boolean;
  readonly port?: number;
}

export interface SmsSink {
  readonly baseUrl: string;
  readonly port: number;
  readonly knobs: Knobs;
  handOvers(): number;
  messages(): number;
  close(): Promise<void>;
}

interface Taken {
  readonly sid: string;
  readonly key: string;
  readonly to: string;
  readonly from: string;
  readonly callback: string;
}

const REFUSED: Partial<Record<SmsRule, readonly [number, string]>> = {
  landline: [21614, "'To' number is not a valid mobile number"],
  optedOut: [21610, 'Attempt to send to unsubscribed recipient'],
};
const FAILED: Partial<Record<SmsRule, number>> = {
  handsetOff: 30003,
  unknownNumber: 30005,
  landlineLater: 30006,
};

const form = (body: unknown): Readonly<Record<string, string>> => (body ?? {}) as Record<string, string>;

const makePhones = (options: SmsSinkOptions, rule: (number: string) => SmsRule) => {
  const { clock, inbox } = options;
  const callBack = makeCallBack(clock, options.agenda);
  const byKey = new Map<string, Taken>();
  let handOvers = 0;
  let count = 0;

  const report = (
    taken: Taken,
    afterSeconds: number,
    status: 'sent' | 'delivered' | 'undelivered',
    code?: number,
  ): void => {
    if (taken.callback === '') return;
    const fields: Record<string, string> = {
      AccountSid: options.account,
      From: taken.from,
      To: taken.to,
      MessageSid: taken.sid,
      MessageStatus: status,
      ...(code === undefined ? {} : { ErrorCode: String(code) }),
    };
    const signature = smsSignature(options.token, taken.callback, fields);
    const body = new URLSearchParams(fields).toString();
    const headers = { 'x-twilio-signature': signature, 'content-type': 'application/x-www-form-urlencoded' };
    callBack(
      afterSeconds,
      taken.callback,
      () => ({ method: 'POST', headers, body }),
      () => {
        if (status !== 'sent') inbox.mark('sms', taken.key, status);
      },
    );
  };

  const follow = (taken: Taken): void => {
    report(taken, 2, 'sent');
    const failure = FAILED[rule(taken.to)];
    if (failure === undefined) report(taken, 5, 'delivered');
    else report(taken, 5, 'undelivered', failure);
  };

  return {
    handOvers: () => handOvers,
    messages: () => count,
    find: (key: string) => byKey.get(key),
    take(request: Request): Taken {
      handOvers += 1;
      const key = request.get('idempotency-key') ?? '';
      const known = byKey.get(key);
      const honoured = known !== undefined && options.honoursKeys !== false;
      if (known !== undefined) inbox.again('sms', key, !honoured);
      if (honoured) return known;
      count += 1;
      const {
        To: to = '',
        From: from = '',
        Body: body = '',
        StatusCallback: callback = '',
      } = form(request.body);
      const taken = { sid: `SM${String(count).padStart(32, '0')}`, key, to, from, callback };
      if (known === undefined)
        inbox.add({ channel: 'sms', to, key, at: clock.now(), state: 'accepted' }, () =>
          Promise.resolve({ channel: 'sms', body }),
        );
      byKey.set(key, taken);
      follow(taken);
      return taken;
    },
  };
};

const error = (response: Response, status: number, code: number, message: string): void => {
  response.status(status).json({ code, message, status });
};

const makeApp = (
  options: SmsSinkOptions,
  values: Readonly<Record<string, unknown>>,
  rule: (number: string) => SmsRule,
): [Express, ReturnType<typeof makePhones>] => {
  const phones = makePhones(options, rule);
  const authorization = `Basic ${Buffer.from(`${options.account}:${options.token}`).toString('base64')}`;
  const app = express();
  app.disable('x-powered-by');
  app.use(express.urlencoded({ extended: false }));
  app.use((request, response, next) => {
    if (values['hang'] === true) return;
    if (values['serverError'] === true) return error(response, 500, 20500, 'Internal server error');
    if (request.get('authorization') !== authorization) return error(response, 401, 20003, 'Authenticate');
    return next();
  });
  const path = `/2010-04-01/Accounts/${options.account}/Messages.json`;
  app.post(path, (request, response) => {
    if (values['throttle'] === true) {
      response.set('retry-after', '7');
      return error(response, 429, 20429, 'Too many requests');
    }
    const refused = REFUSED[rule(form(request.body)['To'] ?? '')];
    if (refused !== undefined) return error(response, 400, ...refused);
    const { sid } = phones.take(request);
    if (values['acceptThenHang'] !== true) response.status(201).json({ sid, status: 'queued' });
    return undefined;
  });
  // Our own addition: what became of a key.
  app.get(path, (request, response) => {
    const found = phones.find(String(request.query['Key']));
    response.json({ messages: found === undefined ? [] : [{ sid: found.sid }] });
  });
  return [app, phones];
};

/** A text message provider of Twilio's shape, with signed status callbacks. */
export const startSmsSink = async (options: SmsSinkOptions): Promise<SmsSink> => {
  const knobs = makeKnobs(
    { down: false, serverError: false, throttle: false, hang: false, acceptThenHang: false },
    { down: async value => (value === true ? listener.down() : listener.up()) },
  );
  const [app, phones] = makeApp(options, knobs.values, options.rule ?? (() => 'deliver'));
  const http = createServer(app);
  const listener = await startListener(socket => http.emit('connection', socket), options.port);
  return {
    baseUrl: `http://127.0.0.1:${listener.port}`,
    port: listener.port,
    knobs,
    handOvers: phones.handOvers,
    messages: phones.messages,
    close: () => listener.down(),
  };
};
