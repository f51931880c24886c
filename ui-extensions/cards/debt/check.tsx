import { ButtonRow, Flex, List, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useAct } from '../../client/use-act.js';
import {
  approveActAnswer,
  warrantAnswer,
  type ApproveActAnswer,
  type WarrantAnswer,
} from '../../contract/debt-acts.js';
import type { ApproveActRequest } from '../../contract/debt-requests.js';
import { givenBy } from '../../contract/debt.js';
import { ActState } from '../../parts/act-state.js';
import { Confirmation } from '../../parts/confirmation.js';
import { stepName } from '../../parts/debt-says.js';
import { civilDay } from '../../parts/debt-standing.js';
import { RefusalBlock } from '../../parts/refusal-block.js';
import { Why } from '../../parts/why.js';
import { moment } from '../../words/moments.js';
import { debtActSay, debtSay, casePathOf, readingOf, type DebtProps } from './debt-context.js';

const OVERLAY = 'forewarn-disconnection';

const titleOf = (found: WarrantAnswer | null, props: DebtProps): string => {
  const say = debtActSay(props.language);
  if (found === null) return say('check.button');
  if (found.lawful && found.on !== null)
    return say('check.title.yes', { when: civilDay(found.on, readingOf(props)) });
  return found.approvable ? say('check.title.ask') : say('check.title.no', { n: found.obstacles.length });
};

const Proofs = ({ found, ...props }: DebtProps & { readonly found: WarrantAnswer }) => {
  const { card, language } = props;
  const say = debtActSay(language);
  const words = debtSay(language);
  const { zone, nowMs } = readingOf(props);
  return (
    <List>
      {found.proofs.map(({ notice, delivery, channel, sentAt, servedAt }) => {
        const step = card.steps.find(each => each.notice === notice);
        const known = givenBy.options.find(each => each === channel);
        return (
          <Text key={delivery}>
            {say('proofs.row', {
              kind: step === undefined ? notice : stepName(step, card.steps, language),
              channel: known === undefined ? channel : words(`channel.${known}`),
              sent: moment(sentAt, zone, language, nowMs),
              state:
                servedAt === null
                  ? say('proofs.not')
                  : say('proofs.served', { when: moment(servedAt, zone, language, nowMs) }),
            })}
          </Text>
        );
      })}
    </List>
  );
};

/** Nobody can approve while anything else is in the way. */
const approvalLast = (obstacles: WarrantAnswer['obstacles']): WarrantAnswer['obstacles'] => {
  const isApproval = ({ code }: { readonly code: string }): boolean => code.startsWith('approval.');
  return [...obstacles.filter(each => !isApproval(each)), ...obstacles.filter(isApproval)];
};

/** What stands in the way, all at once, or the proofs and the reason to approve. */
const Found = ({
  found,
  reason,
  onReason,
  ...props
}: DebtProps & {
  readonly found: WarrantAnswer;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}) => {
  const { card, language } = props;
  const say = debtActSay(language);
  const approvable = found.approvable || found.lawful;
  const [first, ...also] = approvable ? [] : approvalLast(found.obstacles);
  return (
    <Flex direction="column" gap="sm">
      {first === undefined ? null : <RefusalBlock refusal={first} also={also} language={language} />}
      {found.on === null ? null : (
        <Text>{say('check.first', { when: civilDay(found.on, readingOf(props)) })}</Text>
      )}
      {approvable ? <Text>{say('check.ok')}</Text> : null}
      {approvable && found.approvals.needed > 1 ? <Text>{say('check.second')}</Text> : null}
      <Proofs found={found} {...props} />
      {approvable && card.may.approve === null ? (
        <TextArea
          name="approve-reason"
          label={say('check.reason')}
          value={reason}
          required
          onInput={onReason}
        />
      ) : null}
      {approvable && card.may.approve !== null ? (
        <Text>{say('noApproval', { why: card.may.approve })}</Text>
      ) : null}
    </Flex>
  );
};

/** Asks the server whether the act is lawful, and only then the person whether it shall be. */
export const CheckDisconnection = (props: DebtProps) => {
  const { card, server, surface, language, onDone } = props;
  const say = debtActSay(language);
  const [reason, setReason] = useState('');
  const check = useAct<{ readonly idempotencyKey: string }, WarrantAnswer>(
    server,
    casePathOf(card, 'check'),
    warrantAnswer,
  );
  const approve = useAct<ApproveActRequest & { readonly idempotencyKey: string }, ApproveActAnswer>(
    server,
    casePathOf(card, 'approve'),
    approveActAnswer,
  );
  const found = check.kind === 'ready' ? check.value : null;
  const mayApprove = found !== null && found.approvable && card.may.approve === null;
  const press = async (): Promise<void> => {
    const outcome = await approve.press({ reason });
    surface.closeOverlay(OVERLAY);
    if (outcome.kind !== 'ready') return;
    surface.tell(say('check.done'), 'success');
    onDone();
  };
  return (
    <Flex direction="column" gap="xs">
      <ButtonRow>
        <Confirmation
          id={OVERLAY}
          language={language}
          label={say('check.button')}
          size="small"
          disabled={card.may.serve !== null && card.may.approve !== null}
          asking={check.kind === 'saving' || check.kind === 'unsure'}
          onAsk={() => void check.press({})}
          title={titleOf(found, props)}
          yes={
            mayApprove && found.on !== null
              ? say('check.approve', { when: civilDay(found.on, readingOf(props)) })
              : null
          }
          {...(mayApprove ? {} : { no: say('check.close') })}
          yesDisabled={reason.trim() === ''}
          saving={approve.kind === 'saving'}
          danger
          onYes={() => void press()}
          closeOverlay={surface.closeOverlay}
        >
          {found === null ? (
            <Text>{say('check.asking')}</Text>
          ) : (
            <Found {...props} found={found} reason={reason} onReason={setReason} />
          )}
        </Confirmation>
      </ButtonRow>
      <ActState doing={check} language={language} />
      <ActState doing={approve} language={language} />
      <Why
        why={card.may.serve !== null && card.may.approve !== null ? card.may.approve : null}
        language={language}
      />
    </Flex>
  );
};
