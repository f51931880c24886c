import fc from 'fast-check';
import { makeTexts } from '../../../server/adapters/texts/texts.js';
import { OUTAGE_NOTICE_KINDS, type OutageNoticeFacts } from '../../../server/domain/notice/notice.js';
import { addHours, instant } from '../../../server/domain/time.js';
import type { SmsText } from '../../../server/workflows/ports.js';
import {
  facts,
  FRIDAY_NIGHT,
  HIGH_STREET,
  LANGUAGES,
  MONDAY,
  shippedBrand,
  shippedFiles,
  WEDNESDAY,
  window,
  zone,
} from './shipped.js';

const texts = makeTexts(shippedFiles(), shippedBrand());
const sms = (language: string, of: OutageNoticeFacts, where = 'Europe/Berlin'): SmsText => {
  const rendered = texts.render({ channel: 'sms', language, zone: zone(where), on: MONDAY, facts: of });
  if (rendered.channel !== 'sms') throw new Error('not a text message');
  return rendered;
};
const body = (language: string, of: OutageNoticeFacts, where?: string) => sms(language, of, where).body;

describe('text messages, word for word', () => {
  test('planned, Wednesday 09:00 to 13:00, one segment of GSM-7', () => {
    expect(sms('en', facts('planned'))).toEqual({
      channel: 'sms',
      body: 'Riverside Power: planned power cut at 12 High St, Wed 25 Nov, 09:00-13:00. Why: network repairs. Medical needs or questions: +442079460100. Ref K7M2Q',
      encoding: 'GSM-7',
      characters: 149,
      segments: 1,
    });
  });
  test('planned, in Russian and Spanish, Wednesday', () => {
    const lenina = facts('planned', { premises: [{ ...HIGH_STREET, line1: 'ул. Ленина, 10' }] });
    expect(body('ru', lenina)).toBe(
      'Риверсайд: ул. Ленина, 10: плановое отключение света ср 25 ноя, 09:00-13:00. Причина: ремонт сети. +442079460100, код K7M2Q',
    );
    expect(body('es', facts('planned'))).toBe(
      'Riverside: corte de luz programado en 12 High St, mié 25 nov, 09:00-13:00. Motivo: reparacion de la red. +442079460100. Ref. K7M2Q',
    );
  });
  test('over midnight, Friday to Saturday: both days', () => {
    expect(body('en', facts('planned', { windows: [FRIDAY_NIGHT] }))).toContain(
      'Fri 27 Nov 22:00 - Sat 28 Nov 06:00',
    );
  });
  test('several windows: Wednesday and Thursday share their hours, Friday night has its own', () => {
    const thursday = window('2026-11-26T09:00+01:00', '2026-11-26T13:00+01:00');
    expect(body('en', facts('planned', { windows: [WEDNESDAY, thursday, FRIDAY_NIGHT] }))).toContain(
      'Wed 25 Nov, Thu 26 Nov, 09:00-13:00; Fri 27 Nov 22:00 - Sat 28 Nov 06:00',
    );
  });
  test('the clock of the premises counts: Wednesday 08:00 in London, 17:00 in Tokyo', () => {
    expect(body('en', facts('planned'), 'Europe/London')).toContain('Wed 25 Nov, 08:00-12:00');
    expect(body('en', facts('planned'), 'Asia/Tokyo')).toContain('Wed 25 Nov, 17:00-21:00');
  });
  test('Sunday 31 October 2027: 02:30 comes twice in Berlin, and another year is named', () => {
    const night = window('2027-10-31T02:30+02:00', '2027-10-31T02:30+01:00');
    expect(body('en', facts('planned', { windows: [night] }))).toContain(
      'Sun 31 Oct 2027, 02:30 (first, summer time)-02:30 (second, winter time)',
    );
    expect(body('ru', facts('planned', { windows: [night] }))).toContain('02:30 (первый раз, летнее время)');
  });
  test('moved within one Wednesday: never "power stays on Wed"', () => {
    const afternoon = window('2026-11-25T14:00+01:00', '2026-11-25T18:00+01:00');
    const moved = body('en', facts('moved', { windows: [afternoon], formerWindows: [WEDNESDAY] }));
    expect(moved).toContain(
      'CHANGED. Power cut at 12 High St is now Wed 25 Nov, 14:00-18:00, not Wed 25 Nov, 09:00-13:00',
    );
    expect(moved).not.toMatch(/stays on/i);
  });
  test('cancelled, whichever field carries the old window', () => {
    const either = [
      facts('cancelled', { formerWindows: [WEDNESDAY] }),
      facts('cancelled', { formerWindows: [], windows: [WEDNESDAY] }),
    ];
    for (const of of either)
      expect(body('en', of)).toContain(
        'CANCELLED. No power cut at 12 High St, Wed 25 Nov, 09:00-13:00. You need not do anything.',
      );
  });
  test('an emergency without an estimate says when the next news comes', () => {
    expect(body('en', facts('emergency', { etr: null }))).toBe(
      'Riverside Power: power is off at 12 High St. Cause: we are finding out. Back: not known yet. Next news by 13:00 (Mon 23 Nov). Keep away from fallen wires. +442079460100 Ref K7M2Q',
    );
    expect(() => sms('en', facts('emergency', { etr: null, nextUpdateBy: null }))).toThrow(
      'texts.factMissing',
    );
  });
  test('several premises', () => {
    const two = facts('planned', { premises: [HIGH_STREET, { ...HIGH_STREET, line1: '3 Low Rd' }] });
    expect(body('en', two)).toContain('planned power cut at 2 of your addresses (first: 12 High St), Wed');
    expect(body('ru', two)).toContain('2 ваших адреса, первый: 12 High St');
  });
  test('a code nobody has worded is never shown', () => {
    expect(body('en', facts('planned', { reason: 'REPLCE SRVC' }))).toContain('Why: works on the network.');
    expect(texts.reason('REPLCE SRVC', 'ru')).toBe('работы на сети');
  });
  test('a planned notice without a window is an error, not a notice', () => {
    expect(() => sms('en', facts('planned', { windows: [] }))).toThrow('texts.factMissing');
  });
});

