import { DescriptionList, DescriptionListItem, Flex, StatusTag } from '@hubspot/ui-extensions';
import type { ComponentProps } from 'react';
import type { CarrierHealth } from '../contract/operations.js';
import { Rows } from '../parts/rows.js';
import { campaignWords } from '../words/campaign.js';
import { millisecondsOf, moment } from '../words/moments.js';
import { operationsWords } from '../words/operations.js';
import { sayIn, type Language } from '../words/say.js';
import type { TabBody } from './place.js';

type Look = Pick<ComponentProps<typeof StatusTag>, 'variant' | 'hollow'>;
const LOOK: Readonly<Record<CarrierHealth['state'], Look>> = {
  working: { variant: 'success' },
  slow: { variant: 'warning' },
  down: { variant: 'danger' },
  idle: { variant: 'default', hollow: true },
  off: { variant: 'default' },
};

/** A carrier's state, in the same word and colour everywhere. */
export const CarrierTag = ({
  state,
  language,
}: {
  readonly state: CarrierHealth['state'];
  readonly language: Language;
}) => <StatusTag {...LOOK[state]}>{sayIn(operationsWords, language)(`carrier.${state}`)}</StatusTag>;

/** Whether the machine is well: carriers, the write-back, the queue, the feeds. */
export const Health = ({ page, zone, language }: TabBody) => {
  const say = sayIn(operationsWords, language);
  const words = sayIn(campaignWords, language);
  const now = millisecondsOf(page.serverNow);
  const at = (instant: string | null): string =>
    instant === null ? '' : moment(instant, zone, language, now);
  const { writeBack } = page;
  return (
    <Flex direction="column" gap="sm">
      <Rows
        head={[say('col.carrier'), say('col.channel'), say('col.state'), say('col.lately')]}
        rows={page.carriers.map(({ name, channel, state, accepted, rejected, putOff, unanswered }) => [
          name,
          words(`channel.${channel}`),
          <CarrierTag key={name} state={state} language={language} />,
          say('lately', { accepted, rejected, troubled: putOff + unanswered }),
        ])}
      />
      <DescriptionList direction="row">
        <DescriptionListItem label={say('writeBack')}>
          {writeBack.waiting === 0
            ? say('writeBack.none')
            : say('writeBack.some', { n: writeBack.waiting, time: at(writeBack.oldestAt) })}
        </DescriptionListItem>
        {page.queue.map(({ lane, jobs, oldestAt }) => (
          <DescriptionListItem key={lane} label={say(`lane.${lane}`)}>
            {jobs === 0 ? say('lane.none') : say('lane.some', { n: jobs, time: at(oldestAt) })}
          </DescriptionListItem>
        ))}
        {page.feeds.map(feed => (
          <DescriptionListItem key={feed.name} label={say('feed', { name: feed.name })}>
            {feed.at === null
              ? say('feed.never')
              : say(feed.silent ? 'feed.silent' : 'feed.at', { time: at(feed.at) })}
          </DescriptionListItem>
        ))}
      </DescriptionList>
    </Flex>
  );
};
