import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  Flex,
  LoadingButton,
  Panel,
  PanelBody,
  PanelFooter,
  Select,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useAct } from '../../client/use-act.js';
import type { WithoutKey } from '../../contract/keyed.js';
import { savedOutage, type SavedOutage } from '../../contract/outage.js';
import type { RevisionRequest } from '../../contract/outage-requests.js';
import { ActState } from '../../parts/act-state.js';
import { frameWords } from '../../words/frame.js';
import { sayIn } from '../../words/say.js';
import { campaignSay, pathOf, sendingSay, type CampaignProps } from './campaign-context.js';
import { ListChoice } from './list-choice.js';
import { wallTime } from './wall-time.js';
import { NO_WHEN, WhenFields, type When } from './when-fields.js';

type Keyed = { readonly idempotencyKey: string };
type Request = WithoutKey<RevisionRequest & Keyed>;
type Quality = 'model' | 'area' | 'crew';

/**
 * Writes down what changed and counts at once who would be told. Nothing is sent by it: the campaign then stands as
 * rehearsed, and is launched like any other.
 */
const usePrepare = ({ card, server, onDone }: Pick<CampaignProps, 'card' | 'server' | 'onDone'>) => {
  const revise = useAct<RevisionRequest & Keyed, SavedOutage>(server, pathOf(card, 'revisions'), savedOutage);
  const rehearse = useAct<Keyed, SavedOutage>(server, pathOf(card, 'rehearsal'), savedOutage);
  const prepare = async (request: Request): Promise<boolean> => {
    const revised = await revise.press(request);
    if (revised.kind !== 'ready') return false;
    await rehearse.press({});
    onDone();
    return true;
  };
  return {
    prepare,
    busy: revise.kind === 'saving' || rehearse.kind === 'saving',
    doing: revise.kind === 'ready' ? rehearse : revise,
  };
};

const PANEL = 'forewarn-update';

/** New times of planned work, or a new estimate of an outage that is on. */
const requestOf = (
  kind: 'change' | 'etr',
  { when, quality, list, zone }: { when: When; quality: Quality; list: string; zone: string },
): Request | null => {
  const from = wallTime(when.day, when.from);
  const to = wallTime(when.day, when.to);
  const narrowed = list === '' ? {} : { listId: list };
  if (kind === 'etr') return to === null ? null : { kind, zone, etr: { at: to, quality }, ...narrowed };
  return from === null || to === null ? null : { kind, zone, windows: [{ from, to }], ...narrowed };
};

export const Update = (props: CampaignProps) => {
  const { card, server, surface, language } = props;
  const say = sendingSay(language);
  const words = campaignSay(language);
  const kind = card.revision.since === null ? 'change' : 'etr';
  const [when, setWhen] = useState<When>(NO_WHEN);
  const [quality, setQuality] = useState<Quality>('crew');
  const [list, setList] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const { prepare, busy, doing } = usePrepare(props);
  const press = async (): Promise<void> => {
    const request = requestOf(kind, { when, quality, list, zone: card.outage.zone });
    setIncomplete(request === null);
    if (request !== null && (await prepare(request))) surface.closeOverlay(PANEL);
  };
  const close = (): void => {
    surface.closeOverlay(PANEL);
  };
  return (
    <Button
      variant="secondary"
      disabled={card.may.prepare !== null}
      overlay={
        <Panel id={PANEL} title={say('update.title')} variant="modal" width="md">
          <PanelBody>
            <Flex direction="column" gap="sm">
              <Text format={{ fontWeight: 'demibold' }}>{say(`update.${kind}`)}</Text>
              <WhenFields
                name="update"
                when={when}
                language={language}
                isMoment={kind === 'etr'}
                onChange={setWhen}
              />
              <Text variant="microcopy">{words('draft.zone', { zone: card.outage.zone })}</Text>
              {kind === 'etr' ? (
                <Select
                  label={say('update.quality')}
                  value={quality}
                  options={(['crew', 'area', 'model'] as const).map(value => ({
                    label: say(`update.quality.${value}`),
                    value,
                  }))}
                  onChange={value => {
                    setQuality(value as Quality);
                  }}
                />
              ) : null}
              <ListChoice server={server} language={language} list={list} onChange={setList} />
              {incomplete ? <Alert title={say('update.incomplete')} variant="danger" /> : null}
              <ActState doing={doing} language={language} />
            </Flex>
          </PanelBody>
          <PanelFooter>
            <ButtonRow>
              <LoadingButton
                variant="primary"
                loading={busy}
                onClick={() => {
                  void press();
                }}
              >
                {say('update.save')}
              </LoadingButton>
              <Button variant="secondary" onClick={close}>
                {sayIn(frameWords, language)('button.back')}
              </Button>
            </ButtonRow>
          </PanelFooter>
        </Panel>
      }
    >
      {say('update')}
    </Button>
  );
};

/** The two ends of an outage: each is prepared and counted, and then sent by the launch button above. */
export const End = (props: CampaignProps & { readonly kind: 'restore' | 'cancel' }) => {
  const { card, server, language, kind } = props;
  const say = sendingSay(language);
  const [list, setList] = useState('');
  const [hasNewDate, setHasNewDate] = useState(false);
  const { prepare, busy, doing } = usePrepare(props);
  const press = (): void => {
    void prepare({
      kind,
      ...(kind === 'cancel' ? { hasNewDate } : {}),
      ...(kind === 'restore' && list !== '' ? { listId: list } : {}),
    });
  };
  return (
    <Flex direction="column" gap="xs">
      <Text variant="microcopy">{say(`${kind}.hint`)}</Text>
      {kind === 'restore' ? (
        <ListChoice server={server} language={language} list={list} onChange={setList} />
      ) : (
        <Checkbox
          name="has-new-date"
          checked={hasNewDate}
          onChange={checked => {
            setHasNewDate(checked);
          }}
        >
          {say('cancel.newDate')}
        </Checkbox>
      )}
      <ButtonRow>
        <LoadingButton
          variant={kind === 'cancel' ? 'destructive' : 'secondary'}
          loading={busy}
          disabled={card.may.prepare !== null}
          onClick={press}
        >
          {say(kind)}
        </LoadingButton>
      </ButtonRow>
      <ActState doing={doing} language={language} />
    </Flex>
  );
};
