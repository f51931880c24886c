import { hubspot } from '@hubspot/ui-extensions';
import { OutageCard } from './_ui/cards/outage/OutageCard.js';
import { propsOf } from './_ui/parts/card-props.js';

hubspot.extend<'crm.record.tab'>(api => <OutageCard {...propsOf(api, hubspot.fetch)} />);
