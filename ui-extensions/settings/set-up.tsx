import { Flex, StatusTag, Text } from '@hubspot/ui-extensions';
import { Rows } from '../parts/rows.js';
import { sayIn } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import type { TabProps } from './setting-form.js';

/** What an installation needs, and what of it is there. */
export const SetUp = ({ page, language }: TabProps) => {
  const say = sayIn(settingsWords, language);
  return (
    <Flex direction="column" gap="sm">
      <Rows
        head={[say('col.step'), say('col.state')]}
        rows={page.setUp.map(({ step, done }) => [
          say(`step.${step}`),
          done === null ? (
            <StatusTag key={step} variant="default" hollow>
              {say('state.look')}
            </StatusTag>
          ) : (
            <StatusTag key={step} variant={done ? 'success' : 'warning'}>
              {say(done ? 'state.done' : 'state.open')}
            </StatusTag>
          ),
        ])}
      />
      <Text variant="microcopy">{say('step.cards.how')}</Text>
    </Flex>
  );
};
