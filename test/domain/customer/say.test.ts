import fc from 'fast-check';
import { receiptOf } from '../../../server/domain/customer/receipt.js';
import { replyOf, sayOf, sayOfSites, type SayFacts } from '../../../server/domain/customer/say.js';
import { situationAt } from '../../../server/domain/customer/situation.js';
import { spokenFor, spokenTimes } from '../../../server/domain/customer/spoken-times.js';
import { addHours, addMinutes, fromEpochMs, instant } from '../../../server/domain/time.js';
import { BERLIN, EMERGENCY, NOW, outageOf, placeAt, revisionOf, windowOn } from './builders.js';

const place = placeAt();
const facts = (outages: Parameters<typeof situationAt>[1], changes: Partial<SayFacts> = {}): SayFacts => ({
  address: place.address,
  zone: BERLIN,
  situation: situationAt(place, outages, NOW),
  reason: 'a damaged underground cable',
  told: { channel: 'sms', at: instant('2026-11-23T14:09+01:00') },
  lifeSupport: false,
  staleSince: null,
  ...changes,
});
const emergency = (changes = {}) => [outageOf({ ...EMERGENCY, ...changes }, { kind: 'emergency' })];

describe('what an agent can say', () => {
  it.each<[string, SayFacts, string, string]>([
    [
      'of nothing',
      facts([]),
      'There is no outage known at Lindenstr. 5, and none is planned. If your power is off, please check your main switch; I can report it for you now.',
      'По адресу: Lindenstr. 5 — отключений сейчас нет и не запланировано. Если света нет, проверьте вводной автомат; я могу сразу принять заявку.',
    ],
    [
      'of work on Wednesday',
      facts([outageOf({ windows: [windowOn(25)] })], { reason: 'network repairs' }),
      "Your power at Lindenstr. 5 will be off on Wed 25 Nov, from 09:00 to 13:00. The reason: network repairs. We told you by text message on Mon 23 Nov. We'll write again if anything changes.",
      'По адресу: Lindenstr. 5 — электричество отключат ср 25 ноя, с 09:00 до 13:00. Причина: network repairs. Мы сообщили вам пн 23 ноя по СМС. Если что-то изменится, напишем ещё раз.',
    ],
    [
      'of work that nobody was told of',
      facts([outageOf({ windows: [windowOn(25)] })], { reason: 'network repairs', told: null }),
      "Your power at Lindenstr. 5 will be off on Wed 25 Nov, from 09:00 to 13:00. The reason: network repairs. Our notice has not reached you yet. We'll write again if anything changes.",
      'По адресу: Lindenstr. 5 — электричество отключат ср 25 ноя, с 09:00 до 13:00. Причина: network repairs. Наше уведомление до вас пока не дошло. Если что-то изменится, напишем ещё раз.',
    ],
    [
      'of work that was moved',
      facts([
        outageOf(
          { n: 2, kind: 'change', windows: [windowOn(26)] },
          { former: revisionOf({ windows: [windowOn(25)] }) },
        ),
      ]),
      'The outage at Lindenstr. 5 was moved from Wed 25 Nov, 09:00–13:00 to Thu 26 Nov, 09:00–13:00. Please forget the first date. We told you by text message on Mon 23 Nov.',
      'Отключение по адресу: Lindenstr. 5 — перенесено; было: ср 25 ноя, 09:00–13:00, будет: чт 26 ноя, 09:00–13:00. Первую дату не учитывайте. Мы сообщили вам пн 23 ноя по СМС.',
    ],
    [
      'of an emergency with a time',
      facts(emergency()),
      'The power at Lindenstr. 5 has been off since 14:02: a damaged underground cable. We expect it back about 16:30. The next news comes to you by 15:30.',
      'По адресу: Lindenstr. 5 — нет электричества с 14:02. Причина: a damaged underground cable. Ожидаем включения около 16:30. Следующее сообщение — до 15:30.',
    ],
    [
      'of an emergency without one',
      facts(emergency({ etr: null })),
      "The power at Lindenstr. 5 has been off since 14:02: a damaged underground cable. I can't give you a time yet. You'll hear from us by 15:30, even if there is nothing new.",
      'По адресу: Lindenstr. 5 — нет электричества с 14:02. Причина: a damaged underground cable. Время включения назвать пока нельзя. До 15:30 мы сообщим, даже если новостей не будет.',
    ],
    [
      'of power that is back',
      facts([outageOf({ n: 2, kind: 'restore', restoredAt: addMinutes(NOW, -60) }, { status: 'restored' })]),
      "Power at Lindenstr. 5 was restored at 14:11. Is it on at your place? If not, I'll report it right now.",
      'По адресу: Lindenstr. 5 — электричество включено в 14:11. У вас свет есть? Если нет, я сразу передам заявку.',
    ],
    [
      'of what was cancelled',
      facts([
        outageOf(
          { n: 2, kind: 'cancel' },
          { status: 'cancelled', former: revisionOf({ windows: [windowOn(25)] }) },
        ),
      ]),
      "The outage planned for Wed 25 Nov at Lindenstr. 5 is cancelled. You don't need to do anything.",
      'Отключение ср 25 ноя по адресу: Lindenstr. 5 — отменено. Ничего делать не нужно.',
    ],
  ])('%s', (_, given, english, russian) => {
    expect([sayOf(given, 'en', NOW), sayOf(given, 'ru', NOW)]).toEqual([english, russian]);
  });

  it('asks first whether they are safe where somebody depends on power, but not while it is on', () => {
    expect(sayOf(facts(emergency(), { lifeSupport: true }), 'en', NOW)).toMatch(
      /^I see that someone at home depends on power\./,
    );
    expect(sayOf(facts([], { lifeSupport: true }), 'en', NOW)).toMatch(/^There is no outage/);
  });

  it('says how old the facts are where they are old', () => {
    const old = facts(emergency(), { staleSince: addMinutes(NOW, -40) });
    expect(sayOf(old, 'en', NOW)).toMatch(/^As of 14:31: The power/);
    expect(sayOf(old, 'ru', NOW)).toMatch(/^По данным на 14:31\. По адресу/);
  });

  it('fits the ear: forty-five words at most, whatever happens', () => {
    const words = (text: string): number => text.split(/\s+/).length;
    for (const given of [facts([]), facts([outageOf({ windows: [windowOn(25)] })]), facts(emergency())])
      expect(Math.max(words(sayOf(given, 'en', NOW)), words(sayOf(given, 'ru', NOW)))).toBeLessThanOrEqual(
        45,
      );
  });

  it('names three of the sites that are off and counts the rest', () => {
    const sites = ['Nord', 'Ost', 'Süd', 'West', 'Mitte'].map(name => ({ name, state: 'off' as const }));
    const all = [
      ...sites,
      { name: 'Hof', state: 'planned' as const },
      { name: 'Tor', state: 'supplied' as const },
    ];
    expect(sayOfSites(all, 'en')).toBe(
      'Of your 7 sites, 5 are off now: Nord, Ost, Süd and 2 more. Planned work is ahead at 1 site.',
    );
    expect(sayOfSites(all, 'ru')).toBe(
      'Из ваших объектов (7) сейчас отключено 5: Nord, Ost, Süd и ещё 2. Плановые работы предстоят на объектах: 1.',
    );
    expect(sayOfSites([], 'en')).toBe('None of your 0 sites is off now. No work is planned.');
  });

  it('answers a ticket with the same sentence, the number and the next news', () => {
    const reply = {
      debt: null,
      name: 'Anna Keller',
      say: 'It is off.',
      ticket: '701',
      off: true,
      quiet: false,
      nextUpdate: { at: addMinutes(NOW, 19), zone: BERLIN },
    };
    expect(replyOf(reply, 'en', NOW)).toBe(
      "Dear Anna Keller, thank you for writing.\nIt is off.\nThis interruption has nothing to do with your bill.\nWe have noted your report under 701. You'll hear from us by 15:30.",
    );
    expect(replyOf({ ...reply, off: false, nextUpdate: null, name: '' }, 'ru', NOW)).toBe(
      'Здравствуйте! Спасибо за обращение.\nIt is off.\nВаша заявка — 701.',
    );
    // To a Russian reader a cut for debt and an outage are one word: who owes must not read that none is planned.
    const owes = {
      ...reply,
      say: 'None is planned.',
      debt: 'There is a bill to pay.',
      off: false,
      quiet: true,
    };
    expect(replyOf(owes, 'en', NOW)).not.toContain('None is planned.');
    expect(replyOf({ ...owes, debt: null }, 'en', NOW)).toContain('None is planned.');
    expect([receiptOf('C-1', 'en'), receiptOf('C-1', 'ru')].every(text => text.includes('C-1'))).toBe(true);
  });
});

