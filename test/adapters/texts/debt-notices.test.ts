import { payeeAccounts } from '../../../server/adapters/texts/payee-accounts.js';
import { textProblems } from '../../../server/adapters/texts/catalog.js';
import { makeTexts } from '../../../server/adapters/texts/texts.js';
import { CHANNELS, type Channel } from '../../../server/domain/contact-point.js';
import {
  DEBT_NOTICE_KINDS,
  type DebtNoticeFacts,
  type DebtNoticeKind,
} from '../../../server/domain/debt/notice.js';
import { money } from '../../../server/domain/money.js';
import type { Citation } from '../../../server/domain/outcome.js';
import type { Rendered } from '../../../server/workflows/ports.js';
import type { CivilDate } from '../../../server/domain/time.js';
import { debtFacts } from './debt-facts.js';
import { LANGUAGES, MONDAY, shippedBrand, shippedFiles, zone } from './shipped.js';

const texts = makeTexts(shippedFiles(), shippedBrand());
const RUNGS = ['initial_notice', 'final_notice', 'disconnection_letter'] as const;

const render = (channel: Channel, language: string, facts: DebtNoticeFacts, of = texts): Rendered =>
  of.render({ channel, language, zone: zone('America/Los_Angeles'), on: MONDAY, facts });
const wordsOf = (rendered: Rendered): string =>
  rendered.channel === 'sms'
    ? rendered.body
    : rendered.channel === 'email'
      ? `${rendered.subject}\n${rendered.text}`
      : JSON.stringify(rendered);
const email = (language: string, kind: DebtNoticeKind, over: Partial<DebtNoticeFacts> = {}): string =>
  wordsOf(render('email', language, debtFacts(kind, over))).replace(/\u00a0/g, ' ');

