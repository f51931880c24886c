import { Button, Flex, Statistics, StatisticsItem, Tab, Tabs, Text } from '@hubspot/ui-extensions';
import { useMemo, useState } from 'react';
import { Campaign } from '../cards/outage/campaign.js';
import type { Surface } from '../cards/outage/campaign-context.js';
import { DraftForm } from '../cards/outage/draft-form.js';
import { useRead } from '../client/use-read.js';
import { campaignCard } from '../contract/campaign.js';
import { operationsPage, type OperationsPage as Page } from '../contract/operations.js';
import type { PagesProps } from '../parts/card-props.js';
import { Frame } from '../parts/frame.js';
import { Rows } from '../parts/rows.js';
import { Why } from '../parts/why.js';
import { millisecondsOf, moment, relative } from '../words/moments.js';
import { operationsWords } from '../words/operations.js';
import { number, sayIn } from '../words/say.js';
import { Health } from './health.js';
import { Needs } from './needs.js';
import { OutageTable } from './outage-table.js';

type View =
  | { readonly kind: 'overview' }
  | { readonly kind: 'new' }
  | { readonly kind: 'campaign'; readonly outage: string };

interface Opens {
  readonly onOpen: (outage: string) => void;
}
type BodyProps = Pick<PagesProps, 'language'> & Opens & { readonly page: Page; readonly zone: string };

const Figures = ({ page, zone, language }: BodyProps) => {
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

const OpenOutage = ({
  outage,
  label,
  onOpen,
}: Opens & { readonly outage: string; readonly label: string }) => (
  <Button
    size="xs"
    variant="secondary"
    onClick={() => {
      onOpen(outage);
    }}
  >
    {label}
  </Button>
);

const Deadlines = ({ page, zone, language, onOpen }: BodyProps) => {
  const say = sayIn(operationsWords, language);
  const now = millisecondsOf(page.serverNow);
  if (page.deadlines.length === 0) return <Text>{say('deadlines.none')}</Text>;
  return (
    <Rows
      head={[say('col.deadline'), say('col.notices'), say('col.open')]}
      rows={page.deadlines.map(({ at, outage, ref, notices }) => [
        `${moment(at, zone, language, now)} (${relative(at, language, now)})`,
        number(language, notices),
        <OpenOutage key="open" outage={outage} label={say('open.outage', { ref })} onOpen={onOpen} />,
      ])}
    />
  );
};

const MissedOutages = ({ page, language, onOpen }: BodyProps) => {
  const say = sayIn(operationsWords, language);
  if (page.missed.length === 0) return <Text>{say('missed.none')}</Text>;
  return (
    <Rows
      head={[say('missed.customers'), say('missed.life'), say('col.open')]}
      rows={page.missed.map(({ outage, ref, customers, lifeSupport }) => [
        number(language, customers),
        number(language, lifeSupport),
        <OpenOutage key="open" outage={outage} label={say('open.outage', { ref })} onOpen={onOpen} />,
      ])}
    />
  );
};

const Overview = (props: BodyProps & { readonly onNew: () => void }) => {
  const { page, zone, language, onOpen, onNew } = props;
  const say = sayIn(operationsWords, language);
  return (
    <Flex direction="column" gap="sm">
      <Needs page={page} zone={zone} language={language} />
      <Figures {...props} />
      <Flex direction="column" gap="flush" align="start">
        <Button variant="primary" disabled={page.may.prepare !== null} onClick={onNew}>
          {say('new')}
        </Button>
        <Why why={page.may.prepare} language={language} />
      </Flex>
      <Tabs defaultSelected="now">
        <Tab tabId="now" title={say('tab.now')}>
          <OutageTable page={page} zone={zone} language={language} onOpen={onOpen} />
        </Tab>
        <Tab tabId="deadlines" title={say('tab.deadlines')}>
          <Deadlines {...props} />
        </Tab>
        <Tab tabId="health" title={say('tab.health')}>
          <Health page={page} zone={zone} language={language} />
        </Tab>
        <Tab tabId="missed" title={say('tab.missed')}>
          <MissedOutages {...props} />
        </Tab>
      </Tabs>
    </Flex>
  );
};

/**
 * The whole picture for whoever runs the shift. Campaigns open here too: an account without custom objects has no other
 * place for them.
 */
export const OperationsPage = ({ server, context, actions, language }: PagesProps) => {
  const say = sayIn(operationsWords, language);
  const zone = context.portal.timezone;
  const [view, setView] = useState<View>({ kind: 'overview' });
  const open = (outage: string): void => {
    setView({ kind: 'campaign', outage });
  };
  const surface = useMemo(
    (): Surface => ({
      closeOverlay: id => {
        actions.closeOverlay(id);
      },
      tell: (message, type) => {
        actions.addAlert({ message, type });
      },
    }),
    [actions],
  );
  if (view.kind === 'overview')
    return (
      <Start
        server={server}
        zone={zone}
        language={language}
        onOpen={open}
        onNew={() => {
          setView({ kind: 'new' });
        }}
      />
    );
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row">
        <Button
          variant="transparent"
          size="xs"
          onClick={() => {
            setView({ kind: 'overview' });
          }}
        >
          {say('back')}
        </Button>
      </Flex>
      {view.kind === 'new' ? (
        <DraftForm
          server={server}
          language={language}
          zone={zone}
          outage={null}
          onSaved={({ id }) => {
            open(id);
          }}
        />
      ) : (
        <One server={server} surface={surface} language={language} zone={zone} outage={view.outage} />
      )}
    </Flex>
  );
};

const Start = ({
  server,
  zone,
  language,
  onOpen,
  onNew,
}: Pick<PagesProps, 'server' | 'language'> &
  Opens & { readonly zone: string; readonly onNew: () => void }) => {
  const say = sayIn(operationsWords, language);
  const read = useRead(server, '/api/pages/operations', operationsPage);
  return (
    <Frame read={read} language={language} title={say('title')} loading={say('loading')} zone={zone}>
      {page => <Overview page={page} zone={zone} language={language} onOpen={onOpen} onNew={onNew} />}
    </Frame>
  );
};

const One = ({
  server,
  surface,
  language,
  zone,
  outage,
}: Pick<PagesProps, 'server' | 'language'> & {
  readonly surface: Surface;
  readonly zone: string;
  readonly outage: string;
}) => {
  const read = useRead(server, `/api/cards/outages/${outage}`, campaignCard);
  return <Campaign read={read} server={server} surface={surface} language={language} zone={zone} />;
};
