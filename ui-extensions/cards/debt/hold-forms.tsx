import { Alert, ButtonRow, Flex, NumberInput, Select, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useAct } from '../../client/use-act.js';
import { holdAnswer, holdEffect, placeableHold, type HoldAnswer } from '../../contract/debt-acts.js';
import type { HoldRequest, PlanRequest, ReleaseRequest } from '../../contract/debt-requests.js';
import type { DebtCard, DebtHold } from '../../contract/debt.js';
import { ActState } from '../../parts/act-state.js';
import { Confirmation } from '../../parts/confirmation.js';
import { DayInput } from '../../parts/day-input.js';
import { civilDay, reasonName, sumText } from '../../parts/debt-standing.js';
import { FormEnd } from '../contact/form-panel.js';
import { debtActSay, debtSay, casePathOf, readingOf, type DebtProps } from './debt-context.js';

type Keyed<T> = T & { readonly idempotencyKey: string };

/** Holds a case until a day, with a reason that is written down. */
export const HoldForm = ({
  debt,
  server,
  language,
  onDone,
}: Pick<DebtProps, 'server' | 'language' | 'onDone'> & { readonly debt: Pick<DebtCard, 'case'> }) => {
  const say = debtActSay(language);
  const words = debtSay(language);
  const [reason, setReason] = useState<HoldRequest['reason']>('dispute');
  const [effect, setEffect] = useState<HoldRequest['effect']>('stopsClock');
  const [day, setDay] = useState('');
  const [note, setNote] = useState('');
  const act = useAct<Keyed<HoldRequest>, HoldAnswer>(server, casePathOf(debt, 'holds'), holdAnswer);
  const save = async (): Promise<void> => {
    const outcome = await act.press({ reason, effect, until: { day }, note });
    if (outcome.kind === 'ready') onDone();
  };
  return (
    <Flex direction="column" gap="sm">
      <Select
        name="reason"
        label={say('hold.reason')}
        value={reason}
        options={placeableHold.options.map(value => ({ label: reasonName(value, language), value }))}
        onChange={value => {
          setReason(value as HoldRequest['reason']);
        }}
      />
      <DayInput name="until" label={say('hold.until')} day={day} onDay={setDay} />
      <Text variant="microcopy">{say('hold.ends')}</Text>
      <Select
        name="effect"
        label={say('hold.effect')}
        value={effect}
        options={holdEffect.options.map(value => ({ label: words(`hold.${value}`), value }))}
        onChange={value => {
          setEffect(value as HoldRequest['effect']);
        }}
      />
      <TextArea name="note" label={say('hold.note')} value={note} required onInput={setNote} />
      <FormEnd
        doing={act}
        language={language}
        save={say('hold.save')}
        disabled={day === '' || note.trim() === ''}
        done={<Alert title={say('hold.done')} variant="success" />}
        onSave={() => void save()}
      />
    </Flex>
  );
};

/** Ends a hold, once it is clear that the clock goes on. */
export const Release = ({ hold, ...props }: DebtProps & { readonly hold: DebtHold }) => {
  const { card, server, surface, language, onDone } = props;
  const say = debtActSay(language);
  const reason = reasonName(hold.reason, language);
  const [note, setNote] = useState('');
  const id = `forewarn-release-${hold.id}`;
  const act = useAct<Keyed<ReleaseRequest>, HoldAnswer>(
    server,
    casePathOf(card, `holds/${encodeURIComponent(hold.id)}/release`),
    holdAnswer,
  );
  const press = async (): Promise<void> => {
    const outcome = await act.press({ note });
    surface.closeOverlay(id);
    if (outcome.kind !== 'ready') return;
    surface.tell(say('release.done'), 'success');
    onDone();
  };
  return (
    <Flex direction="column" gap="xs">
      <ButtonRow>
        <Confirmation
          id={id}
          language={language}
          label={say('release.button', { reason })}
          size="small"
          disabled={card.may.serve !== null}
          title={say('release.title', { reason })}
          yes={say('release.yes')}
          yesDisabled={note.trim() === ''}
          saving={act.kind === 'saving'}
          onYes={() => void press()}
          closeOverlay={surface.closeOverlay}
        >
          <Text>{say('release.body')}</Text>
          <TextArea name="release-note" label={say('hold.note')} value={note} required onInput={setNote} />
        </Confirmation>
      </ButtonRow>
      <ActState doing={act} language={language} />
    </Flex>
  );
};

const MOST_PARTS = 24;
const pad = (n: number): string => String(n).padStart(2, '0');
const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;
/** The same day of a later month, or its last day where it has none. */
const monthsLater = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const count = year * 12 + month - 1 + months;
  const [then, at] = [Math.floor(count / 12), (count % 12) + 1];
  return `${then}-${pad(at)}-${pad(Math.min(date, daysIn(then, at)))}`;
};
/** Equal parts a month apart, the odd cents in the first. */
const partsOf = (minor: number, parts: number, first: string): PlanRequest['parts'] => {
  const each = Math.floor(minor / parts);
  return Array.from({ length: parts }, (_, n) => ({
    on: monthsLater(first, n),
    minor: n === 0 ? minor - each * (parts - 1) : each,
  }));
};

/** A plan over all that is overdue, in equal parts. */
export const PlanForm = (props: DebtProps) => {
  const { card, server, language, onDone } = props;
  const say = debtActSay(language);
  const [count, setCount] = useState(3);
  const [first, setFirst] = useState('');
  const act = useAct<Keyed<PlanRequest>, HoldAnswer>(server, casePathOf(card, 'plan'), holdAnswer);
  const isFit =
    first !== '' &&
    Number.isInteger(count) &&
    count >= 1 &&
    count <= MOST_PARTS &&
    card.overdue.minor >= count;
  const parts = isFit ? partsOf(card.overdue.minor, count, first) : [];
  const save = async (): Promise<void> => {
    const outcome = await act.press({ parts });
    if (outcome.kind === 'ready') onDone();
  };
  return (
    <Flex direction="column" gap="sm">
      <NumberInput
        name="parts"
        label={say('plan.parts')}
        value={count}
        min={1}
        max={MOST_PARTS}
        onChange={value => {
          setCount(Number(value));
        }}
      />
      <DayInput name="first" label={say('plan.first')} day={first} onDay={setFirst} />
      <Text variant="microcopy">{say('plan.each')}</Text>
      {parts.map(({ on, minor }) => (
        <Text key={on}>
          {say('plan.part', {
            on: civilDay(on, readingOf(props)),
            sum: sumText({ minor, currency: card.overdue.currency }, language),
          })}
        </Text>
      ))}
      <FormEnd
        doing={act}
        language={language}
        save={say('plan.save')}
        disabled={!isFit}
        done={<Alert title={say('plan.done')} variant="success" />}
        onSave={() => void save()}
      />
    </Flex>
  );
};