describe('every notice of a debt', () => {
  /** Whatever may be absent, or be another. */
  const variants: readonly (readonly [string, Partial<DebtNoticeFacts>])[] = [
    ['as it is', {}],
    ['for a business', { customerClass: 'business' }],
    [
      'with nothing named',
      { payBy: null, earliestCut: null, reconnectionFee: null, reconnectBy: null, bills: [] },
    ],
    ['again, where somebody depends on power', { again: true, lifeSupport: true, addresseeName: '' }],
    ['of another act', { act: 'powerReduction' }],
    ['of an act nobody has heard of', { act: 'requestToDistributor' }],
    ['copied to a third party', { role: 'thirdParty' }],
  ];
  test.each(variants)('is written on every channel and in every language, %s', (_, over) => {
    for (const kind of DEBT_NOTICE_KINDS)
      for (const language of LANGUAGES)
        for (const channel of CHANNELS) {
          const said = wordsOf(render(channel, language, debtFacts(kind, over)));
          expect(said).not.toMatch(
            /\{|undefined|null,|NaN/.exec(channel === 'letter' ? '' : said)?.[0] ?? /^$/,
          );
          expect(said.length).toBeGreaterThan(60);
        }
  });
  test('keeps its subject within 70 characters and its text message within two segments', () => {
    for (const kind of DEBT_NOTICE_KINDS)
      for (const language of LANGUAGES)
        for (const [, over] of variants) {
          const facts = debtFacts(kind, over);
          const mail = render('email', language, facts);
          expect([kind, language, mail.channel === 'email' && mail.subject.length <= 70]).toEqual([
            kind,
            language,
            true,
          ]);
          const sms = render('sms', language, facts);
          const long = sms.channel === 'sms' && sms.segments > 2 ? sms.body : null;
          expect([kind, language, long]).toEqual([kind, language, null]);
        }
  });
});

describe('what a rung says', () => {
  test('sum, bills, days, cost and ways out, in the words of each language', () => {
    const said = email('en', 'final_notice');
    for (const part of [
      'To pay: €1,184.20',
      'Pay by: Saturday 12 December 2026',
      'disconnection, not before Tuesday 5 January 2027',
      '€58.00 for switching off and on again',
      '2026-0129 of 3 September 2026, due 24 September 2026: €392.10',
      'We plan to disconnect the electricity on or after 5 January 2027',
      'https://riverside.example/plan',
      'https://riverside.example/dispute',
      'have crossed',
      'IBAN: DE11 9999 0000 0000 0123 45',
      'Payment reference: 900012344821',
    ])
      expect(said).toContain(part);
    expect(email('ru', 'final_notice')).toContain('до 12 декабря 2026 г.');
    expect(email('ru', 'final_notice')).toContain('1 184,20 €');
  });
  test('a civil date is the same day for every premises', () => {
    for (const name of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const said = texts.render({
        channel: 'email',
        language: 'en',
        zone: zone(name),
        on: MONDAY,
        facts: debtFacts('initial_notice'),
      });
      expect(wordsOf(said)).toContain('Saturday 12 December 2026');
    }
  });
  test.each(RUNGS)('%s threatens with nothing where no day may be named', kind => {
    const threats = /disconnect|switching off|may limit|отключ|ограничить|cortar|corte/i;
    for (const language of LANGUAGES)
      for (const channel of CHANNELS) {
        const over = { earliestCut: null };
        expect(wordsOf(render(channel, language, debtFacts(kind, over)))).not.toMatch(threats);
        expect(wordsOf(render(channel, language, debtFacts(kind)))).toMatch(threats);
      }
  });
  test('the act is called what it is', () => {
    expect(email('en', 'final_notice', { act: 'powerReduction' })).toContain(
      'reduce the power of the supply',
    );
    expect(email('ru', 'final_notice', { act: 'restriction' })).toContain('ограничить подачу электричества');
  });
  test('why it comes again, and only then', () => {
    expect(email('en', 'final_notice', { again: true })).toContain('came back or no longer counts');
    expect(email('en', 'final_notice')).not.toContain('came back');
  });
  test('without a fee none is asked for', () => {
    expect(email('en', 'final_notice', { reconnectionFee: null })).toContain('we charge no fee');
  });
  test('of many bills the first twelve, and how much the others are', () => {
    const bills = Array.from({ length: 15 }, (_, n) => ({
      id: `B${n}`,
      issued: '2026-08-03' as CivilDate,
      due: '2026-08-24' as CivilDate,
      unpaid: money(1001, 'EUR'),
    }));
    const said = email('en', 'initial_notice', { bills });
    expect(said).toContain('B11 of');
    expect(said).not.toContain('B12 of');
    expect(said).toContain('3 more bills: €30.03');
  });
});

describe('what is told to whom', () => {
  test.each(['occupant', 'carer'] as const)('no sum, bill or account to a %s', role => {
    for (const kind of RUNGS)
      for (const language of LANGUAGES)
        for (const channel of CHANNELS) {
          const said = wordsOf(render(channel, language, debtFacts(kind, { role }))).replace(/\s/g, ' ');
          expect(said).not.toMatch(/184|392|900012344821|4821|2026-0117|DE11|ST00012/);
        }
  });
  test('what only the holder may know is not written to others at all', () => {
    expect(() => render('email', 'en', debtFacts('plan_confirmed', { role: 'occupant' }))).toThrow(
      'factMissing',
    );
  });
  test('a third party need not pay', () => {
    expect(email('en', 'final_notice', { role: 'thirdParty' })).toContain('You do not have to pay');
    expect(email('en', 'final_notice')).not.toContain('You do not have to pay');
  });
});

describe('the payment slip', () => {
  const slip = (facts: DebtNoticeFacts) => {
    const letter = render('letter', 'en', facts);
    return letter.channel === 'letter' ? (letter.slip ?? null) : null;
  };
  test('of a rung asks for the whole sum, of a plan for its first part, of news for nothing', () => {
    const asked = DEBT_NOTICE_KINDS.map(kind => [kind, slip(debtFacts(kind))?.rows.at(-1)?.value ?? null]);
    expect(Object.fromEntries(asked)).toEqual({
      initial_notice: '€1,184.20',
      final_notice: '€1,184.20',
      disconnection_letter: '€1,184.20',
      plan_offer: null,
      plan_confirmed: '€394.73',
      payment_received: null,
      reconnection: null,
    });
    expect(slip(debtFacts('payment_received', { owed: money(100, 'EUR') }))?.rows.at(-1)?.value).toBe(
      '€1.00',
    );
  });
  test('has the code of its currency, none without a standard, and is not there without an account', () => {
    expect(slip(debtFacts('final_notice'))?.code?.payload).toMatch(/^BCD\n002/);
    expect(slip(debtFacts('final_notice', {}, 'RUB'))?.code?.payload).toMatch(/^ST00012\|/);
    expect(slip(debtFacts('final_notice', {}, 'GBP'))).toMatchObject({ code: null });
    const canada = debtFacts('final_notice', {}, 'CAD');
    expect(slip(canada)).toBeNull();
    expect(wordsOf(render('email', 'en', canada))).not.toContain('How to pay');
  });
  test.each([
    ['EUR', { form: 'iban', payee: 'A', iban: 'DE88370400440532013000' }, /check digits/],
    ['EUR', { form: 'iban', payee: 'A', iban: 'DE89370400440532013000', bic: 'X' }, /BIC/],
    ['EUR', { form: 'ru' }, /./],
    ['EURO', { form: 'local', payee: 'A', bank: 'B', account: '1' }, /key/],
    [
      'RUB',
      {
        form: 'ru',
        payee: 'A',
        inn: '7707083893',
        account: '40702810138250123018',
        bank: 'B',
        bik: '044525225',
      },
      /key fits/,
    ],
  ])('an account that cannot be right is not read: %s %j', (currency, account, message) => {
    const parsed = payeeAccounts.safeParse({ [currency]: account });
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map(issue => issue.message).join()).toMatch(message);
  });
});

