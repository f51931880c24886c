import { contrastWithWhite } from '../../../server/domain/office/colour.js';
import { textProblems } from '../../../server/adapters/texts/catalog.js';
import type { TemplateFile, TextFiles } from '../../../server/adapters/texts/files.js';
import { TextsError } from '../../../server/adapters/texts/problem.js';
import { makeTexts } from '../../../server/adapters/texts/texts.js';
import { CHANNELS } from '../../../server/domain/contact-point.js';
import { OUTAGE_NOTICE_KINDS } from '../../../server/domain/notice/notice.js';
import type { Citation } from '../../../server/domain/outcome.js';
import type { RequiredElement } from '../../../server/domain/outage/required-content.js';
import { LANGUAGES, shippedBrand, shippedFiles } from './shipped.js';

const because: Citation = { rule: 'content', rulebook: 'test@1', source: 'test', confidence: 'unverified' };
const required = (...elements: readonly string[]): readonly RequiredElement[] =>
  elements.map(element => ({ element, because }));

/** The shipped files with one template changed. */
const changed = (kind: string, change: (file: TemplateFile) => TemplateFile): TextFiles => {
  const files = shippedFiles();
  return {
    ...files,
    templates: files.templates.map(named =>
      named.data.kind === kind ? { ...named, data: change(named.data) } : named,
    ),
  };
};
const withSms = (language: string, ...sms: readonly string[]) =>
  changed('planned', file => {
    const variants = file.languages[language];
    if (variants === undefined) throw new Error(language);
    return {
      ...file,
      languages: {
        ...file.languages,
        [language]: { ...variants, residential: { ...variants.residential, sms: [...sms] } },
      },
    };
  });

describe('the shipped texts', () => {
  const texts = makeTexts(shippedFiles(), shippedBrand());
  test('are whole, in three languages, English first', () => {
    expect(texts.languages).toEqual(['en', 'ru', 'es']);
    for (const kind of OUTAGE_NOTICE_KINDS)
      expect(texts.template(kind)).toMatch(new RegExp(`^${kind}@\\d+$`));
    expect(texts.reasons).toEqual(
      expect.arrayContaining(['network_repair', 'storm_damage', 'investigating', 'other']),
    );
  });
  test.each([
    ['ru-RU', 'ru'],
    ['RU', 'ru'],
    ['es_MX', 'es'],
    ['de', 'en'],
    ['', 'en'],
    [null, 'en'],
  ])('who prefers %j reads %s', (preferred, language) => {
    expect(texts.languageFor(preferred)).toBe(language);
  });

  const everywhere = {
    planned: ['subject', 'address', 'exactTime', 'length', 'reason', 'contactPhone', 'reference'],
    moved: ['subject', 'address', 'newTime', 'oldTime', 'changedWord', 'contactPhone', 'reference'],
    cancelled: ['subject', 'address', 'cancelledWord', 'oldTime', 'contactPhone', 'reference'],
    emergency: [
      'subject',
      'address',
      'reason',
      'estimate',
      'nextUpdate',
      'safety',
      'contactPhone',
      'reference',
    ],
    etr_update: ['subject', 'address', 'estimate', 'newTime', 'nextUpdate', 'contactPhone', 'reference'],
    restored: ['subject', 'address', 'restoredAt', 'checkBack', 'contactPhone', 'reference'],
  } as const;
  const inWriting = ['contactEmail', 'contactPortal', 'terms'];
  const also: Partial<Record<string, readonly string[]>> = {
    planned: ['alsoAffected', 'preparation', 'nextSteps', 'compensation'],
    moved: ['alsoAffected', 'preparation', 'nextSteps', 'compensation', 'reason'],
    cancelled: ['nextSteps'],
    emergency: ['alsoAffected', 'compensation'],
    etr_update: ['alsoAffected', 'reason', 'safety'],
    restored: ['reason', 'compensation'],
  };
  test.each(OUTAGE_NOTICE_KINDS)(
    '%s tells what is required, on every channel and in every language',
    kind => {
      expect(texts.missing(kind, required(...everywhere[kind]), CHANNELS, LANGUAGES)).toEqual([]);
      expect(
        texts.missing(kind, required(...inWriting, ...(also[kind] ?? [])), ['email', 'letter'], LANGUAGES),
      ).toEqual([]);
    },
  );
  test('what a text does not tell is named', () => {
    expect(texts.missing('restored', required('cancelledWord', 'reference'), ['sms'], ['en'])).toEqual([
      { kind: 'restored', channel: 'sms', language: 'en', element: 'cancelledWord', because },
    ]);
  });
  test.each<[string, Partial<RequiredElement>, readonly string[]]>([
    ['the hour, to the minute', { element: 'exactTime', precision: 'minute' }, []],
    ['the day of what is told to the minute', { element: 'restoredAt', precision: 'date' }, []],
    ['the minute of an estimate', { element: 'estimate', precision: 'minute' }, ['email', 'sms', 'letter']],
    [
      'the date of the notice, which every message carries',
      { element: 'dateOfNotice', precision: 'date' },
      [],
    ],
    [
      'the minute of it, which none tells',
      { element: 'dateOfNotice', precision: 'minute' },
      ['email', 'sms', 'letter'],
    ],
    [
      'a phone number that stands out: a text message is read as a whole',
      { element: 'contactPhone', prominent: true },
      ['email', 'letter'],
    ],
    [
      'the time that stands out, in every heading',
      { element: 'restoredAt', prominent: true },
      ['email', 'letter'],
    ],
  ])('asked for %s', (_, wanted, channels) => {
    const asked = { because, ...wanted } as RequiredElement;
    const kind =
      asked.element === 'exactTime' ? 'planned' : asked.element === 'estimate' ? 'emergency' : 'restored';
    expect(texts.missing(kind, [asked], CHANNELS, ['en']).map(({ channel }) => channel)).toEqual(channels);
  });
  test('an element nobody knows is missing', () => {
    expect(texts.missing('planned', required('moonPhase'), ['email'], ['en'])).toHaveLength(1);
  });
});

