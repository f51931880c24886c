import { Button, Flex, Heading, hubspot, Tab, Tabs, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Api } from './api.js';
import { Facts } from './facts.js';
import { Fields } from './fields.js';
import { Overlays } from './overlays.js';

/*
 * A card of no use but to be looked at: every component that a card of ours may draw, and everything that one may do
 * with them. It is bundled as ours are, and tried in a browser.
 */

const Gallery = ({ actions, context }: Pick<Api, 'actions' | 'context'>) => {
  const [heard, setHeard] = useState('nothing');
  const [fetched, setFetched] = useState('');
  return (
    <Flex direction="column" gap="md">
      <Heading>Gallery for {context.user.email}</Heading>
      <Text testId="heard">{heard}</Text>
      <Overlays actions={actions} onHeard={setHeard} />
      <Button
        onClick={() => {
          void hubspot
            .fetch(`${String(context.variables?.['BACKEND_URL'])}/api/me`, { method: 'POST', body: { n: 1 } })
            .then(async answer => {
              setFetched(`${answer.status} ${JSON.stringify(await answer.json())}`);
            });
        }}
      >
        Ask the server
      </Button>
      <Text testId="fetched">{fetched}</Text>
      <Tabs defaultSelected="facts">
        <Tab tabId="facts" title="Facts">
          <Facts onHeard={setHeard} />
        </Tab>
        <Tab tabId="fields" title="Fields">
          <Fields onHeard={setHeard} />
        </Tab>
      </Tabs>
    </Flex>
  );
};

hubspot.extend<'crm.record.tab'>(({ context, actions }) => <Gallery context={context} actions={actions} />);
