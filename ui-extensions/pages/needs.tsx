import { Alert, Flex, Text } from '@hubspot/ui-extensions';
import type { Need } from '../contract/operations.js';
import { millisecondsOf, moment, relative } from '../words/moments.js';
import { operationsWords } from '../words/operations.js';
import { sayIn } from '../words/say.js';
import type { TabBody } from './place.js';

type Say = ReturnType<typeof sayIn<(typeof operationsWords)['en']>>;

const sentenceOf = (need: Need, say: Say, at: (instant: string) => string): string => {
  const { kind, n } = need;
  const ref = need.outage?.ref ?? '';
  const name = need.name ?? '';
  switch (kind) {
    case 'notReached':
      return say('need.notReached', { n, ref });
    case 'pausedTooLong':
      return say('need.pausedTooLong', { ref });
    case 'carrierDown':
      return say('need.carrierDown', { name });
    case 'feedSilent':
      return say('need.feedSilent', { name, time: need.at === null ? '' : at(need.at) });
    case 'directoryShrunk':
      return say('need.directoryShrunk');
    case 'overdue':
    case 'unknownOutcomes':
    case 'jobsFailing':
      return say(`need.${kind}`, { n });
  }
};

/** The verdict of the page: what needs a person, the worst first, or that nothing does. */
export const Needs = ({ page, zone, language }: TabBody) => {
  const say = sayIn(operationsWords, language);
  const now = millisecondsOf(page.serverNow);
  const at = (instant: string): string => moment(instant, zone, language, now);
  const { nextDeadline } = page.figures;
  if (page.needs.length === 0)
    return (
      <Alert title={say('calm')} variant="success">
        {nextDeadline === null
          ? null
          : say('calm.next', { time: at(nextDeadline), left: relative(nextDeadline, language, now) })}
      </Alert>
    );
  return (
    <Alert title={say('need', { n: page.needs.length })} variant="danger">
      <Flex direction="column" gap="flush">
        {page.needs.map(need => (
          <Text key={`${need.kind}/${need.outage?.id ?? need.name ?? ''}`}>{sentenceOf(need, say, at)}</Text>
        ))}
      </Flex>
    </Alert>
  );
};
