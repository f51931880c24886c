import { Flex, Statistics, StatisticsItem, Tab, Tabs, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { ForecastView, RehearsalView } from '../../contract/outage.js';
import { millisecondsOf, moment } from '../../words/moments.js';
import { number, type Language } from '../../words/say.js';
import { campaignSay, type CampaignProps } from './campaign-context.js';
import { Rows } from '../../parts/rows.js';
import { Preview } from './preview.js';

type Summary = RehearsalView['summary'];

export const money = (minor: number, currency: string, language: Language): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency }).format(minor / 100);

type Say = ReturnType<typeof campaignSay>;

const groupsOf = (summary: Summary, say: Say, language: Language): readonly (readonly string[])[] => {
  const languageName = new Intl.DisplayNames([language], { type: 'language' });
  const rows: readonly (readonly [string, number])[] = [
    ...(['sms', 'email', 'letter'] as const).map(
      channel =>
        [say('who.channel', { channel: say(`channel.${channel}`) }), summary.byChannel[channel]] as const,
    ),
    ...Object.entries(summary.byLanguage).map(
      ([code, n]) => [say('who.language', { language: languageName.of(code) ?? code }), n] as const,
    ),
    ...(['residential', 'business'] as const).map(
      name => [say(`who.class.${name}`), summary.byClass[name] ?? 0] as const,
    ),
    [say('who.lifeSupport'), summary.lifeSupport],
    ...(summary.narrowing === undefined
      ? []
      : (['onList', 'toldAnyway', 'leftOut'] as const).map(
          name => [say(`who.${name}`), summary.narrowing?.[name] ?? 0] as const,
        )),
  ];
  return rows.map(([group, n]) => [group, number(language, n)]);
};

const Unreachable = ({ summary, language }: { readonly summary: Summary; readonly language: Language }) => {
  const say = campaignSay(language);
  if (summary.unreachableNotices === 0) return <Text>{say('unreachable.none')}</Text>;
  return (
    <Flex direction="column" gap="xs">
      <Text>{say('unreachable.some', { n: summary.unreachableNotices })}</Text>
      <Rows
        head={[say('unreachable.reason'), say('who.notices')]}
        rows={summary.unreachable.map(({ words, reason, notices }) => [
          words?.[language] ?? reason,
          number(language, notices),
        ])}
      />
    </Flex>
  );
};

const Cutoffs = ({ summary, card, language }: TimingProps) => {
  const say = campaignSay(language);
  const { zone } = card.outage;
  const now = millisecondsOf(card.serverNow);
  if (summary.actBy.length === 0) return <Text>{say('timing.none')}</Text>;
  return (
    <Rows
      head={[say('timing.channel'), say('timing.actBy'), say('timing.serveBy')]}
      rows={summary.actBy.map(({ channel, actBy, serveBy }) => [
        say(`channel.${channel}`),
        moment(actBy, zone, language, now),
        moment(serveBy, zone, language, now),
      ])}
    />
  );
};

type TimingProps = Pick<CampaignProps, 'card' | 'language'> & { readonly summary: Summary };

/** By when everything must leave us, and whether it will at the pace of the carriers. */
const Timing = (props: TimingProps & { readonly forecast: ForecastView | undefined }) => {
  const { card, language, forecast } = props;
  const say = campaignSay(language);
  const { zone } = card.outage;
  const now = millisecondsOf(card.serverNow);
  const at = (instant: string | null): string =>
    instant === null ? '–' : moment(instant, zone, language, now);
  return (
    <Flex direction="column" gap="sm">
      <Cutoffs {...props} />
      {forecast === undefined ? null : (
        <Flex direction="column" gap="xs">
          <Text format={{ fontWeight: 'demibold' }}>
            {forecast.late === 0 ? say('forecast.none') : say('forecast.late', { n: forecast.late })}
          </Text>
          {forecast.launchBy === null ? null : (
            <Text>{say('forecast.launchBy', { time: at(forecast.launchBy) })}</Text>
          )}
          <Rows
            head={[
              say('timing.channel'),
              say('forecast.messages'),
              say('forecast.pace'),
              say('forecast.last'),
              say('forecast.by'),
              say('stat.late'),
            ]}
            rows={forecast.channels.map(row => [
              say(`channel.${row.channel}`),
              number(language, row.messages),
              row.perSecond === null ? say('forecast.noCarrier') : number(language, row.perSecond),
              at(row.lastServed ?? row.lastHandedOver),
              at(row.handOverBy),
              number(language, row.late),
            ])}
          />
        </Flex>
      )}
    </Flex>
  );
};

/** All that would happen, before the button: who, who cannot be reached, in which words, by when, at what cost. */
export const Rehearsal = (props: CampaignProps & { readonly rehearsal: RehearsalView }) => {
  const { card, language, rehearsal } = props;
  const say = campaignSay(language);
  const { summary } = rehearsal;
  const [tab, setTab] = useState<string | number>('who');
  return (
    <Flex direction="column" gap="sm">
      <Statistics>
        <StatisticsItem label={say('stat.customers')} number={number(language, summary.accounts)} />
        <StatisticsItem
          label={say('stat.unreachable')}
          number={number(language, summary.unreachableNotices)}
        />
        <StatisticsItem label={say('stat.late')} number={number(language, summary.late)} />
        <StatisticsItem
          label={say('stat.cost')}
          number={money(summary.costMinor, summary.currency, language)}
        />
      </Statistics>
      <Tabs
        selected={tab}
        onSelectedChange={(selected: string | number) => {
          setTab(selected);
        }}
      >
        <Tab tabId="who" title={say('tab.who')}>
          <Rows head={[say('who.group'), say('who.notices')]} rows={groupsOf(summary, say, language)} />
        </Tab>
        <Tab tabId="unreachable" title={say('tab.unreachable', { n: summary.unreachableNotices })}>
          <Unreachable summary={summary} language={language} />
        </Tab>
        <Tab tabId="texts" title={say('tab.texts')}>
          {tab === 'texts' ? <Preview {...props} summary={summary} /> : null}
        </Tab>
        <Tab tabId="timing" title={say('tab.timing')}>
          <Timing summary={summary} card={card} language={language} forecast={rehearsal.forecast} />
        </Tab>
      </Tabs>
      <Text variant="microcopy">
        {say('rehearsal.at', {
          time: moment(rehearsal.at, card.outage.zone, language, millisecondsOf(card.serverNow)),
          by: rehearsal.by,
        })}
      </Text>
    </Flex>
  );
};
