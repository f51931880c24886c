import { Flex, Text } from '@hubspot/ui-extensions';
import { actName } from '../../parts/debt-says.js';
import { civilDay, sumText } from '../../parts/debt-standing.js';
import { RefusalBlock } from '../../parts/refusal-block.js';
import { moment } from '../../words/moments.js';
import { debtSay, readingOf, type DebtProps } from './debt-context.js';

/** What is in the way, each with its source; then what else is known of the end of the ladder. */
export const WhyItStands = (props: DebtProps) => {
  const { card, language } = props;
  const say = debtSay(language);
  const { zone, nowMs } = readingOf(props);
  const [first, ...also] = card.why;
  const { needed, given } = card.approvals;
  const atTheTop = card.rung === 'approval' || card.rung === 'workOrder';
  return (
    <Flex direction="column" gap="xs">
      {first === undefined ? null : <RefusalBlock refusal={first} also={also} language={language} />}
      {!atTheTop ? null : given.length === 0 ? (
        <Text>{say('approvals.none', { n: needed })}</Text>
      ) : (
        <Text>
          {say('approvals', { people: given.map(({ by }) => by).join(', '), given: given.length, needed })}
        </Text>
      )}
      {card.order === null ? null : (
        <Text>
          {say('order', {
            when: moment(card.order.at, zone, language, nowMs),
            act: actName(card.order.act, language),
            on: civilDay(card.order.on, { language, nowMs }),
          })}
        </Text>
      )}
      {card.planOffered ? <Text>{say('offered.yes')}</Text> : null}
      {card.fee === null ? null : <Text>{say('fee', { sum: sumText(card.fee, language) })}</Text>}
    </Flex>
  );
};
