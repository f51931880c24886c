import { Flex } from '@hubspot/ui-extensions';
import { usePageRoute } from '@hubspot/ui-extensions/pages';
import { Campaign } from '../cards/outage/campaign.js';
import { DraftForm } from '../cards/outage/draft-form.js';
import { useRead } from '../client/use-read.js';
import { campaignCard } from '../contract/campaign.js';
import { useSurface } from '../parts/surface.js';
import { operationsWords } from '../words/operations.js';
import { sayIn } from '../words/say.js';
import { PageHead } from './page-head.js';
import { ADDRESS, missedAddress, outageAddress, usePages, usePart } from './place.js';

/** The route that opens a campaign at the names of those not reached. */
export const MISSED_OF_OUTAGE = 'missed-of-outage';

/** The list that every campaign is of. */
const useOver = () => ({
  to: ADDRESS.outages,
  name: sayIn(operationsWords, usePages().language)('tab.outages'),
});

/** A draft from nothing; once saved it has an address of its own. */
export const NewOutage = () => {
  const { server, context, actions, language } = usePages();
  const title = sayIn(operationsWords, language)('new');
  return (
    <Flex direction="column" gap="sm">
      <PageHead here={title} over={useOver()} />
      <DraftForm
        server={server}
        language={language}
        zone={context.portal.timezone}
        outage={null}
        onSaved={({ id }) => {
          actions.navigateToPage({ to: outageAddress(id) });
        }}
      />
    </Flex>
  );
};

/** The campaign of an outage, as its record shows it: an account without custom objects has no other place for it. */
export const OneOutage = () => {
  const id = usePart('id');
  // Of another outage nothing that was read of this one may stay on the screen.
  return <Outage key={id} id={id} />;
};

const Outage = ({ id }: { readonly id: string }) => {
  const { server, context, actions, language } = usePages();
  const say = sayIn(operationsWords, language);
  const { routeId } = usePageRoute();
  const read = useRead(server, `/api/cards/outages/${encodeURIComponent(id)}`, campaignCard);
  const surface = useSurface(actions);
  const title =
    read.kind === 'ready' ? say('page.outage', { ref: read.value.outage.ref }) : say('col.outage');
  return (
    <Flex direction="column" gap="sm">
      <PageHead here={title} over={useOver()} />
      <Campaign
        read={read}
        server={server}
        surface={surface}
        language={language}
        zone={context.portal.timezone}
        tab={routeId === MISSED_OF_OUTAGE ? 'missed' : 'reached'}
        onTab={tab => {
          actions.navigateToPage({ to: tab === 'missed' ? missedAddress(id) : outageAddress(id) });
        }}
      />
    </Flex>
  );
};
