import { EmptyState, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { StageTag } from '../cards/outage/head.js';
import type { OutageRow } from '../contract/operations.js';
import { Rows } from '../parts/rows.js';
import { millisecondsOf, moment, relative, span } from '../words/moments.js';
import { operationsWords } from '../words/operations.js';
import { number, sayIn, type Language } from '../words/say.js';
import type { TabBody } from './place.js';
import { outageAddress } from './place.js';

const whenOf = ({ from, to }: OutageRow, zone: string, language: Language, now: number): string => {
  if (from === null) return '';
  return to === null ? moment(from, zone, language, now) : span(from, to, zone, language, now);
};

/** Outages a row each, with the way into each. */
export const OutageRows = ({
  outages,
  now,
  zone,
  language,
}: {
  readonly outages: readonly OutageRow[];
  /** Milliseconds since 1970, by the server's clock. */
  readonly now: number;
  readonly zone: string;
  readonly language: Language;
}) => {
  const say = sayIn(operationsWords, language);
  return (
    <Rows
      head={[
        say('col.outage'),
        say('col.area'),
        say('col.when'),
        say('col.stage'),
        say('col.reached'),
        say('col.notReached'),
        say('col.deadline'),
        say('col.open'),
      ]}
      rows={outages.map(outage => [
        `${outage.ref} · ${outage.reason[language]}`,
        outage.feeders.join(', '),
        whenOf(outage, zone, language, now),
        <StageTag
          key="stage"
          stage={outage.stage}
          status={outage.status}
          notReached={outage.notReached}
          language={language}
        />,
        say('reached.of', { reached: outage.reached, due: outage.customers }),
        number(language, outage.notReached),
        outage.deadline === null
          ? ''
          : `${moment(outage.deadline, zone, language, now)} (${relative(outage.deadline, language, now)})`,
        <PageLink key="open" to={outageAddress(outage.id)}>
          {say('open.outage', { ref: outage.ref })}
        </PageLink>,
      ])}
    />
  );
};

/** What is on and what is planned. */
export const OutageTable = ({ page, zone, language }: TabBody) => {
  const say = sayIn(operationsWords, language);
  if (page.outages.length === 0)
    return (
      <EmptyState title={say('empty.title')} layout="vertical" reverseOrder imageWidth={120}>
        <Text>{say('empty')}</Text>
      </EmptyState>
    );
  return (
    <OutageRows outages={page.outages} now={millisecondsOf(page.serverNow)} zone={zone} language={language} />
  );
};
