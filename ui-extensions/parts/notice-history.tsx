import { Flex, LoadingSpinner, SearchInput, Select } from '@hubspot/ui-extensions';
import { useState, type ReactNode } from 'react';
import type { Server } from '../client/server.js';
import { useRead } from '../client/use-read.js';
import {
  historyPage,
  type HistoryKinds,
  type HistoryPage,
  type HistoryQuery,
  type HistoryRow,
  type HistoryStates,
} from '../contract/customer.js';
import { frameWords } from '../words/frame.js';
import { noticeWords } from '../words/notices.js';
import { sayIn, type Language } from '../words/say.js';
import { FailedState } from './frame.js';
import { NoticeTimeline } from './notice-timeline.js';
import { RefusalBlock } from './refusal-block.js';

export interface HistoryProps {
  readonly server: Server;
  readonly language: Language;
  /** Where the history is read, without a query. */
  readonly path: string;
  /** The first page, where the card has it already. */
  readonly first: HistoryPage | null;
  /** Of the places to choose from; with one there is nothing to choose. */
  readonly places: readonly { readonly id: string; readonly name: string }[];
  /** Only this place's. */
  readonly place?: string;
  readonly nowMs: number;
  readonly named: boolean;
  readonly open: (notice: HistoryRow, what: string) => ReactNode;
}

/** The query as the server reads it. The worker has `encodeURIComponent`, and may lack URLSearchParams. */
export const historyPath = (path: string, query: HistoryQuery, language: Language): string =>
  `${path}?${Object.entries({ ...query, language })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&')}`;

const KINDS: readonly HistoryKinds[] = ['planned', 'emergency', 'restored'];
const STATES: readonly HistoryStates[] = ['served', 'open', 'notReached', 'replaced'];
const isFirst = ({ page = 1, ...filters }: HistoryQuery, fixed: HistoryProps['place']): boolean =>
  page === 1 &&
  Object.entries(filters).every(
    ([name, value]) => value === undefined || (name === 'place' && value === fixed),
  );

interface FiltersProps {
  readonly language: Language;
  readonly query: HistoryQuery;
  readonly places: HistoryProps['places'];
  readonly onChange: (query: HistoryQuery) => void;
}
/** A filter taken off is left out of the query. */
const withFilter = (query: HistoryQuery, name: keyof HistoryQuery, value: unknown): HistoryQuery => {
  const rest = Object.fromEntries(Object.entries(query).filter(([key]) => key !== name && key !== 'page'));
  return value === '' ? rest : { ...rest, [name]: value };
};

const Filters = ({ language, query, places, onChange }: FiltersProps) => {
  const say = sayIn(noticeWords, language);
  const all = { label: say('filter.all'), value: '' };
  const set = (name: keyof HistoryQuery) => (value: unknown) => {
    onChange(withFilter(query, name, value));
  };
  return (
    <Flex direction="row" gap="sm" wrap align="end">
      {places.length < 2 ? null : (
        <Select
          name="place"
          label={say('filter.place')}
          value={query.place ?? ''}
          options={[all, ...places.map(({ id, name }) => ({ label: name, value: id }))]}
          onChange={set('place')}
        />
      )}
      <Select
        name="kind"
        label={say('filter.kind')}
        value={query.kind ?? ''}
        options={[all, ...KINDS.map(kind => ({ label: say(`filter.kind.${kind}`), value: kind }))]}
        onChange={set('kind')}
      />
      <Select
        name="state"
        label={say('filter.state')}
        value={query.state ?? ''}
        options={[all, ...STATES.map(state => ({ label: say(`filter.state.${state}`), value: state }))]}
        onChange={set('state')}
      />
      <SearchInput name="find" label={say('filter.find')} value={query.text ?? ''} onChange={set('text')} />
    </Flex>
  );
};

/** A page that has to be asked for. */
const ReadPage = ({
  server,
  language,
  path,
  children,
}: Pick<HistoryProps, 'server' | 'language' | 'path'> & {
  readonly children: (page: HistoryPage) => ReactNode;
}) => {
  const read = useRead(server, path, historyPage);
  if (read.kind === 'loading')
    return <LoadingSpinner showLabel label={sayIn(frameWords, language)('state.loading')} />;
  if (read.kind === 'failed') return <FailedState failed={read} language={language} onAgain={read.refresh} />;
  if (read.kind === 'refused') return <RefusalBlock refusal={read.refusal} language={language} />;
  return children(read.value);
};

/** The history with its filters; each is a query of the server, so that a thousand notices are no more work than ten. */
export const NoticeHistory = (props: HistoryProps) => {
  const { server, language, path, first, places, place, nowMs, named, open } = props;
  const start: HistoryQuery = place === undefined ? {} : { place };
  const [query, setQuery] = useState<HistoryQuery>(start);
  const timeline = (page: HistoryPage): ReactNode => (
    <NoticeTimeline
      page={page}
      language={language}
      nowMs={nowMs}
      named={named}
      filtered={!isFirst(query, place)}
      onClear={() => {
        setQuery(start);
      }}
      onPage={next => {
        setQuery({ ...query, page: next });
      }}
      open={open}
    />
  );
  return (
    <Flex direction="column" gap="sm">
      <Filters
        language={language}
        query={query}
        places={place === undefined ? places : []}
        onChange={setQuery}
      />
      {first !== null && isFirst(query, place) ? (
        timeline(first)
      ) : (
        <ReadPage server={server} language={language} path={historyPath(path, query, language)}>
          {timeline}
        </ReadPage>
      )}
    </Flex>
  );
};
