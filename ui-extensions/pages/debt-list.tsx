import { Flex, Select, StatusTag, Text } from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { useState } from 'react';
import { useRead } from '../client/use-read.js';
import { debtFilter, debtList, type DebtFilter } from '../contract/debt-list.js';
import { rung, type DebtSummary, type Rung } from '../contract/debt-summary.js';
import { billText, rungName } from '../parts/debt-standing.js';
import { Frame } from '../parts/frame.js';
import { Rows } from '../parts/rows.js';
import { debtPageWords } from '../words/debt-page.js';
import { standingWords } from '../words/debt-standing.js';
import { millisecondsOf } from '../words/moments.js';
import { sayIn, type Language } from '../words/say.js';
import { DebtFile } from './debt-file.js';
import { CasesByStep, DebtFigures } from './debt-figures.js';
import { PageHead } from './page-head.js';
import { usePaged } from './paged.js';
import { usePages } from './place.js';

/** HubSpot's own ids of the types. */
const TYPES = { contact: '0-1', company: '0-2' } as const;

/** The way to the whole case: a page has no room for it beside the campaigns, and its holder is whom it is about. */
const Case = ({ debt, nobody }: { readonly debt: DebtSummary; readonly nobody: string }) => {
  const { ref, holderRecord } = debt;
  return holderRecord === null ? (
    <Flex direction="column" gap="flush">
      <Text>{ref}</Text>
      <Text variant="microcopy">{nobody}</Text>
    </Flex>
  ) : (
    <CrmActionLink
      actionType="RECORD_APP_LINK"
      actionContext={{ objectTypeId: TYPES[holderRecord.kind], objectId: Number(holderRecord.crmId) }}
    >
      {ref}
    </CrmActionLink>
  );
};

const Cases = ({
  rows,
  nowMs,
  language,
}: {
  readonly rows: readonly DebtSummary[];
  readonly nowMs: number;
  readonly language: Language;
}) => {
  const say = sayIn(debtPageWords, language);
  return (
    <Rows
      head={[say('col.case'), say('col.place'), say('col.stands')]}
      rows={rows.map(debt => [
        <Case key="ref" debt={debt} nobody={say('case.nobody')} />,
        <Flex key="place" direction="column" gap="flush" align="start">
          <Text>{`${debt.holder} · ${debt.address.line1}`}</Text>
          {debt.lifeSupport ? (
            <StatusTag variant="danger">{sayIn(standingWords, language)('lifeSupport')}</StatusTag>
          ) : null}
        </Flex>,
        billText(debt, { language, nowMs }),
      ])}
    />
  );
};

/** Which cases are asked for; null: at every step. */
interface Asked {
  readonly filter: DebtFilter;
  readonly rung: Rung | null;
}
interface Narrowed {
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
}

/** A choice is called what its figure is called. */
const NAMES = {
  all: 'filter.all',
  unproven: 'stat.unproven',
  returned: 'stat.returned',
  cutThisWeek: 'stat.cutThisWeek',
  atRisk: 'stat.atRisk',
  held: 'stat.held',
  atPrinter: 'stat.lettersAtPrinter',
} as const satisfies Readonly<Record<DebtFilter, string>>;
/** Of open cases. */
const STEPS = rung.options.filter(value => value !== 'closed');
const EVERY = 'every';
const Filters = ({ asked, onAsk, language }: Narrowed & { readonly language: Language }) => {
  const say = sayIn(debtPageWords, language);
  return (
    <Flex direction="row" gap="sm" wrap>
      <Select
        name="filter"
        label={say('filter')}
        value={asked.filter}
        options={debtFilter.options.map(value => ({ label: say(NAMES[value]), value }))}
        onChange={value => {
          onAsk({ ...asked, filter: value as DebtFilter });
        }}
      />
      <Select
        name="rung"
        label={say('col.step')}
        value={asked.rung ?? EVERY}
        options={[
          { label: say('step.every'), value: EVERY },
          ...STEPS.map(value => ({ label: rungName(value, language), value })),
        ]}
        onChange={value => {
          onAsk({ ...asked, rung: rung.options.find(each => each === value) ?? null });
        }}
      />
    </Flex>
  );
};

const Listed = ({ asked, onAsk }: Narrowed) => {
  const { server, context, language } = usePages();
  const say = sayIn(debtPageWords, language);
  const { after, upTo, more } = usePaged<DebtSummary>(debt => debt.case);
  const path = [
    `/api/debts?filter=${asked.filter}&language=${language}`,
    asked.rung === null ? '' : `&rung=${asked.rung}`,
    after === null ? '' : `&after=${encodeURIComponent(after)}`,
  ].join('');
  const read = useRead(server, path, debtList);
  return (
    <Frame read={read} language={language} loading={say('loading')} zone={context.portal.timezone}>
      {list => (
        <Flex direction="column" gap="sm">
          <DebtFigures list={list} language={language} />
          <CasesByStep list={list} language={language} />
          <Filters asked={asked} onAsk={onAsk} language={language} />
          {list.rows.length === 0 ? (
            <Text>{say(asked.filter === 'all' && asked.rung === null ? 'none.all' : 'none.filter')}</Text>
          ) : (
            <>
              <Cases rows={upTo(list.rows)} nowMs={millisecondsOf(list.serverNow)} language={language} />
              <Text variant="microcopy">{say('case.where')}</Text>
            </>
          )}
          {more(list.rows, list.next, say('more'))}
          <DebtFile {...asked} server={server} language={language} mayNot={list.mayExport} />
        </Flex>
      )}
    </Frame>
  );
};

/** Every open debt case: in figures, by step, and by name, a page at a time. */
export const Debts = () => {
  const { language } = usePages();
  const [asked, setAsked] = useState<Asked>({ filter: 'all', rung: null });
  return (
    <Flex direction="column" gap="sm">
      <PageHead here={sayIn(debtPageWords, language)('title')} />
      {/* Cases of another choice must not stay under the name of this one. */}
      <Listed key={`${asked.filter} ${asked.rung ?? ''}`} asked={asked} onAsk={setAsked} />
    </Flex>
  );
};
