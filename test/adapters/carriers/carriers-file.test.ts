import { readCarrierSettings } from '../../../server/adapters/carriers/carrier-settings.js';
import { ownBudgets } from '../../../server/adapters/queue/budget.js';
import { carriersFile } from '../../../server/adapters/carriers/carriers-file.js';
import { makeCarriers } from '../../../server/adapters/carriers/make-carriers.js';
import { rateLimiter } from '../../../server/adapters/carriers/rate-limiter.js';
import { instant, toEpochMs } from '../../../server/domain/time.js';
import { jumpingClock } from './jumping-clock.js';
import { shipped } from './pairs.js';

const environment = {
  SMTP_HOST: 'relay.example',
  SMTP_PORT: '587',
  SMTP_USER: 'u',
  SMTP_PASSWORD: 'p',
  SMTP_FROM: 'notices@utility.example',
  SMTP_FROM_NAME: 'Utility',
  SMTP_MAIL_DOMAIN: 'Mail.Utility.example',
  SMTP_BOUNCE_DOMAIN: 'bounce.utility.example',
  SMTP_BOUNCE_SECRET: 'a-secret-of-sixteen',
  SMS_URL: 'https://sms.example/',
  SMS_ACCOUNT: 'AC1',
  SMS_TOKEN: 'token',
  SMS_FROM: 'UTILITY',
  SMS_CALLBACK_URL: 'https://forewarn.example/carriers/sms',
  LETTERS_SPOOL: '/var/spool/letters',
};

const alone = () => {
  const clock = jumpingClock();
  return { clock, budgets: ownBudgets(clock) };
};

describe('config/carriers.yaml', () => {
  it('as shipped is in order, and asks a person about every letter and debt call of unknown fate', () => {
    const file = shipped();
    const all = [...file.email, ...file.sms, ...file.letter];
    expect(all.map(({ onUnknown }) => onUnknown.debt)).toEqual(['ask', 'ask', 'ask']);
    expect(all.map(({ onUnknown }) => onUnknown.outage)).toEqual(['again', 'again', 'ask']);
    expect(file.letter[0]?.handOver).toMatchObject({ cutOff: 840, postedAt: 1020, zone: 'Europe/Berlin' });
    expect(file.sms[0]?.cost).toEqual({ currency: 'EUR', perMessage: 0, perSegment: 7.5, perPage: 0 });
  });

  const problemsOf = (
    change: (file: { letter: Record<string, unknown>[]; sms: Record<string, unknown>[] }) => void,
  ) => {
    const raw = {
      email: [],
      sms: [
        {
          name: 'sms',
          kind: 'sms-http',
          settings: 'SMS',
          concurrency: 1,
          ratePerSecond: 1,
          honoursKeys: false,
          answersByKey: false,
          onUnknown: { outage: 'again', debt: 'ask', information: 'ask' },
          cost: { currency: 'EUR' },
        },
      ],
      letter: [
        {
          name: 'print',
          kind: 'letter-spool',
          settings: 'LETTERS',
          concurrency: 1,
          ratePerSecond: 1,
          honoursKeys: true,
          onUnknown: { outage: 'ask', debt: 'ask', information: 'ask' },
          cost: { currency: 'EUR' },
          handOver: { zone: 'Europe/Berlin', cutOff: '14:00', postedAt: '17:00', weekdays: [1] },
          postage: { home: 'DE', domestic: 'a', abroad: 'b' },
        },
      ],
    };
    change(raw);
    return carriersFile.safeParse(raw).error?.issues.map(issue => issue.path.join('.')) ?? [];
  };
  it.each<[string, Parameters<typeof problemsOf>[0], string[]]>([
    ['nothing changed', () => undefined, []],
    ['a word nobody knows', file => Object.assign(file.sms[0] ?? {}, { password: 'x' }), ['sms.0']],
    ['two carriers of one name', file => Object.assign(file.sms[0] ?? {}, { name: 'print' }), ['']],
    [
      'an impossible cut-off',
      file => Object.assign(file.letter[0]?.['handOver'] ?? {}, { cutOff: '25:00' }),
      ['letter.0.handOver.cutOff'],
    ],
    [
      'letters posted before the cut-off',
      file => Object.assign(file.letter[0]?.['handOver'] ?? {}, { postedAt: '13:00' }),
      ['letter.0.handOver'],
    ],
    [
      'an unknown zone',
      file => Object.assign(file.letter[0]?.['handOver'] ?? {}, { zone: 'Mars/Base' }),
      ['letter.0.handOver.zone'],
    ],
    [
      'no policy for debt',
      file => Object.assign(file.sms[0] ?? {}, { onUnknown: { outage: 'ask', information: 'ask' } }),
      ['sms.0.onUnknown.debt'],
    ],
  ])('with %s', (_name, change, problems) => {
    expect(problemsOf(change)).toEqual(problems);
  });
});

