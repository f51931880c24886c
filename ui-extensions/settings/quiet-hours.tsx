import { Alert, Flex, Input, ToggleGroup } from '@hubspot/ui-extensions';
import { campaignWords } from '../words/campaign.js';
import { sayIn } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import { rowOf, SettingForm, type TabProps } from './setting-form.js';

interface Quiet {
  readonly channels: readonly string[];
  readonly from: string;
  readonly to: string;
}
const NONE: Quiet = { channels: [], from: '21:00', to: '08:00' };

/** The hours in which the named channels keep quiet; a courtesy, and said so. */
export const QuietHours = (props: TabProps) => {
  const { page, language } = props;
  const say = sayIn(settingsWords, language);
  const words = sayIn(campaignWords, language);
  const value = (rowOf(page, 'quietHours')?.value ?? NONE) as Quiet;
  return (
    <Flex direction="column" gap="sm">
      <Alert title={say('quiet.tip')} variant="tip" />
      <SettingForm {...props} name="quietHours" value={value}>
        {(draft, set) => (
          <Flex direction="column" gap="xs">
            {(['from', 'to'] as const).map(field => (
              <Input
                key={field}
                name={`quiet-${field}`}
                label={say(`quiet.${field}`)}
                value={draft[field]}
                required
                onInput={time => {
                  set({ ...draft, [field]: time });
                }}
              />
            ))}
            <ToggleGroup
              toggleType="checkboxList"
              name="quiet-channels"
              label={say('quiet.channels')}
              value={[...draft.channels]}
              options={(['email', 'sms'] as const).map(channel => ({
                label: words(`channel.${channel}`),
                value: channel,
                initialIsChecked: draft.channels.includes(channel),
              }))}
              onChange={(channels: string[]) => {
                set({ ...draft, channels });
              }}
            />
          </Flex>
        )}
      </SettingForm>
    </Flex>
  );
};
