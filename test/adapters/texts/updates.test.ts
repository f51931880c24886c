import type { OutageNoticeFacts, OutageNoticeKind } from '../../../server/domain/notice/notice.js';
import { instant } from '../../../server/domain/time.js';
import { makeTexts } from '../../../server/adapters/texts/texts.js';
import { facts, LANGUAGES, MONDAY, shippedBrand, shippedFiles, zone } from './shipped.js';

const texts = makeTexts(shippedFiles(), shippedBrand());
const at = (time: string) => ({ at: instant(`2026-11-23T${time}+01:00`), quality: 'area' as const });

const sms = (language: string, kind: OutageNoticeKind, over: Partial<OutageNoticeFacts>): string => {
  const text = texts.render({
    channel: 'sms',
    language,
    zone: zone('Europe/Berlin'),
    on: MONDAY,
    facts: facts(kind, over),
  });
  return text.channel === 'sms' ? text.body : '';
};
const written = (language: string, kind: OutageNoticeKind, over: Partial<OutageNoticeFacts>): string => {
  const text = texts.render({
    channel: 'email',
    language,
    zone: zone('Europe/Berlin'),
    on: MONDAY,
    facts: facts(kind, over),
  });
  return text.channel === 'email' ? `${text.subject}\n${text.text}` : '';
};

describe('an update', () => {
  const next = instant('2026-11-23T20:00+01:00');
  it.each<[string, Partial<OutageNoticeFacts>, string, string]>([
    ['later', { etr: at('18:00'), formerEtr: at('16:00') }, 'later than we said', 'позже обещанного'],
    ['earlier', { etr: at('14:00'), formerEtr: at('16:00') }, 'earlier than we said', 'раньше обещанного'],
    ['a first estimate', { etr: at('18:00'), formerEtr: null }, 'we have an estimate', 'есть оценка'],
    [
      'an estimate withdrawn',
      { etr: null, formerEtr: at('16:00'), nextUpdateBy: next },
      'the time we gave is off',
      'прежнее время отменено',
    ],
    ['nothing new', { etr: null, formerEtr: null, nextUpdateBy: next }, 'still off', 'света ещё нет'],
    [
      'the cause',
      {
        etr: null,
        formerEtr: null,
        nextUpdateBy: next,
        reason: 'broken_pole',
        formerReason: 'investigating',
      },
      'cause found, a broken pole',
      'причина найдена, сломанная опора',
    ],
  ])('says what changed: %s', (_what, over, en, ru) => {
    expect(sms('en', 'etr_update', over)).toContain(`12 High St: ${en}`);
    expect(sms('ru', 'etr_update', over)).toContain(`12 High St: ${ru}`);
    for (const language of LANGUAGES)
      expect(written(language, 'etr_update', over).split('\n')[0]).toContain('12 High St');
  });

  it('does not say that the estimate changed when it did not', () => {
    const same = { etr: at('18:00'), formerEtr: at('18:00') };
    expect(written('en', 'etr_update', same)).toContain(
      'The estimate of when the power is back stays as it was.',
    );
  });
});

describe('an outage whose end was told too early', () => {
  it.each([
    ['en', 'power is off again at 12 High St', 'We wrote to you that the power was back.'],
    ['ru', 'снова света нет', 'Мы писали вам, что свет дали.'],
    ['es', 'sin luz de nuevo en 12 High St', 'Le escribimos que había vuelto la luz.'],
  ])('says so in %s', (language, short, long) => {
    expect(sms(language, 'emergency', { again: true })).toContain(short);
    expect(written(language, 'emergency', { again: true })).toContain(long);
    expect(sms(language, 'emergency', {})).not.toContain(short);
    expect(written(language, 'emergency', {})).not.toContain(long);
  });
});
