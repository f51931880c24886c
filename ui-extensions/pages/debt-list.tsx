import { Button, Flex, Select, StatusTag, Text } from '@hubspot/ui-extensions';
import { PageBreadcrumbs, PageTitle } from '@hubspot/ui-extensions/pages';
import { useState } from 'react';
import { useRead } from '../client/use-read.js';
import { debtList, type DebtFilter, type DebtList } from '../contract/debt-list.js';
import type { DebtSummary } from '../contract/debt-summary.js';
import { billText } from '../parts/debt-standing.js';
import { Frame } from '../parts/frame.js';
import { Rows } from '../parts/rows.js';
import { debtPageWords } from '../words/debt-page.js';
import { standingWords } from '../words/debt-standing.js';
import { millisecondsOf } from '../words/moments.js';
import { operationsWords } from '../words/operations.js';
import { sayIn, type Language } from '../words/say.js';
import { DebtFile } from './debt-file.js';
import { CasesByStep, DebtFigures } from './debt-figures.js';
import { ADDRESS, usePages } from './place.js';

const FILTERS = ['all', 'unproven', 'returned', 'cutThisWeek'] as const satisfies readonly DebtFilter[];
type Filter = (typeof FILTERS)[number];

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
        <Text key="ref">{debt.ref}</Text>,
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

interface Narrowed {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

const Body = ({
  list,
  before,
  filter,
  onFilter,
  onMore,
}: Narrowed & {
  readonly list: DebtList;
  readonly before: readonly DebtSummary[];
  readonly onMore: (after: string) => void;
}) => {
  const { server, language } = usePages();
  const say = sayIn(debtPageWords, language);
  const { next } = list;
  const rows = [...before.filter(each => !list.rows.some(row => row.case === each.case)), ...list.rows];
  return (
    <Flex direction="column" gap="sm">
      <DebtFigures list={list} language={language} />
      <CasesByStep list={list} language={language} />
      <Select
        name="filter"
        label={say('filter')}
        value={filter}
        options={FILTERS.map(value => ({ label: say(`filter.${value}`), value }))}
        onChange={value => {
          onFilter(FILTERS.find(each => each === value) ?? 'all');
        }}
      />
      {rows.length === 0 ? (
        <Text>{say(filter === 'all' ? 'none.all' : 'none.filter')}</Text>
      ) : (
        <Cases rows={rows} nowMs={millisecondsOf(list.serverNow)} language={language} />
      )}
      {next === null ? null : (
        <Button
          size="xs"
          variant="secondary"
          onClick={() => {
            onMore(next);
          }}
        >
          {say('more')}
        </Button>
      )}
      <DebtFile server={server} language={language} filter={filter} />
    </Flex>
  );
};

const Listed = (narrowed: Narrowed) => {
  const { server, context, language } = usePages();
  const [after, setAfter] = useState<string | null>(null);
  const [before, setBefore] = useState<readonly DebtSummary[]>([]);
  const path = `/api/debts?filter=${narrowed.filter}`;
  const read = useRead(
    server,
    after === null ? path : `${path}&after=${encodeURIComponent(after)}`,
    debtList,
  );
  return (
    <Frame
      read={read}
      language={language}
      loading={sayIn(debtPageWords, language)('loading')}
      zone={context.portal.timezone}
    >
      {list => (
        <Body
          {...narrowed}
          list={list}
          before={before}
          onMore={next => {
            setBefore(shown => [...shown, ...list.rows]);
            setAfter(next);
          }}
        />
      )}
    </Frame>
  );
};

/** Every open debt case: in figures, by step, and by name, a page at a time. */
export const Debts = () => {
  const { language } = usePages();
  const title = sayIn(debtPageWords, language)('title');
  const [filter, setFilter] = useState<Filter>('all');
  return (
    <Flex direction="column" gap="sm">
      <PageBreadcrumbs>
        <PageBreadcrumbs.PageLink to={ADDRESS.now}>
          {sayIn(operationsWords, language)('title')}
        </PageBreadcrumbs.PageLink>
        <PageBreadcrumbs.Current>{title}</PageBreadcrumbs.Current>
      </PageBreadcrumbs>
      <PageTitle>{title}</PageTitle>
      {/* Cases of another choice must not stay under the name of this one. */}
      <Listed key={filter} filter={filter} onFilter={setFilter} />
    </Flex>
  );
};
