import { hubspot } from '@hubspot/ui-extensions';
import { CompanyCard } from './_ui/cards/company/CompanyCard.js';
import { propsOf } from './_ui/parts/card-props.js';

hubspot.extend<'crm.record.tab'>(api => <CompanyCard {...propsOf(api, hubspot.fetch)} />);
