import { join } from 'node:path';
import { parse } from 'yaml';
import { CARRIER_REASONS } from '../../server/adapters/carriers/carrier-reasons.js';
import { rulebookFile, type RulebookFile } from '../../server/adapters/config/rulebook-file.js';
import { CHANNELS } from '../../server/domain/contact-point.js';
import { WITHDRAWALS } from '../../server/domain/debt/still-due.js';
import { requiredDebtContent } from '../../server/domain/debt/required-content.js';
import { NOTICE_KINDS, OUTAGE_NOTICE_KINDS } from '../../server/domain/notice/notice.js';
import { loadConfig } from '../../server/load-config.js';
import { REASON_WORDS, reasonWords } from '../../server/domain/notice/reasons.js';
import { REASON_WORDS_RU } from '../../server/domain/notice/reasons-ru.js';
import { filesUnder, ROOT, textOf } from './project-files.js';

const config = loadConfig(join(ROOT, 'config'));

type Rule = { source?: string };
/** Every rule of a rulebook as its file has it, by its path: whatever names a source. */
const rulesOf = (node: unknown, path = ''): readonly (readonly [path: string, rule: Rule])[] => {
  if (typeof node !== 'object' || node === null || Array.isArray(node) || path === 'sources') return [];
  if ('source' in node) return [[path, node as Rule]];
  return Object.entries(node).flatMap(([key, value]) => rulesOf(value, path === '' ? key : `${path}.${key}`));
};

describe.each(filesUnder('config/rulebooks', '.yaml'))('%s', name => {
  const fresh = (): RulebookFile => parse(textOf(name)) as RulebookFile;
  const paths = rulesOf(fresh()).map(([path]) => path);

  it('has rules', () => {
    expect(paths.length).toBeGreaterThan(0);
  });

  it.each(paths)('gives %s a source with a title, a date and how sure we are', path => {
    const file = rulebookFile.parse(fresh());
    const [, rule] = rulesOf(file).find(([each]) => each === path) ?? [];
    expect(file.sources[rule?.source ?? '']).toMatchObject({
      title: expect.stringMatching(/\S/) as string,
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      confidence: expect.any(String) as string,
    });
  });

  it.each(paths)('would not load with %s without its source, or with one that is not there', path => {
    const without = fresh();
    delete rulesOf(without).find(([each]) => each === path)?.[1].source;
    expect(rulebookFile.safeParse(without).success).toBe(false);
    const wrong = fresh();
    const rule = rulesOf(wrong).find(([each]) => each === path)?.[1];
    if (rule !== undefined) rule.source = 'nowhere';
    expect(rulebookFile.safeParse(wrong).success).toBe(false);
  });
});

describe('the texts', () => {
  interface Variant {
    readonly sms: readonly string[];
    readonly subject: readonly string[];
    readonly heading: string;
    readonly body: readonly unknown[];
  }
  interface Template {
    readonly kind: string;
    readonly languages: Readonly<Record<string, { readonly residential: Variant }>>;
  }
  const cases = NOTICE_KINDS.flatMap(kind =>
    config.brand.languages.map(language => [kind, language] as const),
  );

  it.each(cases)('have a template of %s in %s', (kind, language) => {
    const template = parse(textOf(`config/templates/${kind}.yaml`)) as Template;
    expect(template.kind).toBe(kind);
    const variant = template.languages[language]?.residential;
    expect(variant?.sms.length).toBeGreaterThan(0);
    expect(variant?.subject.length).toBeGreaterThan(0);
    expect(variant?.heading).not.toBe('');
    expect(variant?.body.length).toBeGreaterThan(0);
  });

  it.each(OUTAGE_NOTICE_KINDS)(
    'of %s have every element that a rulebook asks for, on every channel and in every language',
    kind => {
      const required = config.rulebooks.flatMap(({ rulebook }) => {
        const rule = rulebook.content[kind];
        return rule === undefined ? [] : rule.value.map(element => ({ element, because: rule.because }));
      });
      expect(config.texts.missing(kind, required, CHANNELS, config.brand.languages)).toEqual([]);
    },
  );
});

