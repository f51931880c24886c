import { hubspot } from '@hubspot/ui-extensions';
import { ContactCard } from './_ui/cards/contact/ContactCard.js';
import { propsOf } from './_ui/parts/card-props.js';

hubspot.extend<'crm.record.tab'>(api => <ContactCard {...propsOf(api, hubspot.fetch)} />);
