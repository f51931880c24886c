import type { NoticeFacts, NoticeKind } from '../../domain/notice/notice.js';
import type { MissingElement, Texts } from '../../workflows/ports.js';
import { withChoices } from '../../domain/office/brand.js';
import type { Instant, Zone } from '../../domain/time.js';
import type { Brand } from './brand.js';
import { compileCatalog, type Catalog } from './catalog.js';
import { containsElement } from './elements.js';
import { makeEmailHtml } from './email-html.js';
import type { TextFiles } from './files.js';
import { reasonInWords } from './outage-placeholders.js';
import { slipOf } from './payment-slip.js';
import { plain, type Case } from './placeholder.js';
import { familyOf, valuesOf } from './placeholders.js';
import { TextsError } from './problem.js';
import { renderEmail, renderLetter } from './render-written.js';
import { renderSms } from './render-sms.js';
import { makeScope } from './scope.js';
import { makeWallClocks } from './wall-clock.js';

const EPOCH = '1970-01-01T00:00:00.000Z' as Instant;
const UTC = 'UTC' as Zone;

const found = <K, V>(map: ReadonlyMap<K, V>, key: K): V => {
  const value = map.get(key);
  if (value === undefined) throw new Error(`texts: nothing for ${String(key)}`);
  return value;
};

const makeLanguageFor = (languages: readonly string[], standard: string) => (preferred: string | null) => {
  const wanted = (preferred ?? '').toLowerCase().replaceAll('_', '-');
  const primary = wanted.split('-')[0];
  return (
    languages.find(l => l.toLowerCase() === wanted) ??
    languages.find(l => l.toLowerCase() === primary) ??
    standard
  );
};

const makeMissing =
  (catalog: Catalog, files: TextFiles): Texts['missing'] =>
  (kind, required, channels, languages) =>
    channels.flatMap(channel =>
      languages.flatMap(language => {
        const words = found(catalog.words[familyOf({ kind })], language);
        const { residential, business } = found(found(catalog.templates, kind).languages, language);
        return required
          .filter(needed =>
            [residential, business].some(
              variant => !containsElement(needed, files.elements.data, channel, variant, words),
            ),
          )
          .map(({ element, because }): MissingElement => ({ kind, channel, language, element, because }));
      }),
    );

/** Only the facts say whether a day or a sum that a law asks for is there to be told. */
const makeLacking =
  (
    files: TextFiles,
    missing: Texts['missing'],
    caseOf: (facts: NoticeFacts, language: string) => Case,
  ): Texts['lacking'] =>
  (facts, required, channels, language) => {
    const valueOf = valuesOf(caseOf(facts, language));
    const untold = required.elements.filter(({ element }) =>
      (files.elements.data[element]?.given ?? []).some(name => valueOf(name) !== 'yes'),
    );
    const foreign = required.languages.filter(({ oneOf }) => !oneOf.includes(language));
    const { kind } = facts;
    return [
      ...missing(
        kind,
        required.elements.filter(each => !untold.includes(each)),
        channels,
        [language],
      ),
      ...channels.flatMap(channel => [
        ...untold.map(({ element, because }) => ({ kind, channel, language, element, because })),
        ...foreign.map(({ because }) => ({ kind, channel, language, element: 'language', because })),
      ]),
    ];
  };

const makeRender = (catalog: Catalog, files: TextFiles, brand: Brand): Texts['render'] => {
  const html = makeEmailHtml(brand);
  const clockFor = makeWallClocks();
  return ({ channel, language, zone, on, facts }) => {
    const words = found(catalog.words[familyOf(facts)], language);
    const template = found(catalog.templates, facts.kind);
    const variant = found(template.languages, language)[facts.customerClass];
    const clock = clockFor(words.times, language, zone, on);
    const c = { facts, brand, language, clock, on, reasons: files.reasons.data, debt: words.debt };
    if (channel === 'sms') return renderSms(variant.sms, template.smsSegments, c, words);
    const scope = makeScope({ ...c, streetLimit: Infinity }, words);
    const slip = slipOf(c);
    return channel === 'email'
      ? renderEmail(variant, words, scope, { brand, language, html, slip })
      : renderLetter(variant, words, scope, language, slip);
  };
};

/** Throws TextsError with every mistake in the files. */
export const makeTexts = (files: TextFiles, brand: Brand): Texts => {
  const { catalog, problems } = compileCatalog(files, brand);
  if (problems.length > 0) throw new TextsError(problems);
  const [standard] = brand.languages;
  if (standard === undefined) throw new Error('texts: a brand without a language');
  const missing = makeMissing(catalog, files);
  const clockFor = makeWallClocks();
  const over = (shown: Brand): Texts => ({
    as: choices => (choices === undefined ? texts : over(withChoices(brand, choices))),
    languages: brand.languages,
    languageFor: makeLanguageFor(brand.languages, standard),
    template: (kind: NoticeKind) => `${kind}@${found(catalog.templates, kind).version}`,
    render: makeRender(catalog, files, shown),
    missing,
    lacking: makeLacking(files, missing, (facts, language) => {
      const { times, debt } = found(catalog.words[familyOf(facts)], language);
      // Whether a fact is there depends on no clock and no zone.
      const on = EPOCH;
      const clock = clockFor(times, language, UTC, on);
      return {
        facts,
        brand: shown,
        language,
        clock,
        on,
        reasons: files.reasons.data,
        debt,
        streetLimit: Infinity,
      };
    }),
    reason: (code, language) => plain(reasonInWords(files.reasons.data, code, language)),
    reasons: Object.keys(files.reasons.data.reasons),
    services: Object.keys(files.reasons.data.alsoAffected),
  });
  const texts = over(brand);
  return texts;
};
