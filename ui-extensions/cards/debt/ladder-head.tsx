import { Alert, Flex, Statistics, StatisticsItem, StepIndicator, Text } from '@hubspot/ui-extensions';
import { nextText, stepName, actName } from '../../parts/debt-says.js';
import { civilDay, heldText, rungName, sumText } from '../../parts/debt-standing.js';
import { SayThis, type Spoken } from '../../parts/say-this.js';
import { standingWords } from '../../words/debt-standing.js';
import { moment } from '../../words/moments.js';
import { sayIn } from '../../words/say.js';
import { debtSay, readingOf, type DebtProps } from './debt-context.js';

/** The worst thing first: what came back, what is not proven, what holds it. */
const Worst = (props: DebtProps) => {
  const { card, language } = props;
  const say = debtSay(language);
  const reading = readingOf(props);
  const back = card.steps.find(({ state }) => state === 'returned');
  if (back !== undefined)
    return (
      <Alert title={`${stepName(back, card.steps, language)}: ${say('state.returned')}`} variant="danger" />
    );
  if (card.next === 'hold') return <Alert title={heldText(card, reading)} variant="info" />;
  const open = card.steps.find(({ state }) => state === 'waiting');
  return open === undefined ? null : (
    <Alert title={`${stepName(open, card.steps, language)}: ${say('state.waiting')}`} variant="warning" />
  );
};

const Stale = (props: DebtProps) => {
  const { card, language } = props;
  const say = debtSay(language);
  const { zone, nowMs } = readingOf(props);
  const when = moment(card.asOf, zone, language, nowMs);
  return card.stale ? (
    <Alert title={say('stale.title', { when })} variant="warning">
      {say('stale')}
    </Alert>
  ) : (
    <Text variant="microcopy">{say('asOf', { when })}</Text>
  );
};

/** The notices of this case, grace before the second, then approval, the acts and the return. */
const stepsOf = ({ card, language }: DebtProps): readonly string[] => {
  const say = debtSay(language);
  const shown = card.steps.filter(({ to }) => to === 'customer' || to === 'occupants');
  return [
    say('step.grace'),
    ...shown.map(step => stepName(step, card.steps, language)),
    say('step.approval'),
    ...card.acts.map(({ act }) => actName(act, language)),
    say('step.reconnected'),
  ];
};
const currentOf = ({ card }: DebtProps): number => {
  const shown = card.steps.filter(({ to }) => to === 'customer' || to === 'occupants');
  const given = shown.filter(({ given: all, state }) => all.length > 0 || state === 'underWay').length;
  switch (card.rung) {
    case 'approval':
      return shown.length + 1;
    case 'workOrder':
      return shown.length + 1 + Math.max(1, card.acts.filter(({ doneAt }) => doneAt !== null).length);
    case 'disconnected':
      return shown.length + 1 + card.acts.length;
    case 'closed':
      return shown.length + 2 + card.acts.length;
    case 'grace':
    case 'initial_notice':
    case 'final_notice':
    case 'disconnection_letter':
    case null:
      return given;
  }
};

/** Where it stands, how much, until when, and what comes next: the first five seconds. */
export const LadderHead = (props: DebtProps) => {
  const { card, language, surface } = props;
  const say = debtSay(language);
  const reading = readingOf(props);
  const dayOr = (day: string | null, none: string): string => (day === null ? none : civilDay(day, reading));
  const other = card.say.language === 'en' ? 'ru' : 'en';
  const spoken: readonly [Spoken, Spoken] = [
    { language: card.say.language, sentence: card.say.texts[card.say.language] },
    { language: other, sentence: card.say.texts[other] },
  ];
  return (
    <Flex direction="column" gap="sm">
      <Worst {...props} />
      <Stale {...props} />
      <Statistics>
        <StatisticsItem label={say('stat.due')} number={sumText(card.overdue, language)} />
        <StatisticsItem label={say('stat.payBy')} number={dayOr(card.payBy, say('stat.none'))} />
        <StatisticsItem label={say('stat.step')} number={rungName(card.rung, language)} />
        <StatisticsItem label={say('stat.cut')} number={dayOr(card.earliestCut, say('stat.unknown'))} />
      </Statistics>
      <StepIndicator variant="compact" stepNames={[...stepsOf(props)]} currentStep={currentOf(props)} />
      <Text format={{ fontWeight: 'demibold' }} testId="next">
        {nextText(card, reading)}
      </Text>
      <SayThis
        spoken={spoken}
        language={language}
        note={sayIn(standingWords, language)('bill.say')}
        onCopy={surface.copy}
      />
    </Flex>
  );
};