describe('what a law asks of a notice', () => {
  const because: Citation = { rule: 'content', rulebook: 'test@1', source: 'test', confidence: 'unverified' };
  const asks = (...elements: readonly string[]) => ({
    elements: elements.map(element => ({ element, because })),
    languages: [],
  });
  const lacking = (facts: DebtNoticeFacts, ...elements: readonly string[]) =>
    texts.lacking(facts, asks(...elements), ['letter'], 'en').map(({ element }) => element);
  test('is told if the notice has the fact', () => {
    const all = [
      'amountOverdue',
      'payBy',
      'disconnectionDate',
      'costsOfReconnection',
      'howToAvoid',
      'hardshipRight',
    ];
    expect(lacking(debtFacts('final_notice'), ...all)).toEqual([]);
  });
  test('is lacking without the fact, though the text would tell it', () => {
    expect(lacking(debtFacts('final_notice', { payBy: null }), 'payBy', 'reason')).toEqual(['payBy']);
    expect(lacking(debtFacts('final_notice', { earliestCut: null }), 'disconnectionDate')).toEqual([
      'disconnectionDate',
    ]);
    expect(lacking(debtFacts('final_notice', { role: 'occupant' }), 'amountOverdue')).toEqual([
      'amountOverdue',
    ]);
  });
  test('is lacking where no text tells it, or in another language', () => {
    expect(lacking(debtFacts('final_notice'), 'expiryDate')).toEqual(['expiryDate']);
    const spanish = { elements: [], languages: [{ oneOf: ['es'], because }] };
    expect(texts.lacking(debtFacts('final_notice'), spanish, ['letter'], 'en')).toEqual([
      { kind: 'final_notice', channel: 'letter', language: 'en', element: 'language', because },
    ]);
  });
});

describe('mistakes are found when the files are read', () => {
  const withSentence = (kind: string, sms: string) => {
    const files = shippedFiles();
    return textProblems(
      {
        ...files,
        templates: files.templates.map(named => {
          const en = named.data.languages['en'];
          if (named.data.kind !== kind || en === undefined) return named;
          const residential = { ...en.residential, sms: [sms] };
          return {
            ...named,
            data: { ...named.data, languages: { ...named.data.languages, en: { ...en, residential } } },
          };
        }),
      },
      shippedBrand(),
    );
  };
  test.each([
    ['planned', '{owed} {ref}', 'debt', '{owed}'],
    ['final_notice', '{etrAt} {ref}', 'outage', '{etrAt}'],
    ['final_notice', '{several, select, yes {x} other {y}}', 'outage', '{several}'],
  ])('in %s a fact of other notices: %s', (kind, sms, family, found) => {
    expect(withSentence(kind, sms)).toEqual([
      {
        file: `config/templates/${kind}.yaml`,
        path: 'languages.en.residential.sms.0',
        expected: `a fact of these notices, not one of ${family} notices`,
        found,
      },
    ]);
  });
  test('a list, a sentence or a proof', () => {
    const files = shippedFiles();
    const en = files.debt.data['en'];
    if (en === undefined) throw new Error('no English');
    const { sumToPay: _, ...rest } = en.sentences;
    const problems = textProblems(
      {
        ...files,
        debt: { ...files.debt, data: { ...files.debt.data, en: { ...en, bill: '{owed}', sentences: rest } } },
        elements: {
          ...files.elements,
          data: { x: { means: 'x', anyOf: [['nothing']], byItself: [], given: ['ref'] } },
        },
      },
      shippedBrand(),
    );
    const places = problems.map(({ file, path }) => `${file}: ${path}`);
    expect(places).toEqual(
      expect.arrayContaining([
        'config/templates/debt.yaml: en.bill',
        'config/templates/debt.yaml: en.sentences.sumToPay',
        'config/templates/elements.yaml: x.anyOf',
        'config/templates/elements.yaml: x.given',
      ]),
    );
  });
});
