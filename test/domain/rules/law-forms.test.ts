import { assessAct } from '../../../server/domain/rules/assess-act.js';
import { lawOf, moment, question, rulebook, served } from './law.js';

const codes = (verdict: ReturnType<typeof assessAct>): readonly string[] =>
  verdict.reasons.map(({ code }) => code);

describe('a notice in two forms', () => {
  const law = lawOf([
    rulebook(`
notices:
  notice:
    given: { to: customer, source: law }
    form: { groups: [{ oneOf: [letter], reason: noLetter }, { oneOf: [email], reason: noEmail }], source: law }
servedWhen: { letter: { event: posted, source: law }, email: { event: delivered, source: law } }
waits: { notice: { from: notice, to: disconnection, atLeast: { count: 10, unit: days }, source: law } }
`),
  ]);
  const letter = served('Monday 2026-06-01', { channel: 'letter', served: null });
  const email = served('Wednesday 2026-06-03', { channel: 'email', served: null });
  const proven = { ...email, delivered: moment('Wednesday 2026-06-03'), proof: 'delivered' as const };
  test.each([
    ['both served: counted from the later', [letter, proven], 'Saturday 2026-06-13', []],
    ['a day before that', [letter, proven], 'Friday 2026-06-12', ['notice.tooShort']],
    ['one left out', [letter], 'Saturday 2026-06-13', ['form.noEmail']],
    ['one sent and not served', [letter, email], 'Saturday 2026-06-13', ['notice.unserved']],
  ])('%s', (_, given, when, reasons) => {
    expect(codes(assessAct(question(law, when, { notices: { notice: given } })))).toEqual(reasons);
  });
});
