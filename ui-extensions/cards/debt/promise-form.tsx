import { Alert, Flex, Input, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Server } from '../../client/server.js';
import { useAct } from '../../client/use-act.js';
import { holdAnswer, type HoldAnswer } from '../../contract/debt-acts.js';
import type { PromiseToPayRequest } from '../../contract/debt-requests.js';
import type { DebtSummary } from '../../contract/debt-summary.js';
import { isDay, minorOf, typedSum } from '../../parts/debt-standing.js';
import type { Language } from '../../words/say.js';
import { FormEnd } from '../contact/form-panel.js';
import { debtActSay, casePathOf } from './debt-context.js';

/** A customer's word to pay so much by a day; all that is overdue unless they say less. */
export const PromiseForm = ({
  debt,
  server,
  language,
  onDone,
}: {
  readonly debt: Pick<DebtSummary, 'case' | 'overdue'>;
  readonly server: Server;
  readonly language: Language;
  readonly onDone: () => void;
}) => {
  const say = debtActSay(language);
  const [sum, setSum] = useState(typedSum(debt.overdue));
  const [on, setOn] = useState('');
  const act = useAct<PromiseToPayRequest & { readonly idempotencyKey: string }, HoldAnswer>(
    server,
    casePathOf(debt, 'promise'),
    holdAnswer,
  );
  const minor = minorOf(sum, debt.overdue.currency);
  const save = async (): Promise<void> => {
    if (minor === null) return;
    const outcome = await act.press({ minor, on });
    if (outcome.kind === 'ready') onDone();
  };
  return (
    <Flex direction="column" gap="sm">
      <Input
        name="sum"
        label={say('promise.sum', { currency: debt.overdue.currency })}
        value={sum}
        required
        onInput={setSum}
      />
      <Input
        name="on"
        label={say('promise.on')}
        value={on}
        required
        error={on !== '' && !isDay(on)}
        validationMessage={on !== '' && !isDay(on) ? say('day') : ''}
        onInput={setOn}
      />
      <Text variant="microcopy">{say('promise.effect')}</Text>
      <FormEnd
        doing={act}
        language={language}
        save={say('promise.save')}
        disabled={minor === null || !isDay(on)}
        done={<Alert title={say('promise.done')} variant="success" />}
        onSave={() => void save()}
      />
    </Flex>
  );
};
