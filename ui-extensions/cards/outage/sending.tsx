import { Accordion, Alert, Flex, BarChart, ProgressBar, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useRead } from '../../client/use-read.js';
import { useServerClock } from '../../client/use-server-clock.js';
import { paceView, type CampaignCard } from '../../contract/campaign.js';
import { Frame } from '../../parts/frame.js';
import { moment, relative, timeOfDay } from '../../words/moments.js';
import { number } from '../../words/say.js';
import { campaignSay, cardPathOf, sendingSay, type CampaignProps } from './campaign-context.js';
import { Rows } from '../../parts/rows.js';

type Sent = NonNullable<CampaignCard['sent']>;

const barOf = (
  { figures, expanded }: Sent,
  stage: CampaignCard['stage'],
): 'success' | 'warning' | 'danger' => {
  if (figures.notReached > 0 && stage === 'missed') return 'danger';
  return expanded && figures.underWay === 0 && figures.notReached === 0 ? 'success' : 'warning';
};

const Missing = ({ card, language, sent }: CampaignProps & { readonly sent: Sent }) => {
  const say = sendingSay(language);
  const now = useServerClock(card.serverNow);
  const { notReached, lifeSupportNotReached, deadline } = sent.figures;
  if (notReached === 0) return null;
  return (
    <Alert title={say('missed.alert', { n: notReached })} variant="danger">
      {lifeSupportNotReached === 0 ? null : <Text>{say('missed.life', { n: lifeSupportNotReached })}</Text>}
      {deadline === null ? null : (
        <Text>
          {say('missed.deadline', {
            time: moment(deadline, card.outage.zone, language, now),
            left: relative(deadline, language, now),
          })}
        </Text>
      )}
    </Alert>
  );
};

/** Messages over time; the numbers stand in a table beside the picture, which says nothing else. */
const Pace = ({ card, server, language }: CampaignProps) => {
  const say = sendingSay(language);
  const words = campaignSay(language);
  const read = useRead(server, cardPathOf(card, 'pace'), paceView);
  const rows = (points: readonly { at: string; channel: 'email' | 'sms' | 'letter'; messages: number }[]) =>
    points.map(({ at, channel, messages }) => ({
      at: timeOfDay(at, card.outage.zone, language),
      channel: words(`channel.${channel}`),
      messages,
    }));
  return (
    <Frame read={read} language={language} zone={card.outage.zone}>
      {({ points }) =>
        points.length === 0 ? (
          <Text>{say('pace.none')}</Text>
        ) : (
          <Flex direction="column" gap="sm">
            <Rows
              head={[say('pace.time'), say('col.channel'), say('pace.messages')]}
              rows={rows(points).map(({ at, channel, messages }) => [
                at,
                channel,
                number(language, messages),
              ])}
            />
            <BarChart
              data={rows(points)}
              axes={{
                x: { field: 'at', fieldType: 'category', label: say('pace.time') },
                y: { field: 'messages', fieldType: 'linear', label: say('pace.messages') },
                options: { groupFieldByColor: 'channel', stacking: true },
              }}
              options={{ showLegend: true, showDataLabels: true }}
            />
          </Flex>
        )
      }
    </Frame>
  );
};

/** How far the last launch is, in customers, then in messages by channel. */
export const Sending = (props: CampaignProps & { readonly sent: Sent }) => {
  const { card, language, sent } = props;
  const say = sendingSay(language);
  const words = campaignSay(language);
  const now = useServerClock(card.serverNow);
  const [open, setOpen] = useState(false);
  const { figures } = sent;
  const progress = say('progress.words', figures);
  return (
    <Flex direction="column" gap="sm">
      <ProgressBar
        title={say('reached')}
        aria-label={say('reached')}
        value={figures.reached}
        maxValue={Math.max(1, figures.due)}
        valueDescription={progress}
        variant={barOf(sent, card.stage)}
      />
      <Text testId="reached">{progress}</Text>
      {sent.expanded ? null : <Text variant="microcopy">{say('expanding')}</Text>}
      <Missing {...props} />
      {card.stage === 'done' ? <Alert title={say('done.clean')} variant="success" /> : null}
      <Rows
        head={[
          say('col.channel'),
          say('col.planned'),
          say('col.carrier'),
          say('col.delivered'),
          say('col.failed'),
          say('col.unknown'),
          say('col.last'),
        ]}
        rows={figures.channels.map(row => [
          words(`channel.${row.channel}`),
          number(language, row.planned + row.held),
          number(language, row.withCarrier),
          number(language, row.delivered),
          number(language, row.failed),
          number(language, row.unknown),
          row.lastAt === null ? '' : moment(row.lastAt, card.outage.zone, language, now),
        ])}
      />
      <Text variant="microcopy">
        {say('served.how', { proof: figures.byProof, rule: figures.byRule, late: figures.late })}
      </Text>
      {sent.crmBehind === 0 ? null : (
        <Text variant="microcopy">{say('crm.behind', { n: sent.crmBehind })}</Text>
      )}
      <Accordion
        title={say('pace')}
        size="xs"
        open={open}
        onClick={() => {
          setOpen(before => !before);
        }}
      >
        {open ? <Pace {...props} /> : <Text>{''}</Text>}
      </Accordion>
    </Flex>
  );
};
