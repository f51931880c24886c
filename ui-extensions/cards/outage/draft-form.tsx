import { Alert, ButtonRow, Flex, LoadingButton, MultiSelect, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useAct } from '../../client/use-act.js';
import { useRead } from '../../client/use-read.js';
import type { Server } from '../../client/server.js';
import { feederList, savedOutage, type SavedOutage } from '../../contract/outage.js';
import type { OutageRequest } from '../../contract/outage-requests.js';
import { ActState } from '../../parts/act-state.js';
import { Frame } from '../../parts/frame.js';
import { campaignRefusals } from '../../words/refusals-campaign.js';
import type { Language } from '../../words/say.js';
import { campaignSay } from './campaign-context.js';
import { ListChoice } from './list-choice.js';
import { wallTime } from './wall-time.js';
import { NO_WHEN, WhenFields, type When } from './when-fields.js';

export interface DraftFormProps {
  readonly server: Server;
  readonly language: Language;
  /** In which the times are meant. */
  readonly zone: string;
  /** Of a draft that is written anew; null: a new outage. */
  readonly outage: string | null;
  readonly onSaved: (outage: SavedOutage) => void;
}

interface Fields {
  readonly kind: 'planned' | 'emergency';
  readonly feeders: readonly string[];
  readonly when: When;
  readonly reason: string;
  readonly services: readonly string[];
  readonly list: string;
}
const EMPTY: Fields = { kind: 'planned', feeders: [], when: NO_WHEN, reason: '', services: [], list: '' };

const requestOf = (fields: Fields, zone: string): OutageRequest | null => {
  const { kind, feeders, when, reason, services, list } = fields;
  const from = wallTime(when.day, when.from);
  const to = wallTime(when.day, when.to);
  if (feeders.length === 0 || reason === '' || from === null) return null;
  const common = {
    kind,
    zone,
    feeders: [...feeders],
    reason,
    alsoAffected: [...services],
    ...(list === '' ? {} : { listId: list }),
  };
  if (kind === 'planned') return to === null ? null : { ...common, windows: [{ from, to }] };
  return { ...common, since: from, etr: to === null ? null : { at: to, quality: 'area' as const } };
};

/** Where, when and why. Saving tells at once what the law makes of it; nothing is sent. */
export const DraftForm = ({ server, language, zone, outage, onSaved }: DraftFormProps) => {
  const say = campaignSay(language);
  const [fields, setFields] = useState<Fields>(EMPTY);
  const [incomplete, setIncomplete] = useState(false);
  const read = useRead(server, '/api/feeders', feederList);
  const act = useAct<OutageRequest & { readonly idempotencyKey: string }, SavedOutage>(
    server,
    outage === null ? '/api/outages' : `/api/outages/${outage}/draft`,
    savedOutage,
  );
  const set = (change: Partial<Fields>): void => {
    setFields(before => ({ ...before, ...change }));
  };
  const press = async (): Promise<void> => {
    const request = requestOf(fields, zone);
    setIncomplete(request === null);
    if (request === null) return;
    const saved = await act.press(request);
    if (saved.kind === 'ready') onSaved(saved.value);
  };
  return (
    <Frame read={read} language={language} zone={zone} refusals={campaignRefusals}>
      {({ feeders, reasons, services }) => (
        <Flex direction="column" gap="sm">
          <Select
            label={say('draft.kind')}
            value={fields.kind}
            options={(['planned', 'emergency'] as const).map(kind => ({
              label: say(`draft.kind.${kind}`),
              value: kind,
            }))}
            onChange={kind => {
              set({ kind: kind as Fields['kind'] });
            }}
          />
          <MultiSelect
            label={say('draft.area')}
            name="feeders"
            value={[...fields.feeders]}
            options={feeders.map(({ feeder, accounts }) => ({
              label: say('draft.area.option', { feeder, accounts }),
              value: feeder,
            }))}
            onChange={chosen => {
              set({ feeders: chosen.map(String) });
            }}
          />
          <WhenFields
            name="draft"
            when={fields.when}
            language={language}
            onChange={when => {
              set({ when });
            }}
          />
          <Text variant="microcopy">{say('draft.zone', { zone })}</Text>
          <Select
            label={say('draft.reason')}
            value={fields.reason}
            options={reasons.map(({ code, words }) => ({ label: words[language], value: code }))}
            onChange={reason => {
              set({ reason: String(reason) });
            }}
          />
          <MultiSelect
            label={say('draft.services')}
            name="services"
            value={[...fields.services]}
            options={services.map(service => ({ label: service, value: service }))}
            onChange={chosen => {
              set({ services: chosen.map(String) });
            }}
          />
          <ListChoice
            server={server}
            language={language}
            list={fields.list}
            onChange={list => {
              set({ list });
            }}
          />
          {incomplete ? <Alert title={say('draft.incomplete')} variant="danger" /> : null}
          <ActState doing={act} language={language} />
          <ButtonRow>
            <LoadingButton
              variant="primary"
              loading={act.kind === 'saving'}
              onClick={() => {
                void press();
              }}
            >
              {say('draft.save')}
            </LoadingButton>
          </ButtonRow>
        </Flex>
      )}
    </Frame>
  );
};
