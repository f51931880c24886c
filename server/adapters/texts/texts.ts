import type { NoticeKind } from '../../domain/notice/notice.js';
import { isOfDebt } from '../../domain/debt/notice.js';
import type { MissingElement, Texts } from '../../workflows/ports.js';
import { withChoices } from '../../domain/office/brand.js';
import type { Brand } from './brand.js';
import { compileCatalog, type Catalog } from './catalog.js';
import { containsElement } from './elements.js';
import { makeEmailHtml } from './email-html.js';
import type { TextFiles } from './files.js';
import { plain, reasonInWords } from './placeholders.js';
import { TextsError } from './problem.js';
import { renderEmail, renderLetter } from './render-written.js';
import { renderSms } from './render-sms.js';
import { makeScope } from './scope.js';
import { makeWallClocks } from './wall-clock.js';

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
        const words = found(catalog.words, language);
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

const makeRender = (catalog: Catalog, files: TextFiles, brand: Brand): Texts['render'] => {
  const html = makeEmailHtml(brand);
  const clockFor = makeWallClocks();
  return ({ channel, language, zone, on, facts }) => {
    if (isOfDebt(facts)) throw new Error(`texts: no templates for ${facts.kind}`);
    const words = found(catalog.words, language);
    const template = found(catalog.templates, facts.kind);
    const variant = found(template.languages, language)[facts.customerClass];
    const clock = clockFor(words.times, language, zone, on);
    const c = { facts, brand, language, clock, on, reasons: files.reasons.data };
    if (channel === 'sms') return renderSms(variant.sms, template.smsSegments, c, words);
    const scope = makeScope({ ...c, streetLimit: Infinity }, words);
    return channel === 'email'
      ? renderEmail(variant, words, scope, { brand, language, html })
      : renderLetter(variant, words, scope, language);
  };
};

/** Throws TextsError with every mistake in the files. */
export const makeTexts = (files: TextFiles, brand: Brand): Texts => {
  const { catalog, problems } = compileCatalog(files, brand);
  if (problems.length > 0) throw new TextsError(problems);
  const [standard] = brand.languages;
  if (standard === undefined) throw new Error('texts: a brand without a language');
  const over = (shown: Brand): Texts => ({
    as: choices => (choices === undefined ? texts : over(withChoices(brand, choices))),
    languages: brand.languages,
    languageFor: makeLanguageFor(brand.languages, standard),
    template: (kind: NoticeKind) => `${kind}@${found(catalog.templates, kind).version}`,
    render: makeRender(catalog, files, shown),
    missing: makeMissing(catalog, files),
    reason: (code, language) => plain(reasonInWords(files.reasons.data, code, language)),
    reasons: Object.keys(files.reasons.data.reasons),
    services: Object.keys(files.reasons.data.alsoAffected),
  });
  const texts = over(brand);
  return texts;
};