const STREETS = [
  '1 A St',
  '128b Great Northern and Southern Railway Embankment Road',
  'проспект Героев-Панфиловцев и 28-й Гвардейской дивизии, дом 142, корпус 3',
  'Calle de Nuestra Señora de las Mercedes y San Cristóbal de los Ángeles, 214',
];
const COUNTS = [0, 1, 2, 5, 11, 21, 22, 25, 101];

describe('every text message stays within its cap', () => {
  const cap = (kind: string) => (kind === 'emergency' ? 3 : 2);
  test.each(LANGUAGES)('in %s: every kind, count and street', language => {
    for (const kind of OUTAGE_NOTICE_KINDS)
      for (const n of COUNTS)
        for (const line1 of STREETS)
          for (const quality of ['model', 'area', 'crew', null] as const) {
            const premises = Array.from({ length: Math.max(1, n) }, () => ({ ...HIGH_STREET, line1 }));
            const over = {
              premises,
              othersAffected: n,
              hasNewDate: n > 5,
              reason: 'equipment_replacement',
              ...(quality === null ? { etr: null } : {}),
            };
            const base = facts(kind, over);
            const etr = base.etr === null ? null : { at: base.etr.at, quality: quality ?? 'model' };
            const rendered = sms(language, { ...base, etr });
            expect([rendered.body, rendered.segments <= cap(kind)]).toEqual([rendered.body, true]);
          }
  });
  test('moved from one night to another', () => {
    const windows = [window('2026-12-28T22:30+01:00', '2026-12-29T06:30+01:00')];
    for (const language of LANGUAGES)
      for (const line1 of STREETS) {
        const of = facts('moved', { windows, premises: [{ ...HIGH_STREET, line1 }], reason: 'tree_work' });
        expect(sms(language, of).segments).toBeLessThanOrEqual(2);
      }
  });
  test('with many windows, too', () => {
    const windows = Array.from({ length: 12 }, (_, n) => ({
      from: addHours(instant('2026-11-30T22:00+01:00'), 48 * n),
      to: addHours(instant('2026-12-01T06:30+01:00'), 48 * n),
    }));
    for (const language of LANGUAGES) {
      const rendered = sms(language, facts('planned', { windows }));
      expect(rendered.segments).toBeLessThanOrEqual(2);
      expect(rendered.body).toContain('11');
    }
  });
});

describe('what is never in a text message', () => {
  test('the account, the debt, the person, the illness', () => {
    for (const language of LANGUAGES)
      for (const kind of OUTAGE_NOTICE_KINDS) {
        const said = body(language, facts(kind, { inArrears: true, lifeSupport: true }));
        const plain = body(language, facts(kind));
        expect(said).toBe(plain);
        expect(said).not.toMatch(/4821|Neil|bill|debt|долг|счет|счёт|factura|deuda/i);
      }
  });
  test('what the CRM says comes out as it is, and is no syntax', () => {
    const rendered = body(
      'en',
      facts('planned', { premises: [{ ...HIGH_STREET, line1: "<b>O'Neil & {x} {ref} #" }] }),
    );
    expect(rendered).toContain("planned power cut at <b>O'Neil & {x} {ref} #, Wed");
  });
  test('any street at all, without a throw, on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), line1 => {
        expect(body('en', facts('planned', { premises: [{ ...HIGH_STREET, line1 }] }))).not.toMatch(/[\r\n]/);
      }),
    );
  });
});
