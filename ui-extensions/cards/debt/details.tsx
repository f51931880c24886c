import { Accordion, Flex, List, Text } from '@hubspot/ui-extensions';
import type { DebtEvent, DebtHold } from '../../contract/debt.js';
import { actName, kindName } from '../../parts/debt-says.js';
import { civilDay, type Reading, reasonName, sumText } from '../../parts/debt-standing.js';
import { Citations } from '../../parts/citations.js';
import { Rows } from '../../parts/rows.js';
import type { debtWords } from '../../words/debt.js';
import { moment } from '../../words/moments.js';
import type { sayIn } from '../../words/say.js';
import { debtSay, readingOf, type DebtProps } from './debt-context.js';

type Say = ReturnType<typeof sayIn<(typeof debtWords)['en']>>;

const holdText = (hold: DebtHold, reading: Reading): string => {
  const { zone, language, nowMs } = reading;
  const say = debtSay(language);
  const end =
    hold.endedAt !== null
      ? say('hold.ended', { when: moment(hold.endedAt, zone, language, nowMs) })
      : 'day' in hold.until
        ? say('hold.until', { when: civilDay(hold.until.day, reading) })
        : say('hold.untilEvent', { event: hold.until.event });
  return say('hold.row', {
    reason: reasonName(hold.reason, reading.language),
    by: hold.by,
    from: moment(hold.from, zone, language, nowMs),
    end: hold.inForce || hold.endedAt !== null ? end : say('hold.over'),
    effect: say(`hold.${hold.effect}`),
  });
};

const isEvent = (
  type: string,
): type is 'opened' | 'reversed' | 'recalled' | 'reconnected' | 'supplyEnded' | 'closed' =>
  ['opened', 'reversed', 'recalled', 'reconnected', 'supplyEnded', 'closed'].includes(type);

/** What happened, in words; a type that has none is named as it is. */
const eventText = (event: DebtEvent, say: Say, reading: Reading): string => {
  const { language } = reading;
  const sum = event.amount === null ? '' : sumText(event.amount, language);
  const on = event.on === null ? '' : civilDay(event.on, reading);
  const reason = event.reason === null ? '' : reasonName(event.reason, language);
  const kind = event.kind === null ? '' : kindName(event.kind, language);
  const channel = event.channel === null ? '' : say(`channel.${event.channel}`);
  const act = event.act === null ? '' : actName(event.act, language);
  const by = event.by ?? '';
  switch (event.type) {
    case 'billed':
      return say('event.billed', { sum, on });
    case 'paid':
    case 'credited':
      return say(`event.${event.type}`, { sum });
    case 'sent':
      return event.by === null
        ? say('event.sent', { kind, channel, sum })
        : say('event.given', { kind, channel, sum, by });
    case 'delivered':
      return event.by === null
        ? say('event.delivered', { kind, channel })
        : say('event.proved', { kind, channel, by });
    case 'attempted':
    case 'returned':
      return say(`event.${event.type}`, { kind, channel });
    case 'held':
      return event.on === null
        ? say('event.held', { reason, by })
        : say('event.heldUntil', { on, reason, by });
    case 'released':
      return say('event.released', { reason, by });
    case 'broken':
      return say('event.broken', { reason });
    case 'approved':
      return say('event.approved', { by });
    case 'ordered':
      return say('event.ordered', { act, on });
    case 'acted':
      return say('event.acted', { act });
    default:
      return isEvent(event.type) ? say(`event.${event.type}`) : event.type;
  }
};

const Dates = ({ card, language }: DebtProps) => {
  const say = debtSay(language);
  return card.trace.length === 0 ? (
    <Text>{say('dates.none')}</Text>
  ) : (
    <Rows
      head={[say('dates.step'), say('dates.result')]}
      rows={card.trace.map(({ step, result }) => [step, result])}
    />
  );
};

/** What stands behind the first sight: holds, bills, the arithmetic, and all that happened. */
export const Details = (props: DebtProps) => {
  const { card, language } = props;
  const say = debtSay(language);
  const reading = readingOf(props);
  return (
    <Flex direction="column" gap="xs">
      <Accordion title={say('dates.title')} size="xs">
        <Dates {...props} />
        <Citations because={card.because} language={language} />
      </Accordion>
      <Accordion title={say('holds.title', { n: card.caseHolds.length })} size="xs">
        {card.caseHolds.length === 0 ? (
          <Text>{say('holds.none')}</Text>
        ) : (
          <List>
            {card.caseHolds.map(hold => (
              <Text key={hold.id}>{holdText(hold, reading)}</Text>
            ))}
          </List>
        )}
      </Accordion>
      <Accordion title={say('bills.title', { n: card.bills.length })} size="xs">
        <List>
          {card.bills.map(({ id, amount, unpaid, due }) => (
            <Text key={id}>
              {say('bill.row', {
                id,
                unpaid: sumText(unpaid, language),
                amount: sumText(amount, language),
                due: civilDay(due, reading),
              })}
            </Text>
          ))}
        </List>
      </Accordion>
      <Accordion title={say('history.title', { n: card.historyTotal })} size="xs">
        <List>
          {card.history.map((event, n) => (
            <Text key={n}>
              {moment(event.at, reading.zone, language, reading.nowMs)} · {eventText(event, say, reading)}
            </Text>
          ))}
        </List>
      </Accordion>
    </Flex>
  );
};
