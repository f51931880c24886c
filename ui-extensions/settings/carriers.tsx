import { Flex, Heading, Input, Text, ToggleGroup } from '@hubspot/ui-extensions';
import type { SettingsPage } from '../contract/settings-page.js';
import { CarrierTag } from '../pages/health.js';
import { Rows } from '../parts/rows.js';
import { campaignWords } from '../words/campaign.js';
import { sayIn, type Language } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import { CarrierTest } from './carrier-test.js';
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

/** An address in an e-mail's sender cannot be chosen: the mail domain is set up for it. */
const senderOf = (sender: string | null, address: string | null, none: string): string =>
  sender === null ? none : address === null ? sender : `${sender} <${address}>`;

interface Senders {
  readonly email: Readonly<Record<string, string>>;
  readonly sms: Readonly<Record<string, string>>;
}

/** What customers see as the sender, a field for each carrier that shows one. */
const SendersForm = (props: TabProps) => {
  const { page, language } = props;
  const say = sayIn(settingsWords, language);
  const showing = page.carriers.flatMap(({ name, channel, sender }) =>
    channel === 'letter' || sender === null ? [] : [{ name, channel, sender }],
  );
  const valueOf = (of: 'email' | 'sms'): Readonly<Record<string, string>> =>
    Object.fromEntries(showing.filter(each => each.channel === of).map(({ name, sender }) => [name, sender]));
  const value: Senders = { email: valueOf('email'), sms: valueOf('sms') };
  if (showing.length === 0) return null;
  return (
    <SettingForm {...props} name="senders" value={value}>
      {(draft, set) =>
        showing.map(({ name, channel }) => (
          <Input
            key={name}
            name={`sender-of-${name}`}
            label={say('sender.of', { name })}
            description={say(`sender.${channel}`)}
            value={draft[channel][name] ?? ''}
            required
            onInput={typed => {
              set({ ...draft, [channel]: { ...draft[channel], [name]: typed } });
            }}
          />
        ))
      }
    </SettingForm>
  );
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
        head={[
          say('col.carrier'),
          say('col.channel'),
          say('col.state'),
          say('col.sender'),
          say('col.at'),
          say('col.rate'),
          say('col.cost'),
        ]}
        rows={page.carriers.map(({ name, channel, state, sender, account, ratePerSecond, cost }) => [
          name,
          words(`channel.${channel}`),
          <CarrierTag key={name} state={state} language={language} />,
          senderOf(sender, account.address, say('sender.letterhead')),
          `${account.at} (${account.settings}_…)`,
          String(ratePerSecond),
          costOf(cost, language),
        ])}
      />
      <Text variant="microcopy">{say('carriers.hint')}</Text>
      <SendersForm {...props} />
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
      <Heading>{say('test.title')}</Heading>
      {page.carriers.map(carrier => (
        <CarrierTest key={carrier.name} {...props} carrier={carrier} />
      ))}
    </Flex>
  );
};
