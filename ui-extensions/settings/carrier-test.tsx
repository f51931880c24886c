import { Alert, ButtonRow, Flex, Input, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useAct } from '../client/use-act.js';
import { carrierTestView, type CarrierTestView, type SettingsPage } from '../contract/settings-page.js';
import type { CarrierTestRequest } from '../contract/office-requests.js';
import { ActState } from '../parts/act-state.js';
import { Why } from '../parts/why.js';
import { sayIn, type Language } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import type { TabProps } from './setting-form.js';

type Carrier = SettingsPage['carriers'][number];

const Outcome = ({
  view,
  name,
  language,
}: {
  readonly view: CarrierTestView;
  readonly name: string;
  readonly language: Language;
}) => {
  const say = sayIn(settingsWords, language);
  const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(
    view.milliseconds / 1000,
  );
  const reason = view.reason?.[language] ?? '';
  switch (view.outcome) {
    case 'accepted':
      return (
        <Alert title={say('test.accepted', { name, seconds })} variant="success">
          {say('test.accepted.look')}
        </Alert>
      );
    case 'refused':
      return <Alert title={say('test.refused', { name, reason })} variant="danger" />;
    case 'unknown':
      return <Alert title={say('test.unknown', { name })} variant="warning" />;
  }
};

/** One message, marked as a test, by this carrier as notices go by it; a letter goes to the utility's own address. */
export const CarrierTest = ({
  carrier,
  page,
  server,
  language,
}: TabProps & { readonly carrier: Carrier }) => {
  const { name, channel } = carrier;
  const say = sayIn(settingsWords, language);
  const [to, setTo] = useState('');
  const act = useAct<CarrierTestRequest & { readonly idempotencyKey: string }, CarrierTestView>(
    server,
    `/api/carriers/${name}/test`,
    carrierTestView,
  );
  return (
    <Flex direction="column" gap="xs">
      {channel === 'letter' ? (
        <Text variant="microcopy">{say('test.letter', { name })}</Text>
      ) : (
        <Input
          name={`test-${name}`}
          label={say(`test.to.${channel}`, { name })}
          description={channel === 'email' ? say('test.to.own') : ''}
          value={to}
          onInput={setTo}
        />
      )}
      <ButtonRow>
        <LoadingButton
          variant="secondary"
          loading={act.kind === 'saving'}
          disabled={page.may.change !== null || (channel === 'sms' && to.trim() === '')}
          onClick={() => {
            void act.press({ to: channel === 'letter' || to.trim() === '' ? null : to.trim(), language });
          }}
        >
          {say('test.send', { name })}
        </LoadingButton>
      </ButtonRow>
      <Why why={page.may.change} language={language} />
      {act.kind === 'ready' ? <Outcome view={act.value} name={name} language={language} /> : null}
      <ActState doing={act} language={language} />
    </Flex>
  );
};
