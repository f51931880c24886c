import { Alert, Flex, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useAct } from '../../client/use-act.js';
import { useServerClock } from '../../client/use-server-clock.js';
import { savedOutage, type SavedOutage } from '../../contract/outage.js';
import { ActState } from '../../parts/act-state.js';
import { Why } from '../../parts/why.js';
import { Confirmation } from '../../parts/confirmation.js';
import { moment, relative } from '../../words/moments.js';
import { pathOf, sendingSay, type CampaignProps } from './campaign-context.js';

interface Keyed {
  readonly idempotencyKey: string;
}
const OVERLAY = 'forewarn-pause';

const sum = (card: CampaignProps['card'], name: 'planned' | 'withCarrier'): number =>
  (card.sent?.figures.channels ?? []).reduce((total, row) => total + row[name], 0);

/** Stops the sending for the moment, once it is clear what that endangers and why it is done. */
export const Pause = ({ card, server, surface, language, onDone }: CampaignProps) => {
  const say = sendingSay(language);
  const now = useServerClock(card.serverNow);
  const [reason, setReason] = useState('');
  const act = useAct<Keyed & { readonly reason: string }, SavedOutage>(
    server,
    pathOf(card, 'pause'),
    savedOutage,
  );
  const deadline = card.sent?.figures.deadline ?? null;
  const press = async (): Promise<void> => {
    const outcome = await act.press({ reason });
    surface.closeOverlay(OVERLAY);
    if (outcome.kind !== 'ready') return;
    surface.tell(say('pause.done'), 'info');
    onDone();
  };
  return (
    <Flex direction="column" gap="xs">
      <Confirmation
        id={OVERLAY}
        language={language}
        label={say('pause')}
        disabled={card.may.launch !== null}
        title={say('pause.title', { n: sum(card, 'planned') })}
        yes={say('pause.yes')}
        yesDisabled={reason.trim() === ''}
        saving={act.kind === 'saving'}
        onYes={() => {
          void press();
        }}
        closeOverlay={surface.closeOverlay}
      >
        <Text>{say('pause.body', { carrier: sum(card, 'withCarrier') })}</Text>
        {deadline === null ? null : (
          <Text>
            {say('pause.deadline', {
              time: moment(deadline, card.outage.zone, language, now),
              left: relative(deadline, language, now),
            })}
          </Text>
        )}
        <TextArea label={say('pause.reason')} name="pause-reason" value={reason} onInput={setReason} />
      </Confirmation>
      <ActState doing={act} language={language} />
    </Flex>
  );
};

/** That it stands still, who stopped it and why, and by when it must go on. */
export const Paused = ({
  card,
  server,
  surface,
  language,
  onDone,
  pause,
}: CampaignProps & { readonly pause: NonNullable<CampaignProps['card']['pause']> }) => {
  const say = sendingSay(language);
  const now = useServerClock(card.serverNow);
  const act = useAct<Keyed, SavedOutage>(server, pathOf(card, 'resume'), savedOutage);
  const { zone } = card.outage;
  const press = async (): Promise<void> => {
    const outcome = await act.press({});
    if (outcome.kind !== 'ready') return;
    surface.tell(say('resume.done'), 'success');
    onDone();
  };
  return (
    <Alert title={say('paused.title', { n: pause.held })} variant={pause.alarmed ? 'danger' : 'warning'}>
      <Flex direction="column" gap="xs">
        {pause.alarmed ? <Text format={{ fontWeight: 'demibold' }}>{say('paused.alarm')}</Text> : null}
        <Text>
          {say('paused.body', {
            by: pause.by,
            time: moment(pause.at, zone, language, now),
            reason: pause.reason,
          })}
        </Text>
        {pause.resumeBy === null ? null : (
          <Text>
            {say('paused.resumeBy', {
              time: moment(pause.resumeBy, zone, language, now),
              left: relative(pause.resumeBy, language, now),
            })}
          </Text>
        )}
        <LoadingButton
          variant="primary"
          loading={act.kind === 'saving'}
          disabled={card.may.launch !== null}
          onClick={() => {
            void press();
          }}
        >
          {say('resume')}
        </LoadingButton>
        <Why why={card.may.launch} language={language} />
        <ActState doing={act} language={language} />
      </Flex>
    </Alert>
  );
};
