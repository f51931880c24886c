import { hubspot } from '@hubspot/ui-extensions';
import { CustomerDebtCard } from './_ui/cards/debt/DebtCard.js';
import { propsOf } from './_ui/parts/card-props.js';

hubspot.extend<'crm.record.tab'>(api => <CustomerDebtCard {...propsOf(api, hubspot.fetch)} />);