describe('a time that is said', () => {
  it('has its day where that is not today, its year where that is another, and says which of two hours it is', () => {
    const { time, moment, day, window } = spokenTimes('en', BERLIN, NOW);
    expect(moment(addHours(NOW, 24))).toBe('15:11 on Tue 24 Nov');
    expect(spokenTimes('ru', BERLIN, NOW).moment(addHours(NOW, 24))).toBe('15:11 (вт 24 ноя)');
    expect(day(instant('2027-01-01T00:00+01:00'))).toBe('Fri 1 Jan 2027');
    // Sunday 25 October 2026: the clocks go back from 03:00 to 02:00.
    expect(time(instant('2026-10-25T02:30+02:00'))).toBe('02:30 (the first time)');
    expect(time(instant('2026-10-25T02:30+01:00'))).toBe('02:30 (the second time)');
    expect(window({ from: instant('2026-11-25T22:00+01:00'), to: instant('2026-11-26T04:00+01:00') })).toBe(
      'from 22:00, Wed 25 Nov, to 04:00, Thu 26 Nov',
    );
  });

  it('is the wall clock’s own, at any moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), ms => {
        const wall = new Intl.DateTimeFormat('en-GB', {
          timeZone: BERLIN,
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        }).format(ms);
        expect(spokenTimes('en', BERLIN, NOW).time(fromEpochMs(ms)).slice(0, 5)).toBe(wall);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['ru', 'ru'],
    ['ru-RU', 'ru'],
    ['de', 'en'],
    [null, 'en'],
    ['run', 'en'],
  ] as const)('to somebody who speaks %s is said in %s', (language, spoken) => {
    expect(spokenFor(language)).toBe(spoken);
  });
});
