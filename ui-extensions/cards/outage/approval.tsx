import { Alert, ButtonRow, Checkbox, Flex, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useAct } from '../../client/use-act.js';
import { savedOutage, type SavedOutage } from '../../contract/outage.js';
import { ActState } from '../../parts/act-state.js';
import { frameWords } from '../../words/frame.js';
import { millisecondsOf, moment } from '../../words/moments.js';
import { sayIn } from '../../words/say.js';
import { campaignSay, pathOf, type CampaignProps } from './campaign-context.js';

type Kind = 'size' | 'late';

const Needed = ({ card, language }: CampaignProps) => {
  const say = campaignSay(language);
  const { needed, above, approvers } = card.approval;
  const accounts = card.revision.rehearsal?.summary.accounts ?? 0;
  return (
    <Flex direction="column" gap="flush">
      {needed.map(kind => (
        <Text key={kind}>
          {kind === 'size'
            ? say('approval.needed.size', { n: accounts, above })
            : say('approval.needed.late')}
        </Text>
      ))}
      <Text variant="microcopy">
        {approvers.length === 0
          ? say('approval.nobody')
          : say('approval.who', { people: approvers.join(', ') })}
      </Text>
    </Flex>
  );
};

const Approve = (props: CampaignProps & { readonly kind: Kind }) => {
  const { card, server, surface, language, onDone, kind } = props;
  const say = campaignSay(language);
  const act = useAct<
    { readonly idempotencyKey: string; readonly kind: Kind; readonly reason?: string },
    SavedOutage
  >(server, pathOf(card, 'approvals'), savedOutage);
  const languages = Object.keys(card.revision.rehearsal?.summary.byLanguage ?? {}).length;
  const [read, setRead] = useState(languages <= 1);
  const [reason, setReason] = useState('');
  const press = async (): Promise<void> => {
    const outcome = await act.press(reason.trim() === '' ? { kind } : { kind, reason });
    if (outcome.kind !== 'ready') return;
    surface.tell(say('approval.done'), 'success');
    onDone();
  };
  return (
    <Flex direction="column" gap="xs">
      {languages > 1 ? (
        <Checkbox
          name={`read-${kind}`}
          checked={read}
          onChange={checked => {
            setRead(checked);
          }}
        >
          {say('approval.read')}
        </Checkbox>
      ) : null}
      {kind === 'late' ? (
        <TextArea label={say('approval.reason')} name="reason" value={reason} onInput={setReason} />
      ) : null}
      <ButtonRow>
        <LoadingButton
          variant="primary"
          loading={act.kind === 'saving'}
          disabled={!read || (kind === 'late' && reason.trim() === '')}
          onClick={() => {
            void press();
          }}
        >
          {say(kind === 'late' ? 'approval.approveLate' : 'approval.approve')}
        </LoadingButton>
      </ButtonRow>
      <ActState doing={act} language={language} />
    </Flex>
  );
};

/** What a second person has to answer for, and the button for whoever may. */
export const Approval = (props: CampaignProps) => {
  const { card, language } = props;
  const say = campaignSay(language);
  const { rehearsal, approvals } = card.revision;
  const { needed, own } = card.approval;
  const now = millisecondsOf(card.serverNow);
  const given = approvals.map(({ kind, by, at }) => (
    <Text key={`${kind}/${at}`} variant="microcopy">
      {say('approval.given', { by, time: moment(at, card.outage.zone, language, now) })}
    </Text>
  ));
  if (needed.length === 0 || rehearsal === null) return <Flex direction="column">{given}</Flex>;
  const why = card.may.approve;
  return (
    <Alert
      title={say('approval.asked', {
        by: rehearsal.by,
        time: moment(rehearsal.at, card.outage.zone, language, now),
      })}
      variant="warning"
    >
      <Flex direction="column" gap="xs">
        <Needed {...props} />
        {given}
        {why !== null ? (
          <Text variant="microcopy">{sayIn(frameWords, language)('state.noPermission', { why })}</Text>
        ) : own ? (
          <Text variant="microcopy">{say('approval.own')}</Text>
        ) : (
          needed.map(kind => <Approve key={kind} {...props} kind={kind} />)
        )}
      </Flex>
    </Alert>
  );
};
