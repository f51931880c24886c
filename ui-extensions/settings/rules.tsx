import { Flex, Tag, Text } from '@hubspot/ui-extensions';
import { Rows } from '../parts/rows.js';
import { number, sayIn } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import type { TabProps } from './setting-form.js';

/** Which rules are in force in each place that is supplied, how sure they are, and how far its holidays are known. */
export const Rules = ({ page, language }: TabProps) => {
  const say = sayIn(settingsWords, language);
  if (page.places.length === 0) return <Text>{say('rules.none')}</Text>;
  return (
    <Flex direction="column" gap="sm">
      <Rows
        head={[
          say('rules.col.place'),
          say('rules.col.points'),
          say('rules.col.rulebook'),
          say('rules.col.since'),
          say('rules.col.sure'),
          say('rules.col.calendar'),
        ]}
        rows={page.places.map(
          ({ jurisdiction, servicePoints, missing, rulebooks, confidence, calendarUntil }) =>
            missing === null
              ? [
                  jurisdiction,
                  number(language, servicePoints),
                  rulebooks.map(({ id, title }) => `${title} (${id})`).join('; '),
                  rulebooks.map(({ validFrom }) => validFrom).join('; '),
                  confidence === 'verified' ? (
                    say('sure.verified')
                  ) : (
                    <Tag key={jurisdiction} variant="warning">
                      {say(`sure.${confidence}`)}
                    </Tag>
                  ),
                  calendarUntil === null ? say('rules.noCalendar') : String(calendarUntil),
                ]
              : [jurisdiction, number(language, servicePoints), missing, '', '', ''],
        )}
      />
      <Text variant="microcopy">{say('rules.hint')}</Text>
    </Flex>
  );
};
