import { EmptyState, Text } from '@hubspot/ui-extensions';
import { useMemo, useState } from 'react';
import { useRead } from '../../client/use-read.js';
import { campaignCard } from '../../contract/campaign.js';
import type { RecordTabProps } from '../../parts/card-props.js';
import { Campaign, type SentTab } from './campaign.js';
import { campaignSay, type Surface } from './campaign-context.js';

/** The campaign on the tab of an Outage record. */
export const OutageCard = ({ server, context, actions, language }: RecordTabProps) => {
  const say = campaignSay(language);
  const read = useRead(server, `/api/cards/outage-records/${context.crm.objectId}`, campaignCard);
  const [tab, setTab] = useState<SentTab>('reached');
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
  if (read.kind === 'failed' && read.code === 'notFound')
    return (
      <EmptyState title={say('unlinked.title')} layout="vertical" reverseOrder imageWidth={120}>
        <Text>{say('unlinked')}</Text>
      </EmptyState>
    );
  return (
    <Campaign
      read={read}
      server={server}
      surface={surface}
      language={language}
      zone={context.portal.timezone}
      tab={tab}
      onTab={setTab}
    />
  );
};
