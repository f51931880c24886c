import { hubspot } from '@hubspot/ui-extensions';
import { DebtCard } from './_ui/cards/debt/DebtCard.js';
import { propsOf } from './_ui/parts/card-props.js';

hubspot.extend<'crm.record.tab'>(api => <DebtCard {...propsOf(api, hubspot.fetch)} />);
