import { Flex, Text, ToggleGroup } from '@hubspot/ui-extensions';
import type { SettingsPage } from '../contract/settings-page.js';
import { CarrierTag } from '../pages/health.js';
import { Rows } from '../parts/rows.js';
import { campaignWords } from '../words/campaign.js';
import { sayIn, type Language } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import { rowOf, SettingForm, type TabProps } from './setting-form.js';

type Cost = SettingsPage['carriers'][number]['cost'];

const costOf = ({ currency, perMessage, perSegment, perPage }: Cost, language: Language): string => {
  const say = sayIn(settingsWords, language);
  // A text message may cost a part of a cent.
  const price = (minor: number): string =>
    new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 4 }).format(
      minor / 100,
    );
  return [
    perMessage === 0 ? null : say('cost.message', { price: price(perMessage) }),
    perSegment === 0 ? null : say('cost.segment', { price: price(perSegment) }),
    perPage === 0 ? null : say('cost.page', { price: price(perPage) }),
  ]
    .filter(part => part !== null)
    .join(', ');
};

/** Who carries what, how they are, and which of them are given nothing for now. */
export const Carriers = (props: TabProps) => {
  const { page, language } = props;
  const say = sayIn(settingsWords, language);
  const words = sayIn(campaignWords, language);
  const off = (rowOf(page, 'carriersOff')?.value ?? []) as readonly string[];
  return (
    <Flex direction="column" gap="sm">
      <Rows
        head={[say('col.carrier'), say('col.channel'), say('col.state'), say('col.rate'), say('col.cost')]}
        rows={page.carriers.map(({ name, channel, state, ratePerSecond, cost }) => [
          name,
          words(`channel.${channel}`),
          <CarrierTag key={name} state={state} language={language} />,
          String(ratePerSecond),
          costOf(cost, language),
        ])}
      />
      <Text variant="microcopy">{say('carriers.hint')}</Text>
      <SettingForm {...props} name="carriersOff" value={off}>
        {(draft, set) => (
          <ToggleGroup
            toggleType="checkboxList"
            name="carriers-off"
            label={say('carriers.off')}
            value={[...draft]}
            options={page.carriers.map(({ name }) => ({
              label: name,
              value: name,
              initialIsChecked: draft.includes(name),
            }))}
            onChange={(chosen: string[]) => {
              set([...chosen].sort());
            }}
          />
        )}
      </SettingForm>
    </Flex>
  );
};
