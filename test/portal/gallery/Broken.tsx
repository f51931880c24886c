import { hubspot, Text } from '@hubspot/ui-extensions';

/** A card that draws what HubSpot does not take. */
hubspot.extend<'crm.record.tab'>(() => (
  <Text>
    <div>plain</div>
  </Text>
));
