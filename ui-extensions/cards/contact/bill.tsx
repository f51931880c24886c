import { Alert, Flex, Statistics, StatisticsItem, StatusTag, Text } from '@hubspot/ui-extensions';
import type { Server } from '../../client/server.js';
import type { ContactNow } from '../../contract/customer.js';
import type { DebtSummary } from '../../contract/debt-summary.js';
import { billText, civilDay, sumsText } from '../../parts/debt-standing.js';
import { placeName } from '../../parts/place-now.js';
import { SayThis } from '../../parts/say-this.js';
import { billWords } from '../../words/bill.js';
import { customerWords } from '../../words/customer.js';
import { debtActWords } from '../../words/debt-acts.js';
import { standingWords } from '../../words/debt-standing.js';
import { moment } from '../../words/moments.js';
import { number, sayIn, type Language } from '../../words/say.js';
import { HoldForm } from '../debt/hold-forms.js';
import { FormPanel } from './form-panel.js';
import { spokenOf } from './spoken.js';

interface BillProps {
  readonly bill: ContactNow['bill'];
  readonly language: Language;
  readonly nowMs: number;
}

const NEAR_THE_END: readonly string[] = ['approval', 'workOrder', 'disconnected'];
/** Red is for what somebody must do; a hold is under way. */
const variantOf = ({ next, rung, returned }: DebtSummary): 'info' | 'danger' | 'warning' =>
  next === 'hold' ? 'info' : returned > 0 || NEAR_THE_END.includes(rung ?? '') ? 'danger' : 'warning';

/** The bill in the first sight: step, sum and next date, or the hold. */
export const BillFact = ({ bill, language, nowMs }: BillProps) => {
  const say = sayIn(customerWords, language);
  if (bill.cases.length === 0)
    return <>{bill.inArrears ? say('bill.arrears') : sayIn(standingWords, language)('bill.none')}</>;
  return (
    <Flex direction="column" gap="xs">
      {bill.cases.map(debt => (
        <StatusTag key={debt.case} variant={variantOf(debt)} hollow={debt.next === 'hold'}>
          {billText(debt, { language, nowMs })}
        </StatusTag>
      ))}
    </Flex>
  );
};

const OneCase = ({
  debt,
  server,
  language,
  nowMs,
  mayNot,
  onDone,
}: Omit<BillProps, 'bill'> & {
  readonly debt: DebtSummary;
  readonly server: Server;
  readonly mayNot: string | null;
  readonly onDone: () => void;
}) => {
  const say = sayIn(billWords, language);
  const acts = sayIn(debtActWords, language);
  return (
    <Flex direction="column" gap="xs" align="start">
      <Text format={{ fontWeight: 'demibold' }}>
        {say('title', { place: placeName(debt), account: debt.account, ref: debt.ref })}
      </Text>
      {debt.lifeSupport ? (
        <StatusTag variant="danger">{sayIn(standingWords, language)('lifeSupport')}</StatusTag>
      ) : null}
      <StatusTag variant={variantOf(debt)} hollow={debt.next === 'hold'}>
        {billText(debt, { language, nowMs })}
      </StatusTag>
      {debt.firstDay === null ? null : (
        <Text>{say('cut', { when: civilDay(debt.firstDay, { language, nowMs }) })}</Text>
      )}
      <Text variant="microcopy">{say('asOf', { when: moment(debt.asOf, debt.zone, language, nowMs) })}</Text>
      <FormPanel
        id={`hold-${debt.case}`}
        language={language}
        label={acts('hold.button')}
        title={acts('hold.title')}
        disabled={mayNot !== null}
        form={() => <HoldForm debt={debt} server={server} language={language} onDone={onDone} />}
      />
    </Flex>
  );
};

/** All of it in four figures, where there is more than one case to look at. */
const Totals = ({ bill: { totals }, language, nowMs }: BillProps) => {
  const say = sayIn(billWords, language);
  if (totals.cases < 2) return null;
  return (
    <Statistics>
      <StatisticsItem label={say('totals.cases')} number={number(language, totals.cases)} />
      <StatisticsItem label={say('totals.overdue')} number={sumsText(totals.overdue, language)} />
      <StatisticsItem
        label={say('totals.cut')}
        number={
          totals.firstDay === null ? say('totals.none') : civilDay(totals.firstDay, { language, nowMs })
        }
      />
      <StatisticsItem label={say('totals.atRisk')} number={number(language, totals.atRisk)} />
    </Statistics>
  );
};

/** Everything of the bill that an agent is asked, with what may be said and only to whom. */
export const Bill = ({
  bill,
  onCopy,
  ...props
}: BillProps & {
  readonly server: Server;
  readonly mayNot: string | null;
  readonly onCopy: (text: string) => void;
  readonly onDone: () => void;
}) => {
  const { language, nowMs } = props;
  const say = sayIn(billWords, language);
  const { totals } = bill;
  if (bill.cases.length === 0) return <BillFact bill={bill} language={language} nowMs={nowMs} />;
  return (
    <Flex direction="column" gap="sm">
      {totals.atRisk === 0 ? null : <Alert title={say('atRisk', { n: totals.atRisk })} variant="danger" />}
      <Totals bill={bill} language={language} nowMs={nowMs} />
      {bill.say === null ? null : (
        <SayThis
          spoken={spokenOf(bill.say)}
          language={language}
          note={sayIn(standingWords, language)('bill.say')}
          onCopy={onCopy}
        />
      )}
      {bill.cases.map(debt => (
        <OneCase key={debt.case} debt={debt} {...props} />
      ))}
      {totals.cases === bill.cases.length ? null : (
        <Text>{say('more', { n: totals.cases - bill.cases.length })}</Text>
      )}
      <Text variant="microcopy">{say('open')}</Text>
    </Flex>
  );
};
