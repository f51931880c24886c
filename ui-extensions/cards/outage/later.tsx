import { Accordion, ButtonRow, Flex, LoadingButton } from '@hubspot/ui-extensions';
import { useAct } from '../../client/use-act.js';
import { savedOutage, type SavedOutage } from '../../contract/outage.js';
import { ActState } from '../../parts/act-state.js';
import { campaignSay, pathOf, sendingSay, type CampaignProps } from './campaign-context.js';
import { Rows } from '../../parts/rows.js';
import { millisecondsOf, moment } from '../../words/moments.js';
import { number } from '../../words/say.js';

const LATER = ['publicPage', 'evidence', 'regulatorReport'] as const;
type Later = (typeof LATER)[number];

const LaterAct = ({ card, server, language, act: what }: CampaignProps & { readonly act: Later }) => {
  const act = useAct<{ readonly idempotencyKey: string; readonly act: Later }, SavedOutage>(
    server,
    pathOf(card, 'later'),
    savedOutage,
  );
  return (
    <Flex direction="column" gap="xs">
      <LoadingButton
        variant="secondary"
        size="xs"
        loading={act.kind === 'saving'}
        onClick={() => {
          void act.press({ act: what });
        }}
      >
        {sendingSay(language)(`later.${what}`)}
      </LoadingButton>
      <ActState doing={act} language={language} />
    </Flex>
  );
};

/** What is offered and answered by a refusal until its engine is there. */
export const LaterActs = (props: CampaignProps) => (
  <ButtonRow>
    {LATER.map(act => (
      <LaterAct key={act} {...props} act={act} />
    ))}
  </ButtonRow>
);

/** Each launch of this outage: when, what, to how many, by whom. */
export const History = ({ card, language }: CampaignProps) => {
  const say = sendingSay(language);
  const words = campaignSay(language);
  const now = millisecondsOf(card.serverNow);
  if (card.launches.length === 0) return null;
  return (
    <Accordion title={say('history')} size="xs">
      <Rows
        head={[say('history.when'), say('history.what'), say('history.customers'), say('history.by')]}
        rows={card.launches.map(({ at, kind, customers, by }) => [
          moment(at, card.outage.zone, language, now),
          words(`kind.${kind}`),
          number(language, customers),
          by,
        ])}
      />
    </Accordion>
  );
};