describe('a notice of a debt', () => {
  /** What a law asks for and our texts do not tell: such a notice is found lacking, and a person must write it. */
  const UNTOLD: Readonly<Record<string, string>> = {
    'us-il expiryDate': 'until when the notice permits the act: no fact of the case yet',
    'us-tx-water terminationNotice': 'the words the law prescribes: ours say what the act is, in plain words',
    'ca-on latestDate': 'the last day on which the act may be done: no fact of the case yet',
    'ca-on fireSafetyNotice': "an enclosure in the regulator's own words",
    'ru-442 restrictionTime': 'the hour of the restriction: the case knows its day only',
    'ru-442 restrictionLevel': 'to how much supply is restricted: no fact of the case yet',
  };
  const RUNGS = ['initial_notice', 'final_notice', 'disconnection_letter'] as const;
  const asked = config.rulebooks.flatMap(({ rulebook }) => {
    const rules = rulebook.scenarios.debtDisconnection;
    return Object.keys(rules?.notices ?? {}).flatMap(notice =>
      RUNGS.map(kind => ({
        rulebook: rulebook.id,
        notice,
        kind,
        required: requiredDebtContent(kind, { content: rulebook.content, rules: rules ?? {} }, notice),
      })),
    );
  });

  it('is asked for its content by some laws', () => {
    const laws = new Set(
      asked.flatMap(({ rulebook, required }) => (required.elements.length > 0 ? [rulebook] : [])),
    );
    expect([...laws].sort()).toEqual(['ca-on', 'de-debt', 'ru-442', 'us-il', 'us-tx-water']);
  });

  it('tells it by e-mail and letter, in every language, or says why not', () => {
    const untold = new Set(
      asked.flatMap(({ rulebook, kind, required }) =>
        config.texts
          .missing(kind, required.elements, ['email', 'letter'], config.brand.languages)
          // An e-mail names the customer in its head, which no template writes.
          .filter(({ channel, element }) => channel === 'letter' || element !== 'customerName')
          .map(({ element }) => `${rulebook} ${element}`),
      ),
    );
    expect([...untold].sort()).toEqual(Object.keys(UNTOLD).sort());
  });

  it('is in one of the languages that a law wants', () => {
    for (const { required } of asked)
      for (const { oneOf } of required.languages)
        expect(config.brand.languages.filter(language => oneOf.includes(language))).not.toEqual([]);
  });

  it.each(RUNGS)('%s tells what good practice asks for, on every channel', kind => {
    const because = {
      rule: 'practice',
      rulebook: 'test@1',
      source: 'practice',
      confidence: 'unverified' as const,
    };
    const required = (...elements: readonly string[]) => elements.map(element => ({ element, because }));
    const { languages } = config.brand;
    const everywhere = required('amountOverdue', 'payBy', 'earliestDate', 'contactPhone', 'reference');
    expect(config.texts.missing(kind, everywhere, CHANNELS, languages)).toEqual([]);
    const inWriting = required(
      'reason',
      'howToAvoid',
      'costsOfReconnection',
      'deferredPayment',
      'medicalRights',
      'hardshipRight',
      'disputeRight',
      'accountNumber',
      'address',
      'terms',
    );
    expect(config.texts.missing(kind, [...everywhere, ...inWriting], ['email', 'letter'], languages)).toEqual(
      [],
    );
  });
});

describe('a reason code', () => {
  const inFile = (file: string, pattern: RegExp): readonly string[] =>
    [...textOf(file).matchAll(pattern)].map(([, code]) => code ?? '');
  /** What makes a contact point unusable, and why a channel was not tried. */
  const domain = [
    ...inFile('server/domain/contact-point.ts', /code: '([\w.]+)'/g),
    ...inFile(
      'server/domain/notice/choose-deliveries.ts',
      /(?:code: |return |\?\? |\? |: )'([a-z]+[A-Z.]\w+(?:\.\w+)?)'/g,
    ),
    ...CHANNELS.map(channel => `optedOut.${channel}`),
  ];
  const sources = [
    ...filesUnder('server/workflows', '.ts'),
    ...filesUnder('server/adapters/letters', '.ts'),
    ...filesUnder('server/adapters/carriers', '.ts'),
  ];
  /** Faults of a hand-over, and reasons that a workflow writes itself. */
  const thrown = sources.flatMap(file => [
    ...inFile(file, /new Fault\(\s*'\w+',\s*'([\w.]+)'/g),
    ...(file.startsWith('server/workflows/')
      ? inFile(file, /\breason: (?:[^'\n]*: )?'([a-z]+\.[\w.]+)'/g)
      : []),
  ]);
  // What is wrong with the connection to HubSpot, or with a feed, is no reason why somebody was not reached.
  const ofHandOvers = thrown.filter(code => !/^(oauth|feed)[.]/.test(code));
  const codes = [...new Set([...CARRIER_REASONS, ...WITHDRAWALS, ...domain, ...ofHandOvers])].sort();

  it('is found where one is made', () => {
    for (const known of [
      'email.malformed',
      'phone.notPersonal',
      'address.incomplete',
      'landlineOnly',
      'noInternet',
      'noContactPoint',
      'notTried',
      'tooSlow.letter',
      'letter.addressTooLong',
      'address.missing',
      'carrier.none',
      'text.failed',
      'outcome.unknown',
      'sms.answerLost',
    ])
      expect(codes).toContain(known);
  });

  it.each(codes)('%s has plain words for the screens', code => {
    expect(REASON_WORDS).toHaveProperty([code]);
  });

  it('has words in every language of the cards', () => {
    expect(Object.keys(REASON_WORDS_RU).sort()).toEqual(Object.keys(REASON_WORDS).sort());
  });

  it('that nobody knows is told without the code', () => {
    expect(reasonWords('sms.somethingNew')).toBe('the text carrier could not deliver it');
    expect(reasonWords('sms.somethingNew', 'ru')).toBe('служба СМС не смогла доставить');
  });
});
