import { ButtonRow, Flex, Text } from '@hubspot/ui-extensions';
import { FormPanel } from '../contact/form-panel.js';
import { CheckDisconnection } from './check.js';
import { debtActSay, type DebtProps } from './debt-context.js';
import { HoldForm, PlanForm, Release } from './hold-forms.js';
import { PromiseForm } from './promise-form.js';
import { ProofForm } from './proof-form.js';

/** What a person can do in a case; without the role the buttons stay and say why they do nothing. */
export const Acts = (props: DebtProps) => {
  const { card, language, server, onDone } = props;
  const say = debtActSay(language);
  if (card.closedAt !== null) return null;
  const { serve } = card.may;
  const panel = { language, disabled: serve !== null };
  return (
    <Flex direction="column" gap="sm">
      <ButtonRow>
        <FormPanel
          id="debt-promise"
          {...panel}
          label={say('promise.button')}
          title={say('promise.title')}
          form={() => <PromiseForm debts={[card]} server={server} language={language} onDone={onDone} />}
        />
        <FormPanel
          id="debt-plan"
          {...panel}
          label={say('plan.button')}
          title={say('plan.title')}
          form={() => <PlanForm {...props} />}
        />
        <FormPanel
          id="debt-hold"
          {...panel}
          label={say('hold.button')}
          title={say('hold.title')}
          form={() => <HoldForm debt={card} server={server} language={language} onDone={onDone} />}
        />
        <FormPanel
          id="debt-proof"
          {...panel}
          label={say('proof.button')}
          title={say('proof.title')}
          form={() => <ProofForm {...props} />}
        />
      </ButtonRow>
      {card.caseHolds
        .filter(({ inForce }) => inForce)
        .map(hold => (
          <Release key={hold.id} {...props} hold={hold} />
        ))}
      {serve === null ? null : <Text variant="microcopy">{say('noPermission', { why: serve })}</Text>}
      <CheckDisconnection {...props} />
    </Flex>
  );
};
