import { hubspot } from '@hubspot/ui-extensions';
import { ContactSidebarCard } from './_ui/cards/contact/ContactSidebarCard.js';
import { propsOf } from './_ui/parts/card-props.js';

hubspot.extend<'crm.record.sidebar'>(api => <ContactSidebarCard {...propsOf(api, hubspot.fetch)} />);
