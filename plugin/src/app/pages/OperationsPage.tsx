import { hubspot } from '@hubspot/ui-extensions';
import { OperationsPage } from './_ui/pages/OperationsPage.js';
import { propsOf } from './_ui/parts/card-props.js';

hubspot.extend<'pages'>(api => <OperationsPage {...propsOf(api, hubspot.fetch)} />);
