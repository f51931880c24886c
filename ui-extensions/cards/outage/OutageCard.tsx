import { Alert, Button, EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useRead } from '../../client/use-read.js';
import { campaignCard } from '../../contract/campaign.js';
import type { RecordTabProps } from '../../parts/card-props.js';
import { useSurface } from '../../parts/surface.js';
import { Campaign, type SentTab } from './campaign.js';
import { campaignSay } from './campaign-context.js';
import { DraftForm } from './draft-form.js';

/** On a record that somebody made by hand: what it is, and the way to a campaign. */
const MadeByHand = ({
  server,
  context,
  language,
  onSaved,
}: Pick<RecordTabProps, 'server' | 'context' | 'language'> & {
  readonly onSaved: (outage: string) => void;
}) => {
  const say = campaignSay(language);
  const [drafting, setDrafting] = useState(false);
  if (drafting)
    return (
      <DraftForm
        server={server}
        language={language}
        zone={context.portal.timezone}
        outage={null}
        onSaved={({ id }) => {
          onSaved(id);
        }}
      />
    );
  return (
    <EmptyState title={say('unlinked.title')} layout="vertical" reverseOrder imageWidth={120}>
      <Text>{say('unlinked')}</Text>
      <Button
        variant="primary"
        onClick={() => {
          setDrafting(true);
        }}
      >
        {say('unlinked.draft')}
      </Button>
    </EmptyState>
  );
};

/** The campaign on the tab of an Outage record. */
export const OutageCard = ({ server, context, actions, language }: RecordTabProps) => {
  const say = campaignSay(language);
  /** What was drafted here, on a record that is not its own. */
  const [drafted, setDrafted] = useState<string | null>(null);
  const read = useRead(
    server,
    drafted === null
      ? `/api/cards/outage-records/${context.crm.objectId}`
      : `/api/cards/outages/${encodeURIComponent(drafted)}`,
    campaignCard,
  );
  const [tab, setTab] = useState<SentTab>('reached');
  const surface = useSurface(actions);
  if (read.kind === 'failed' && read.code === 'notFound')
    return <MadeByHand server={server} context={context} language={language} onSaved={setDrafted} />;
  return (
    <Flex direction="column" gap="sm">
      {drafted !== null && read.kind === 'ready' ? (
        <Alert title={say('unlinked.own', { ref: read.value.outage.ref })} variant="info" />
      ) : null}
      <Campaign
        read={read}
        server={server}
        surface={surface}
        language={language}
        zone={context.portal.timezone}
        tab={tab}
        onTab={setTab}
      />
    </Flex>
  );
};