describe('the carriers’ settings', () => {
  it('come from the environment, by the prefix in the file', () => {
    const { settings, problems } = readCarrierSettings(shipped(), environment);
    expect(problems).toEqual([]);
    expect(settings.email['mail']).toMatchObject({
      port: 587,
      tls: 'required',
      login: { user: 'u', password: 'p' },
      mailDomain: 'mail.utility.example',
      timeoutMs: 30_000,
    });
    expect(settings.sms['sms']).toMatchObject({ baseUrl: 'https://sms.example', timeoutMs: 15_000 });
    expect(settings.letter['print']).toEqual({ spool: '/var/spool/letters' });
  });

  it('are missed by name, all at once, and never shown', () => {
    const { problems } = readCarrierSettings(shipped(), {
      ...environment,
      SMTP_BOUNCE_SECRET: 'tooshort',
      SMS_TOKEN: '',
      SMS_CALLBACK_URL: 'ftp://x',
      LETTERS_SPOOL: undefined,
    });
    expect(problems.map(problem => problem.setting)).toEqual([
      'SMTP_BOUNCE_SECRET',
      'SMS_TOKEN',
      'SMS_CALLBACK_URL',
      'LETTERS_SPOOL',
    ]);
    expect(JSON.stringify(problems)).not.toContain('tooshort');
  });

  it('make carriers in the order of the file', async () => {
    const { settings } = readCarrierSettings(shipped(), environment);
    const carriers = makeCarriers(shipped(), settings, alone());
    expect(
      carriers.all.map(({ carrier }) => [
        carrier.name,
        carrier.channel,
        carrier.honoursKeys,
        carrier.onUnknown.outage,
      ]),
    ).toEqual([
      ['mail', 'email', false, 'again'],
      ['sms', 'sms', false, 'again'],
      ['print', 'letter', true, 'ask'],
    ]);
    expect(carriers.of('letter')[0]?.handOver?.cutOff).toBe(840);
    expect(
      carriers.smsStatus('toString', {
        delivery: null,
        form: {},
        signature: null,
        at: instant('2026-11-23T09:00:00Z'),
      }),
    ).toEqual({ ignored: 'noCarrier' });
    await carriers.close();
    expect(() => makeCarriers(shipped(), { email: {}, sms: {}, letter: {} }, alone())).toThrow('mail');
  });
});

describe('the rate limiter', () => {
  const make = (ratePerSecond: number) => {
    const clock = jumpingClock();
    const start = toEpochMs(clock.now());
    const limiter = rateLimiter(ownBudgets(clock)('carrier/mail'), ratePerSecond);
    return { clock, limiter, elapsed: () => toEpochMs(clock.now()) - start };
  };
  const startsOf = async ({ limiter, elapsed }: ReturnType<typeof make>, count: number) => {
    const starts: number[] = [];
    for (let i = 0; i < count; i += 1) {
      await limiter.take();
      starts.push(elapsed());
    }
    return starts;
  };

  it('lets one second’s worth go at once, and never more in any second', async () => {
    expect(await startsOf(make(4), 10)).toEqual([0, 0, 0, 0, 1000, 1000, 1000, 1000, 2000, 2000]);
  });

  it('keeps its rate over a long run, and fills up again when idle', async () => {
    const made = make(10);
    for (let i = 0; i < 110; i += 1) await made.limiter.take();
    expect(made.elapsed()).toBe(10_000);
    made.clock.set('2026-11-23T10:00:00Z');
    const before = made.clock.slept.length;
    for (let i = 0; i < 10; i += 1) await made.limiter.take();
    expect(made.clock.slept.length).toBe(before);
  });

  it('keeps a rate that is no whole number, and one slower than one a second', async () => {
    expect(await startsOf(make(2.5), 5)).toEqual([0, 0, 800, 800, 1600]);
    expect(await startsOf(make(0.5), 2)).toEqual([0, 2000]);
  });
});
