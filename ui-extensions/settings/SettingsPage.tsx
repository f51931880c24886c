import { Alert, Flex, Tab, Tabs } from '@hubspot/ui-extensions';
import { useRead } from '../client/use-read.js';
import { settingsPage } from '../contract/settings-page.js';
import type { SettingsProps } from '../parts/card-props.js';
import { Frame } from '../parts/frame.js';
import { NoObjects } from '../parts/no-objects.js';
import { sayIn } from '../words/say.js';
import { settingsRefusals } from '../words/refusals-settings.js';
import { settingsWords } from '../words/settings.js';
import { BrandTab } from './brand.js';
import { Carriers } from './carriers.js';
import { NumberSetting } from './number-setting.js';
import { QuietHours } from './quiet-hours.js';
import { Roles } from './roles.js';
import { Rules } from './rules.js';
import type { TabProps } from './setting-form.js';
import { SetUp } from './set-up.js';

const PACE = ['personBeforeDeadlineHours', 'nextUpdateMinutes', 'mirrorAfterMinutes'] as const;

const Body = (props: TabProps) => {
  const { page, language } = props;
  const say = sayIn(settingsWords, language);
  const open = page.setUp.filter(({ done }) => done === false).length;
  return (
    <Flex direction="column" gap="sm">
      {page.may.change === null ? null : (
        <Alert title={say('readonly', { why: page.may.change })} variant="info" />
      )}
      <Alert
        title={open === 0 ? say('finished') : say('unfinished', { n: open })}
        variant={open === 0 ? 'success' : 'warning'}
      />
      <NoObjects customObjects={page.customObjects} language={language} />
      <Tabs defaultSelected="setUp">
        <Tab tabId="setUp" title={say('tab.setUp')}>
          <SetUp {...props} />
        </Tab>
        <Tab tabId="carriers" title={say('tab.carriers')}>
          <Carriers {...props} />
        </Tab>
        <Tab tabId="brand" title={say('tab.brand')}>
          <BrandTab {...props} />
        </Tab>
        <Tab tabId="rules" title={say('tab.rules')}>
          <Rules {...props} />
        </Tab>
        <Tab tabId="quiet" title={say('tab.quiet')}>
          <QuietHours {...props} />
        </Tab>
        <Tab tabId="roles" title={say('tab.roles')}>
          <Roles {...props} />
        </Tab>
        <Tab tabId="pace" title={say('tab.pace')}>
          <Flex direction="column" gap="sm">
            {PACE.map(name => (
              <NumberSetting key={name} {...props} name={name} />
            ))}
          </Flex>
        </Tab>
      </Tabs>
    </Flex>
  );
};

/** What an administrator sets and looks up. Everybody may look; nothing here is a secret. */
export const SettingsPage = ({ server, context, language }: SettingsProps) => {
  const say = sayIn(settingsWords, language);
  const read = useRead(server, '/api/pages/settings', settingsPage);
  const zone = context.portal.timezone;
  return (
    <Frame
      read={read}
      language={language}
      refusals={settingsRefusals}
      title={say('title')}
      loading={say('loading')}
      zone={zone}
    >
      {page => <Body page={page} server={server} language={language} zone={zone} onDone={read.refresh} />}
    </Frame>
  );
};
