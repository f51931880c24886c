import { Accordion, Button, Flex, Tab, Tabs, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Read } from '../../client/use-read.js';
import { useAct } from '../../client/use-act.js';
import type { Server } from '../../client/server.js';
import type { CampaignCard } from '../../contract/campaign.js';
import { savedOutage, type SavedOutage } from '../../contract/outage.js';
import type { OutageRequest } from '../../contract/outage-requests.js';
import { ActState } from '../../parts/act-state.js';
import { Frame } from '../../parts/frame.js';
import type { Surface } from '../../parts/surface.js';
import { instantAt, millisecondsOf } from '../../words/moments.js';
import { campaignRefusals } from '../../words/refusals-campaign.js';
import type { Language } from '../../words/say.js';
import { Approval } from './approval.js';
import { campaignSay, pathOf, sendingSay, type CampaignProps } from './campaign-context.js';
import { DraftForm } from './draft-form.js';
import { Head } from './head.js';
import { Launch, Rehearse } from './launch.js';
import { History, LaterActs } from './later.js';
import { Missed } from './missed.js';
import { Pause, Paused } from './pause.js';
import { Rehearsal } from './rehearsal.js';
import { Sending } from './sending.js';
import { End, Update } from './update-form.js';
import { Verdict } from './verdict.js';

/** Moves planned work to another start, each window as long as it was. */
const movedTo = ({ revision, outage }: CampaignCard, start: string): OutageRequest => {
  const by = millisecondsOf(start) - millisecondsOf(revision.windows[0]?.from ?? start);
  const later = (instant: string): string => instantAt(millisecondsOf(instant) + by);
  return {
    kind: outage.kind,
    feeders: revision.feeders,
    windows: revision.windows.map(({ from, to }) => ({ from: later(from), to: later(to) })),
    reason: revision.reasonCode,
    alsoAffected: revision.alsoAffected,
    ...(revision.narrowedTo === null ? {} : { listId: revision.narrowedTo.list }),
  };
};

const Law = (props: CampaignProps) => {
  const { card, server, language, onDone } = props;
  const isDraft = card.outage.status === 'draft';
  const act = useAct<OutageRequest & { readonly idempotencyKey: string }, SavedOutage>(
    server,
    pathOf(card, 'draft'),
    savedOutage,
  );
  const { verdict } = card.revision;
  if (verdict === null) return null;
  const move = (start: string): void => {
    void act.press(movedTo(card, start)).then(outcome => {
      if (outcome.kind === 'ready') onDone();
    });
  };
  return (
    <Flex direction="column" gap="xs">
      <Verdict
        verdict={verdict}
        zone={card.outage.zone}
        language={language}
        serverNow={card.serverNow}
        {...(isDraft && card.may.prepare === null && card.outage.kind === 'planned' ? { onMove: move } : {})}
      />
      <ActState doing={act} language={language} />
    </Flex>
  );
};

const ChangeDraft = ({ card, server, language, onDone }: CampaignProps) => {
  const say = campaignSay(language);
  const [open, setOpen] = useState(false);
  if (card.outage.status !== 'draft' || card.may.prepare !== null) return null;
  return open ? (
    <DraftForm
      server={server}
      language={language}
      zone={card.outage.zone}
      outage={card.outage.id}
      onSaved={() => {
        setOpen(false);
        onDone();
      }}
    />
  ) : (
    <Button
      variant="secondary"
      onClick={() => {
        setOpen(true);
      }}
    >
      {say('draft.change')}
    </Button>
  );
};

/** The work on a revision that has not been launched: rehearse, have approved, send. */
const Preparing = (props: CampaignProps) => {
  const { rehearsal } = props.card.revision;
  return (
    <Flex direction="column" gap="sm">
      {rehearsal === null ? null : <Rehearsal {...props} rehearsal={rehearsal} />}
      <Approval {...props} />
      {rehearsal === null ? null : <Launch {...props} rehearsal={rehearsal} />}
      <Rehearse {...props} />
      <ChangeDraft {...props} />
    </Flex>
  );
};

/** What can still be said of an outage that was announced. */
const Next = (props: CampaignProps) => {
  const { card, language } = props;
  const say = sendingSay(language);
  const open = card.outage.status === 'announced';
  return (
    <Flex direction="column" gap="sm">
      {open ? <Update {...props} /> : null}
      {open ? <End {...props} kind="restore" /> : null}
      <Accordion title={say('more')} size="xs">
        <Flex direction="column" gap="sm">
          {open ? <End {...props} kind="cancel" /> : null}
          <LaterActs {...props} />
        </Flex>
      </Accordion>
    </Flex>
  );
};

export type SentTab = 'reached' | 'missed';
interface Tabbed {
  readonly tab: SentTab;
  readonly onTab: (tab: SentTab) => void;
}

const Sent = (props: CampaignProps & Tabbed) => {
  const { card, language, tab, onTab } = props;
  const say = sendingSay(language);
  if (card.sent === null) return null;
  const pausable = card.pause === null && (!card.sent.expanded || card.sent.figures.underWay > 0);
  return (
    <Flex direction="column" gap="sm">
      {card.pause === null ? null : <Paused {...props} pause={card.pause} />}
      <Tabs
        selected={tab}
        onSelectedChange={(selected: string | number) => {
          onTab(selected === 'missed' ? 'missed' : 'reached');
        }}
      >
        <Tab tabId="reached" title={say('reached')}>
          <Sending {...props} sent={card.sent} />
        </Tab>
        <Tab tabId="missed" title={say('missed.title', { n: card.missed })}>
          {tab === 'missed' ? <Missed {...props} /> : null}
        </Tab>
      </Tabs>
      {pausable ? <Pause {...props} /> : null}
    </Flex>
  );
};

const Body = (props: CampaignProps & Tabbed) => {
  const { card, language } = props;
  const preparing = card.revision.launchedAt === null;
  return (
    <Flex direction="column" gap="sm">
      <Head card={card} language={language} />
      {preparing && card.sent !== null ? (
        <Text format={{ fontWeight: 'demibold' }}>
          {sendingSay(language)('revision.open', {
            kind: campaignSay(language)(`kind.${card.revision.kind}`),
            by: card.revision.createdBy,
          })}
        </Text>
      ) : null}
      <Law {...props} />
      {preparing ? <Preparing {...props} /> : null}
      <Sent {...props} />
      {preparing ? null : <Next {...props} />}
      <History {...props} />
    </Flex>
  );
};

/** The whole campaign, on an Outage record or on the app page; `read` says where the facts come from. */
export const Campaign = ({
  read,
  server,
  surface,
  language,
  zone,
  tab,
  onTab,
}: Tabbed & {
  readonly read: Read<CampaignCard>;
  readonly server: Server;
  readonly surface: Surface;
  readonly language: Language;
  /** Until the premises' own is known. */
  readonly zone: string;
}) => (
  <Frame
    read={read}
    language={language}
    refusals={campaignRefusals}
    title={campaignSay(language)('title')}
    loading={campaignSay(language)('loading')}
    zone={read.kind === 'ready' ? read.value.outage.zone : zone}
    rules={read.kind === 'ready' ? rulesOf(read.value) : []}
  >
    {card => (
      <Body
        card={card}
        server={server}
        surface={surface}
        language={language}
        onDone={read.refresh}
        tab={tab}
        onTab={onTab}
      />
    )}
  </Frame>
);

const rulesOf = ({ revision }: CampaignCard): readonly string[] => [
  ...new Set(revision.verdict?.judgements.flatMap(({ rulebooks }) => rulebooks) ?? []),
];
