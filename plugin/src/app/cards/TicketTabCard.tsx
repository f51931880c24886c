import { hubspot } from '@hubspot/ui-extensions';
import { TicketCard } from './_ui/cards/ticket/TicketCard.js';
import { propsOf } from './_ui/parts/card-props.js';

hubspot.extend<'crm.record.tab'>(api => <TicketCard {...propsOf(api, hubspot.fetch)} />);
