import { Flex, Statistics, StatisticsItem, StatusTag, Text } from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { useRead } from '../client/use-read.js';
import { debtBrief, type DebtBrief } from '../contract/debt-brief.js';
import { nextText } from '../parts/debt-says.js';
import { civilDay, rungName, sumText } from '../parts/debt-standing.js';
import { Frame } from '../parts/frame.js';
import { RefusalBlock } from '../parts/refusal-block.js';
import { debtPageWords } from '../words/debt-page.js';
import { standingWords } from '../words/debt-standing.js';
import { millisecondsOf } from '../words/moments.js';
import { sayIn, type Language } from '../words/say.js';
import { PageHead } from './page-head.js';
import { ADDRESS, usePages, usePart } from './place.js';

/** HubSpot's own ids of the types. */
const TYPES = { contact: '0-1', company: '0-2' } as const;

/** The way to the whole case: a page has no room for it beside the campaigns, and its holder is whom it is about. */
const Whole = ({ card, language }: { readonly card: DebtBrief; readonly language: Language }) => {
  const say = sayIn(debtPageWords, language);
  const { holder, holderRecord } = card;
  if (holderRecord === null) return <Text>{say('case.nobody')}</Text>;
  return (
    <Flex direction="column" gap="flush" align="start">
      <CrmActionLink
        actionType="RECORD_APP_LINK"
        actionContext={{ objectTypeId: TYPES[holderRecord.kind], objectId: Number(holderRecord.crmId) }}
      >
        {say('case.open', { holder })}
      </CrmActionLink>
      <Text variant="microcopy">{say('case.where')}</Text>
    </Flex>
  );
};

const Body = ({ card, language }: { readonly card: DebtBrief; readonly language: Language }) => {
  const say = sayIn(debtPageWords, language);
  const reading = { zone: card.zone, language, nowMs: millisecondsOf(card.serverNow) };
  const dayOf = (day: string | null): string => (day === null ? say('case.none') : civilDay(day, reading));
  const [first, ...also] = card.why;
  return (
    <Flex direction="column" gap="sm">
      <Text>{`${card.holder} · ${card.address.line1}`}</Text>
      {card.lifeSupport ? (
        <StatusTag variant="danger">{sayIn(standingWords, language)('lifeSupport')}</StatusTag>
      ) : null}
      <Statistics>
        <StatisticsItem label={say('stat.arrears')} number={sumText(card.overdue, language)} />
        <StatisticsItem label={say('case.payBy')} number={dayOf(card.payBy)} />
        <StatisticsItem label={say('col.step')} number={rungName(card.rung, language)} />
        <StatisticsItem label={say('case.cut')} number={dayOf(card.earliestCut)} />
      </Statistics>
      <Text format={{ fontWeight: 'demibold' }}>{nextText(card, reading)}</Text>
      {first === undefined ? null : <RefusalBlock refusal={first} also={also} language={language} />}
      <Whole card={card} language={language} />
    </Flex>
  );
};

const Debt = ({ named }: { readonly named: string }) => {
  const { server, context, language } = usePages();
  const say = sayIn(debtPageWords, language);
  const read = useRead(server, `/api/debts/${encodeURIComponent(named)}`, debtBrief);
  const title = say('case', { ref: read.kind === 'ready' ? read.value.ref : '' }).trim();
  return (
    <Flex direction="column" gap="sm">
      <PageHead here={title} over={{ to: ADDRESS.debts, name: say('title') }} />
      <Frame
        read={read}
        language={language}
        loading={say('case.loading')}
        zone={read.kind === 'ready' ? read.value.zone : context.portal.timezone}
        rules={read.kind === 'ready' ? read.value.rules : []}
      >
        {card => <Body card={card} language={language} />}
      </Frame>
    </Flex>
  );
};

/** A debt case by its id or reference: where it stands, why, what comes next and when, and whose record has the rest. */
export const OneDebt = () => {
  const named = usePart('id');
  // Of another case nothing that was read of this one may stay on the screen.
  return <Debt key={named} named={named} />;
};
