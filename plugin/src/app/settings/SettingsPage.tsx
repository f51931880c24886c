import { hubspot } from '@hubspot/ui-extensions';
import { SettingsPage } from './_ui/settings/SettingsPage.js';
import { propsOf } from './_ui/parts/card-props.js';

hubspot.extend<'settings'>(api => <SettingsPage {...propsOf(api, hubspot.fetch)} />);
