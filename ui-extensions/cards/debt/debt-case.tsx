import { Flex, Select } from '@hubspot/ui-extensions';
import type { Server } from '../../client/server.js';
import type { Read } from '../../client/use-read.js';
import { givenBy, type DebtCard } from '../../contract/debt.js';
import { aboutName } from '../../parts/debt-says.js';
import { billText } from '../../parts/debt-standing.js';
import { Frame } from '../../parts/frame.js';
import type { RefusalWords } from '../../words/refusal-words.js';
import { debtRefusals } from '../../words/refusals-debt.js';
import type { Language } from '../../words/say.js';
import { Acts } from './acts.js';
import { debtSay, readingOf, type DebtProps, type DebtSurface } from './debt-context.js';
import { Details } from './details.js';
import { LadderHead } from './ladder-head.js';
import { StepsTable } from './steps-table.js';
import { WhyItStands } from './why-it-stands.js';

/** Which of an account's cases is shown; nothing where there is one. */
const Cases = ({ onCase, ...props }: DebtProps & { readonly onCase: (id: string) => void }) => {
  const { card, language } = props;
  return card.toChooseFrom.length < 2 ? null : (
    <Select
      name="case"
      label={debtSay(language)('accounts')}
      value={card.case}
      options={card.toChooseFrom.map(each => ({
        label: `${each.ref} · ${each.address.line1} · ${billText(each, readingOf(props))}`,
        value: each.case,
      }))}
      onChange={value => {
        onCase(String(value));
      }}
    />
  );
};

const ABOUT: readonly string[] = ['about', 'act', 'acts', 'before', 'notice', 'event'];
const FORM: readonly string[] = ['form', 'forms'];

/** The words of debts, with the case's own names of its notices, acts and ways. */
const refusalsOf = (read: Read<DebtCard>, language: Language): RefusalWords => ({
  ...debtRefusals,
  nameOf: (detail, value) => {
    if (ABOUT.includes(detail))
      return aboutName(value, read.kind === 'ready' ? read.value.steps : [], language);
    const way = givenBy.options.find(each => each === value);
    return FORM.includes(detail) && way !== undefined ? debtSay(language)(`channel.${way}`) : undefined;
  },
});

/** The whole case, on a Debt notice record or on its customer's; `read` says where the facts come from. */
export const DebtCase = ({
  read,
  server,
  surface,
  language,
  zone,
  onCase,
}: {
  readonly read: Read<DebtCard>;
  readonly server: Server;
  readonly surface: DebtSurface;
  readonly language: Language;
  /** Until the premises' own is known. */
  readonly zone: string;
  readonly onCase: (id: string) => void;
}) => (
  <Frame
    read={read}
    language={language}
    refusals={refusalsOf(read, language)}
    title={debtSay(language)('title')}
    loading={debtSay(language)('loading')}
    zone={read.kind === 'ready' ? read.value.zone : zone}
    rules={read.kind === 'ready' ? read.value.rules : []}
  >
    {card => {
      const props: DebtProps = { card, server, surface, language, onDone: read.refresh };
      return (
        <Flex direction="column" gap="sm">
          <Cases {...props} onCase={onCase} />
          <LadderHead {...props} />
          <StepsTable {...props} />
          <WhyItStands {...props} />
          <Acts {...props} />
          <Details {...props} />
        </Flex>
      );
    }}
  </Frame>
);
