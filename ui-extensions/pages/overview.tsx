import { Button, Flex, Statistics, StatisticsItem, Tab, Tabs } from '@hubspot/ui-extensions';
import { PageLink, PageTitle, usePageRoute } from '@hubspot/ui-extensions/pages';
import { useRead } from '../client/use-read.js';
import { operationsPage } from '../contract/operations.js';
import { Frame } from '../parts/frame.js';
import { NoObjects } from '../parts/no-objects.js';
import { Why } from '../parts/why.js';
import { millisecondsOf, moment, relative } from '../words/moments.js';
import { operationsWords } from '../words/operations.js';
import { number, sayIn } from '../words/say.js';
import { Deadlines } from './deadlines.js';
import { Health } from './health.js';
import { MissedOutages } from './missed-outages.js';
import { Needs } from './needs.js';
import { OutageArchive } from './outage-archive.js';
import { OutageTable } from './outage-table.js';
import { ADDRESS, usePages, type TabBody } from './place.js';

/** The tabs in their order: each has an address of its own, and is drawn only while it is open. */
export const TABS = [
  { id: 'now', address: ADDRESS.now, body: OutageTable },
  { id: 'deadlines', address: ADDRESS.deadlines, body: Deadlines },
  { id: 'carriers', address: ADDRESS.carriers, body: Health },
  { id: 'missed', address: ADDRESS.missed, body: MissedOutages },
  { id: 'outages', address: ADDRESS.outages, body: OutageArchive },
] as const;

const Figures = ({ page, zone, language }: TabBody) => {
  const say = sayIn(operationsWords, language);
  const now = millisecondsOf(page.serverNow);
  const { outages, notReached, nextDeadline, missed } = page.figures;
  return (
    <Statistics>
      <StatisticsItem label={say('stat.outages')} number={number(language, outages)} />
      <StatisticsItem label={say('stat.notReached')} number={number(language, notReached)} />
      <StatisticsItem
        label={say('stat.deadline')}
        number={
          nextDeadline === null
            ? say('stat.none')
            : `${moment(nextDeadline, zone, language, now)} (${relative(nextDeadline, language, now)})`
        }
      />
      <StatisticsItem label={say('stat.missed')} number={number(language, missed)} />
    </Statistics>
  );
};

const Body = (props: TabBody) => {
  const { page, language } = props;
  const { actions } = usePages();
  const say = sayIn(operationsWords, language);
  const { routeId = 'now' } = usePageRoute();
  return (
    <Flex direction="column" gap="sm">
      <Needs {...props} />
      <NoObjects customObjects={page.customObjects} language={language} />
      <Figures {...props} />
      <Flex direction="column" gap="flush" align="start">
        <Button
          variant="primary"
          disabled={page.may.prepare !== null}
          onClick={() => {
            actions.navigateToPage({ to: ADDRESS.newOutage });
          }}
        >
          {say('new')}
        </Button>
        <Why why={page.may.prepare} language={language} />
      </Flex>
      <PageLink to={ADDRESS.debts}>{say('debts')}</PageLink>
      <Tabs
        selected={routeId}
        onSelectedChange={(chosen: string | number) => {
          actions.navigateToPage({ to: TABS.find(({ id }) => id === chosen)?.address ?? ADDRESS.now });
        }}
      >
        {TABS.map(({ id, body: Each }) => (
          <Tab key={id} tabId={id} title={say(`tab.${id}`)}>
            {id === routeId ? <Each {...props} /> : null}
          </Tab>
        ))}
      </Tabs>
    </Flex>
  );
};

/** What needs a person, the figures, and below them the tab that the address names. */
export const Overview = () => {
  const { server, context, language } = usePages();
  const say = sayIn(operationsWords, language);
  const zone = context.portal.timezone;
  const read = useRead(server, '/api/pages/operations', operationsPage);
  return (
    <Flex direction="column" gap="sm">
      <PageTitle>{say('title')}</PageTitle>
      <Frame read={read} language={language} loading={say('loading')} zone={zone}>
        {page => <Body page={page} zone={zone} language={language} />}
      </Frame>
    </Flex>
  );
};
