import { Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { Rows } from '../parts/rows.js';
import { operationsWords } from '../words/operations.js';
import { number, sayIn } from '../words/say.js';
import type { TabBody } from './place.js';
import { missedAddress } from './place.js';

/** The outages of which somebody was not told, with the way to the names. */
export const MissedOutages = ({ page, language }: TabBody) => {
  const say = sayIn(operationsWords, language);
  if (page.missed.length === 0) return <Text>{say('missed.none')}</Text>;
  return (
    <Rows
      head={[say('missed.customers'), say('missed.life'), say('col.open')]}
      rows={page.missed.map(({ outage, ref, customers, lifeSupport }) => [
        number(language, customers),
        number(language, lifeSupport),
        <PageLink key="open" to={missedAddress(outage)}>
          {say('missed.open', { ref })}
        </PageLink>,
      ])}
    />
  );
};
