import { Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { Rows } from '../parts/rows.js';
import { millisecondsOf, moment, relative } from '../words/moments.js';
import { operationsWords } from '../words/operations.js';
import { number, sayIn } from '../words/say.js';
import type { TabBody } from './place.js';
import { outageAddress } from './place.js';

/** What must be served by when, the next first. */
export const Deadlines = ({ page, zone, language }: TabBody) => {
  const say = sayIn(operationsWords, language);
  const now = millisecondsOf(page.serverNow);
  if (page.deadlines.length === 0) return <Text>{say('deadlines.none')}</Text>;
  return (
    <Rows
      head={[say('col.deadline'), say('col.notices'), say('col.open')]}
      rows={page.deadlines.map(({ at, outage, ref, notices }) => [
        `${moment(at, zone, language, now)} (${relative(at, language, now)})`,
        number(language, notices),
        <PageLink key="open" to={outageAddress(outage)}>
          {say('open.outage', { ref })}
        </PageLink>,
      ])}
    />
  );
};
