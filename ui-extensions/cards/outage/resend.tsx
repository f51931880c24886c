import { Flex, Text } from '@hubspot/ui-extensions';
import { useAct } from '../../client/use-act.js';
import { useRead } from '../../client/use-read.js';
import { resentView, type ResentView } from '../../contract/campaign.js';
import { ActState } from '../../parts/act-state.js';
import { Confirmation } from '../../parts/confirmation.js';
import { FailedState } from '../../parts/frame.js';
import { RefusalBlock } from '../../parts/refusal-block.js';
import { cardPathOf, pathOf, sendingSay, type CampaignProps } from './campaign-context.js';

const OVERLAY = 'forewarn-resend';

/** To those who were not reached, once more: the server has counted who can be tried before anybody is asked. */
export const Resend = ({ card, server, surface, language, onDone }: CampaignProps) => {
  const say = sendingSay(language);
  const count = useRead(server, cardPathOf(card, 'resend'), resentView);
  const act = useAct<{ readonly idempotencyKey: string }, ResentView>(
    server,
    pathOf(card, 'resend'),
    resentView,
  );
  if (count.kind === 'loading') return null;
  if (count.kind === 'refused') return <RefusalBlock refusal={count.refusal} language={language} />;
  if (count.kind === 'failed')
    return <FailedState failed={count} language={language} onAgain={count.refresh} />;
  const { again, cannot } = count.value;
  const press = async (): Promise<void> => {
    const outcome = await act.press({});
    surface.closeOverlay(OVERLAY);
    if (outcome.kind !== 'ready') return;
    surface.tell(say('resend.done', { n: outcome.value.again }), 'success');
    count.refresh();
    onDone();
  };
  if (again === 0)
    return (
      <Flex direction="column" gap="xs">
        <Text>{say('resend.none')}</Text>
        <ActState doing={act} language={language} />
      </Flex>
    );
  return (
    <Flex direction="column" gap="xs">
      <Confirmation
        id={OVERLAY}
        language={language}
        label={say('resend', { n: again })}
        title={say('resend.title', { n: again })}
        yes={say('resend.yes')}
        saving={act.kind === 'saving'}
        onYes={() => {
          void press();
        }}
        closeOverlay={surface.closeOverlay}
      >
        <Text>{say('resend.body', { cannot })}</Text>
      </Confirmation>
      <ActState doing={act} language={language} />
    </Flex>
  );
};
