import { Alert, Flex, Input, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Server } from '../../client/server.js';
import { useAct } from '../../client/use-act.js';
import { holdAnswer, type HoldAnswer } from '../../contract/debt-acts.js';
import type { PromiseToPayRequest } from '../../contract/debt-requests.js';
import type { DebtSummary } from '../../contract/debt-summary.js';
import { minorOf, typedSum } from '../../parts/debt-standing.js';
import { DayInput } from '../../parts/day-input.js';
import { placeName } from '../../parts/place-now.js';
import { billWords } from '../../words/bill.js';
import { sayIn, type Language } from '../../words/say.js';
import { FormEnd } from '../contact/form-panel.js';
import { debtActSay, debtSay, casePathOf } from './debt-context.js';

interface OfServer {
  readonly server: Server;
  readonly language: Language;
  readonly onDone: () => void;
}
type Debt = Pick<DebtSummary, 'case' | 'ref' | 'account' | 'address' | 'overdue'>;

/** A customer's word to pay so much by a day, in one of their cases; the first unless they choose. */
export const PromiseForm = ({
  debts,
  ...rest
}: OfServer & { readonly debts: readonly [Debt, ...Debt[]] }) => {
  const words = debtSay(rest.language);
  const [chosen, setChosen] = useState(debts[0].case);
  const debt = debts.find(each => each.case === chosen) ?? debts[0];
  return (
    <Flex direction="column" gap="sm">
      {debts.length < 2 ? null : (
        <Select
          name="case"
          label={words('accounts')}
          value={debt.case}
          options={debts.map(each => ({
            label: sayIn(billWords, rest.language)('title', { ...each, place: placeName(each) }),
            value: each.case,
          }))}
          onChange={value => {
            setChosen(String(value));
          }}
        />
      )}
      {/* Another case is another sum and another press. */}
      <OnePromise key={debt.case} debt={debt} {...rest} />
    </Flex>
  );
};

/** All that is overdue unless they say less. */
const OnePromise = ({ debt, server, language, onDone }: OfServer & { readonly debt: Debt }) => {
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
      <DayInput name="on" label={say('promise.on')} day={on} onDay={setOn} />
      <Text variant="microcopy">{say('promise.effect')}</Text>
      <FormEnd
        doing={act}
        language={language}
        save={say('promise.save')}
        disabled={minor === null || on === ''}
        done={<Alert title={say('promise.done')} variant="success" />}
        onSave={() => void save()}
      />
    </Flex>
  );
};
