import {
  Alert,
  DescriptionList,
  DescriptionListItem,
  EmptyState,
  Flex,
  Inline,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import type { ContactNow, HistoryRow, PlaceNow } from '../../contract/customer.js';
import { deliveredWhen, deliveryTold, noticeTold, StateTag } from '../../parts/notice-states.js';
import { headlineOf } from '../../parts/place-now.js';
import { SayThis } from '../../parts/say-this.js';
import { customerWords } from '../../words/customer.js';
import { moment, near } from '../../words/moments.js';
import { noticeWords } from '../../words/notices.js';
import { sayIn, type Language } from '../../words/say.js';
import { BillFact } from './bill.js';
import { spokenOf } from './spoken.js';

export interface NowProps {
  readonly now: ContactNow;
  readonly language: Language;
  readonly nowMs: number;
  readonly onCopy: (sentence: string) => void;
}

/** What is going on, at the worst of the places; nothing where nothing is. */
export const Headline = ({ now, language, nowMs }: Omit<NowProps, 'onCopy'>) => {
  const [worst] = now.places;
  const headline = worst === undefined ? null : headlineOf(worst, language, nowMs);
  return headline === null ? null : (
    <Alert title={headline.title} variant={headline.variant}>
      {headline.lines.map(line => (
        <Text key={line}>{line}</Text>
      ))}
    </Alert>
  );
};

export const Say = ({ now, language, onCopy }: Omit<NowProps, 'nowMs'>) =>
  now.say === null ? null : <SayThis spoken={spokenOf(now.say)} language={language} onCopy={onCopy} />;

/** How each way went, and what the law says of the whole. */
const ToldBy = ({
  told,
  language,
  nowMs,
}: {
  readonly told: HistoryRow | null;
  readonly language: Language;
  readonly nowMs: number;
}) => {
  const say = sayIn(customerWords, language);
  const words = sayIn(noticeWords, language);
  if (told === null) return <StateTag words={say('told.none')} variant="warning" hollow />;
  const reading = { zone: told.zone, language, nowMs };
  return (
    <Flex direction="column" gap="xs">
      {told.deliveries.map(delivery => {
        const { words: state, ...look } = deliveryTold(delivery, reading);
        const when = near(deliveredWhen(delivery), told.zone, language, nowMs);
        const said = `${state} · ${words(`channel.${delivery.channel}`)}`;
        return (
          <StateTag
            key={delivery.id}
            words={delivery.state === 'planned' ? said : `${said} ${when}`}
            {...look}
          />
        );
      })}
      {told.deliveries.length === 0 ? (
        <StateTag words={words('delivery.none', { reason: told.unreachable.join('; ') })} variant="danger" />
      ) : null}
      <StateTag {...noticeTold(told, reading)} />
    </Flex>
  );
};

const needsOf = (now: ContactNow, place: PlaceNow | undefined): readonly ('lifeSupport' | 'noInternet')[] => [
  ...(place?.lifeSupport === true ? (['lifeSupport'] as const) : []),
  ...(now.customer.noInternet ? (['noInternet'] as const) : []),
];

/** The facts an agent is asked for: was I told, when is the next news, what of my bill. */
export const Facts = ({ now, language, nowMs }: Omit<NowProps, 'onCopy'>) => {
  const say = sayIn(customerWords, language);
  const [worst] = now.places;
  const situation = worst?.situation;
  const needs = needsOf(now, worst);
  return (
    <Flex direction="column" gap="xs">
      <DescriptionList direction="column">
        {worst === undefined || situation?.outage === null ? null : (
          <DescriptionListItem label={say('told')}>
            <ToldBy told={worst.told} language={language} nowMs={nowMs} />
          </DescriptionListItem>
        )}
        {worst === undefined || situation?.nextUpdateBy === null || situation === undefined ? null : (
          <DescriptionListItem label={say('nextNews')}>
            {near(situation.nextUpdateBy, worst.zone, language, nowMs)}
          </DescriptionListItem>
        )}
        <DescriptionListItem label={say('bill')}>
          <BillFact bill={now.bill} language={language} nowMs={nowMs} />
        </DescriptionListItem>
      </DescriptionList>
      <Inline gap="small">
        {needs.map(need => (
          <Tag key={need} variant={need === 'lifeSupport' ? 'error' : 'default'}>
            {say(`needs.${need}`)}
          </Tag>
        ))}
        {now.placesTotal > 1 ? <Tag>{say('places.more', { n: now.placesTotal - 1 })}</Tag> : null}
      </Inline>
    </Flex>
  );
};

/** Why there is nothing to act on: nobody can be told through this record, or it was erased. Null: there is. */
export const NoPlace = ({ now, language, nowMs }: Omit<NowProps, 'onCopy'>) => {
  const say = sayIn(customerWords, language);
  const { erasedAt } = now.customer;
  if (erasedAt !== null)
    return <Alert title={say('erased', { when: moment(erasedAt, 'UTC', language, nowMs) })} variant="info" />;
  if (now.places.length > 0) return null;
  return (
    <EmptyState title={say('noPlace.title')} layout="vertical" reverseOrder imageWidth={120}>
      <Text>{say('noPlace')}</Text>
    </EmptyState>
  );
};
