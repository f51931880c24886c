import { Flex, StatusTag, Text } from '@hubspot/ui-extensions';
import type { ComponentProps } from 'react';
import type { DebtStep, StepState } from '../../contract/debt.js';
import { actName, stepName } from '../../parts/debt-says.js';
import { civilDay, type Reading } from '../../parts/debt-standing.js';
import { Rows } from '../../parts/rows.js';
import { day, moment } from '../../words/moments.js';
import { debtSay, readingOf, type DebtProps } from './debt-context.js';

type Look = Pick<ComponentProps<typeof StatusTag>, 'variant' | 'hollow'>;
/** Filled is a fact, hollow is expected; red is for what somebody must do. */
const LOOK: Readonly<Record<StepState, Look>> = {
  proven: { variant: 'success' },
  byRule: { variant: 'success', hollow: true },
  waiting: { variant: 'warning', hollow: true },
  returned: { variant: 'danger' },
  underWay: { variant: 'info', hollow: true },
  notYet: { variant: 'default', hollow: true },
};

/** A line for each day on which it was given, as the law counts days, and one for each that came back. */
const givenLines = ({ given }: DebtStep, { zone, language, nowMs }: Reading): readonly string[] => {
  const say = debtSay(language);
  const dayOf = (at: string): string => day(at, zone, language, nowMs);
  const stands = new Map<string, string[]>();
  for (const { channel, sentAt, returnedAt } of given)
    if (returnedAt === null)
      stands.set(dayOf(sentAt), [...(stands.get(dayOf(sentAt)) ?? []), say(`channel.${channel}`)]);
  return [
    ...[...stands].map(([when, channels]) => say('given.row', { when, channel: channels.join(', ') })),
    ...given.flatMap(({ channel, sentAt, returnedAt }) => {
      if (returnedAt === null) return [];
      const returned = dayOf(returnedAt);
      return [say('given.returned', { when: dayOf(sentAt), channel: say(`channel.${channel}`), returned })];
    }),
  ];
};

const Given = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.length === 0 ? (
    <>—</>
  ) : (
    <Flex direction="column" gap="flush">
      {lines.map(line => (
        <Text key={line}>{line}</Text>
      ))}
    </Flex>
  );

/** Each notice and each act of this case in its order: given when and how, what it counts for, and from when. */
export const StepsTable = (props: DebtProps) => {
  const { card, language } = props;
  const say = debtSay(language);
  const reading = readingOf(props);
  const dayOr = (day: string | null): string => (day === null ? '—' : civilDay(day, reading));
  return (
    <Rows
      head={[say('col.step'), say('col.given'), say('col.law'), say('col.from'), say('col.next')]}
      rows={[
        ...card.steps.map(step => [
          stepName(step, card.steps, language),
          <Given key="given" lines={givenLines(step, reading)} />,
          <StatusTag key="law" {...LOOK[step.state]}>
            {say(`state.${step.state}`)}
          </StatusTag>,
          dayOr(step.countsFrom),
          dayOr(step.notBefore),
        ]),
        ...card.acts.map(({ act, doneAt, notBefore }) => [
          actName(act, language),
          doneAt === null ? '—' : moment(doneAt, reading.zone, language, reading.nowMs),
          <StatusTag key="law" {...(doneAt === null ? LOOK.notYet : { variant: 'danger' as const })}>
            {say(doneAt === null ? 'state.open' : 'state.done')}
          </StatusTag>,
          '—',
          doneAt === null ? dayOr(notBefore) : '—',
        ]),
      ]}
    />
  );
};
