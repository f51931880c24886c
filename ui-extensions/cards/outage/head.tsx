import { Flex, Inline, StatusTag, StepIndicator, Text } from '@hubspot/ui-extensions';
import type { ComponentProps } from 'react';
import type { CampaignCard } from '../../contract/campaign.js';
import { millisecondsOf, moment, span, timeOfDay } from '../../words/moments.js';
import type { Language } from '../../words/say.js';
import { campaignSay } from './campaign-context.js';

type Say = ReturnType<typeof campaignSay>;
type Look = Pick<ComponentProps<typeof StatusTag>, 'variant' | 'hollow'>;

/** Filled is a fact, hollow is expected; red is for what somebody must do. */
const LOOK: Readonly<Record<CampaignCard['stage'], Look>> = {
  draft: { variant: 'default', hollow: true },
  rehearsed: { variant: 'info', hollow: true },
  waiting: { variant: 'warning', hollow: true },
  approved: { variant: 'info' },
  sending: { variant: 'info' },
  paused: { variant: 'warning' },
  missed: { variant: 'danger' },
  done: { variant: 'success' },
};

export const stageWords = (
  stage: CampaignCard['stage'],
  { say, status, notReached }: { say: Say; status: CampaignCard['outage']['status']; notReached: number },
): string => {
  if (stage === 'missed') return say('stage.missed', { n: notReached });
  if (stage === 'done' && status === 'cancelled') return say('stage.cancelled');
  return say(`stage.${stage}`);
};

export const StageTag = ({
  stage,
  status,
  notReached,
  language,
}: Pick<CampaignCard, 'stage'> & {
  readonly status: CampaignCard['outage']['status'];
  readonly notReached: number;
  readonly language: Language;
}) => (
  <StatusTag {...LOOK[stage]}>
    {stageWords(stage, { say: campaignSay(language), status, notReached })}
  </StatusTag>
);

const STEPS = ['draft', 'rehearse', 'approve', 'send', 'live', 'restored'] as const;
/** The step of a campaign whose sending is over depends on the outage itself. */
const stepOf = ({ stage, outage, revision, serverNow }: CampaignCard): number => {
  switch (stage) {
    case 'draft':
      return 0;
    case 'rehearsed':
      return 1;
    case 'waiting':
    case 'approved':
      return 2;
    case 'sending':
    case 'paused':
    case 'missed':
    case 'done': {
      if (outage.status === 'restored') return 5;
      const start = revision.since ?? revision.windows[0]?.from;
      return start !== undefined && start <= serverNow ? 4 : 3;
    }
  }
};

const whenOf = ({ revision, outage, serverNow }: CampaignCard, say: Say, language: Language): string => {
  const now = millisecondsOf(serverNow);
  const { zone } = outage;
  if (revision.restoredAt !== null)
    return say('head.restored', { time: moment(revision.restoredAt, zone, language, now) });
  if (revision.since !== null) {
    const since = say('head.since', { time: moment(revision.since, zone, language, now), zone });
    const back =
      revision.etr === null
        ? say('head.noEtr')
        : say('head.etr', { time: timeOfDay(revision.etr.at, zone, language) });
    return `${since} · ${back}`;
  }
  return revision.windows
    .map(({ from, to }) => say('head.from', { span: span(from, to, zone, language, now), zone }))
    .join('; ');
};

/** The same at every stage: where it stands, what it is, when, and why. */
export const Head = ({ card, language }: { readonly card: CampaignCard; readonly language: Language }) => {
  const say = campaignSay(language);
  const { outage, revision } = card;
  return (
    <Flex direction="column" gap="xs">
      <StepIndicator
        stepNames={STEPS.map(step => say(`step.${step}`))}
        currentStep={stepOf(card)}
        variant="compact"
      />
      <Inline gap="small">
        <Text format={{ fontWeight: 'demibold' }}>
          {say(`${outage.kind}.head`, { ref: outage.ref, area: revision.feeders.join(', ') })}
        </Text>
        <StageTag
          stage={card.stage}
          status={outage.status}
          notReached={card.sent?.figures.notReached ?? 0}
          language={language}
        />
      </Inline>
      <Text>{whenOf(card, say, language)}</Text>
      <Text variant="microcopy">{say('head.reason', { reason: revision.reason[language] })}</Text>
      {revision.narrowedTo === null ? null : (
        <Text variant="microcopy">{say('head.list', { name: revision.narrowedTo.name })}</Text>
      )}
    </Flex>
  );
};
