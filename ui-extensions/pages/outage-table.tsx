import { Button, EmptyState, Text } from '@hubspot/ui-extensions';
import { StageTag } from '../cards/outage/head.js';
import type { OperationsPage, OutageRow } from '../contract/operations.js';
import { Rows } from '../parts/rows.js';
import { millisecondsOf, moment, relative, span } from '../words/moments.js';
import { operationsWords } from '../words/operations.js';
import { number, sayIn, type Language } from '../words/say.js';

const whenOf = ({ from, to }: OutageRow, zone: string, language: Language, now: number): string => {
  if (from === null) return '';
  return to === null ? moment(from, zone, language, now) : span(from, to, zone, language, now);
};

/** What is on and what is planned, with the way into each. */
export const OutageTable = ({
  page,
  zone,
  language,
  onOpen,
}: {
  readonly page: OperationsPage;
  readonly zone: string;
  readonly language: Language;
  readonly onOpen: (outage: string) => void;
}) => {
  const say = sayIn(operationsWords, language);
  const now = millisecondsOf(page.serverNow);
  if (page.outages.length === 0)
    return (
      <EmptyState title={say('empty.title')} layout="vertical" reverseOrder imageWidth={120}>
        <Text>{say('empty')}</Text>
      </EmptyState>
    );
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
      rows={page.outages.map(outage => [
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
        <Button
          key="open"
          size="xs"
          variant="secondary"
          onClick={() => {
            onOpen(outage.id);
          }}
        >
          {say('open.outage', { ref: outage.ref })}
        </Button>,
      ])}
    />
  );
};