describe('an element counts only if it is told in any case', () => {
  const missing = (...sms: readonly string[]) =>
    makeTexts(withSms('en', ...sms), shippedBrand())
      .missing('planned', required('reason', 'contactPhone'), ['sms'], ['en'])
      .map(({ element }) => element);
  test.each([
    ['in the open', ['{reason} {phone}'], []],
    ['in one branch of two', ['{phone} {nameKnown, select, yes {{reason}} other {}}'], ['reason']],
    ['in every branch', ['{phone} {nameKnown, select, yes {A {reason}} other {B {reason}}}'], []],
    ['in some plurals', ['{phone} {hours, plural, one {{reason}} other {#}}'], ['reason']],
    ['in one wording of two', ['{phone} {reason}', '{phone}'], ['reason']],
    ['through a shared sentence that never tells it in vain', ['{reason} {checkBack}'], []],
    ['through a shared sentence that may be silent', ['{reason} {billing}'], ['contactPhone']],
  ])('%s', (_, sms, elements) => {
    expect(missing(...sms)).toEqual(elements);
  });
});

describe('mistakes are found when the files are read', () => {
  const path = 'languages.en.residential.sms.0';
  const file = 'config/templates/planned.yaml';
  test.each([
    ['broken syntax', 'Off {reason', /^ICU MessageFormat/, 'Off {reason'],
    ['an unknown placeholder', 'Off {resaon}', /known placeholder/, '{resaon}'],
    ['a plural form left out', '{hours, plural, other {# hours}}', /plural forms one, other/, 'other'],
    ['a plural of a text', '{reason, plural, one {#} other {#}}', /a number/, '{reason}'],
    ['a select of an unknown option', '{role, select, owner {x} other {y}}', /holder, occupant/, 'owner'],
    ['a bare choice', 'for the {role}', /a select/, '{role}'],
    ['a date that MessageFormat would format', '{etrAt, date, short}', /ready-made text/, '{etrAt, …}'],
  ])('%s', (_, sms, expected, found) => {
    expect(textProblems(withSms('en', sms), shippedBrand())).toEqual([
      { file, path, expected: expect.stringMatching(expected), found },
    ]);
  });
  test('Russian needs one, few, many and other', () => {
    const [problem] = textProblems(
      withSms('ru', '{hours, plural, one {# час} other {# часов}}'),
      shippedBrand(),
    );
    expect(problem).toEqual({
      file,
      path: 'languages.ru.residential.sms.0',
      expected: 'plural forms one, few, many, other of {hours}',
      found: 'one, other',
    });
  });
  test('a language, a kind, a sentence or the words of a reason left out; makeTexts names all at once', () => {
    const files = changed('restored', data => ({
      ...data,
      languages: { en: data.languages['en'] ?? never(), ru: data.languages['ru'] ?? never() },
    }));
    const { sentences, reasons } = files;
    const es = sentences.data['es'] ?? never();
    const rest = Object.fromEntries(Object.entries(es.sentences).filter(([name]) => name !== 'safety'));
    const broken: TextFiles = {
      ...files,
      templates: files.templates.filter(({ data }) => data.kind !== 'moved'),
      sentences: { ...sentences, data: { ...sentences.data, es: { ...es, sentences: rest } } },
      reasons: {
        ...reasons,
        data: { ...reasons.data, reasons: { ...reasons.data.reasons, other: { en: 'x', ru: 'y' } } },
      },
    };
    const places = textProblems(broken, shippedBrand()).map(problem => `${problem.file}: ${problem.path}`);
    expect(places).toEqual(
      expect.arrayContaining([
        'config/templates: moved.yaml',
        'config/templates/restored.yaml: languages.es',
        'config/templates/sentences.yaml: es.sentences.safety',
        'config/templates/reasons.yaml: reasons.other.es',
      ]),
    );
    expect(() => makeTexts(broken, shippedBrand())).toThrow(TextsError);
  });
  test('white text stands out on the colour of the brand', () => {
    expect(contrastWithWhite(shippedBrand().letterhead.colour)).toBeGreaterThan(4.5);
    expect(contrastWithWhite('#FFFFFF')).toBeCloseTo(1);
  });
});

const never = (): never => {
  throw new Error('not in the shipped files');
};
