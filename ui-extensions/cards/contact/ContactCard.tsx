import { Flex, List, Statistics, StatisticsItem, Tab, Tabs, Text } from '@hubspot/ui-extensions';
import { useRead } from '../../client/use-read.js';
import { contactCard, type ContactCard as Card } from '../../contract/customer.js';
import { complaintState } from '../../parts/complaint-state.js';
import type { RecordTabProps } from '../../parts/card-props.js';
import { Frame } from '../../parts/frame.js';
import { NoticeHistory } from '../../parts/notice-history.js';
import { placeName } from '../../parts/place-now.js';
import { actWords } from '../../words/customer-acts.js';
import { customerWords } from '../../words/customer.js';
import { millisecondsOf, moment } from '../../words/moments.js';
import { customerRefusals } from '../../words/refusals-customer.js';
import { sayIn, type Language } from '../../words/say.js';
import { Actions } from './actions.js';
import { Bill } from './bill.js';
import { ContactPoints } from './contact-points.js';
import { copyWith } from './copy.js';
import { NoticeButton } from './notice-panel.js';
import { Facts, Headline, NoPlace, Say } from './now-block.js';
import { Places } from './places.js';
import { isUnknown, Unknown } from './unknown.js';

const Numbers = ({ card, language }: { readonly card: Card; readonly language: Language }) => {
  const say = sayIn(customerWords, language);
  const { notices, notReached, underWay } = card.counts;
  return (
    <Statistics>
      <StatisticsItem label={say('stat.places')} number={card.placesTotal} />
      <StatisticsItem label={say('stat.notices')} number={notices} />
      <StatisticsItem label={say('stat.underWay')} number={underWay} />
      <StatisticsItem label={say('stat.notReached')} number={notReached} />
    </Statistics>
  );
};

const Complaints = ({
  card,
  language,
  nowMs,
}: {
  readonly card: Card;
  readonly language: Language;
  readonly nowMs: number;
}) => {
  const say = sayIn(actWords, language);
  const zone = card.places[0]?.zone ?? 'UTC';
  return card.complaints.length === 0 ? null : (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: 'demibold' }}>{say('complaints.title')}</Text>
      <List>
        {card.complaints.map(complaint => (
          <Text key={complaint.ref}>
            {say('complaints.row', {
              ref: complaint.ref,
              when: moment(complaint.at, zone, language, nowMs),
              about: say(`about.${complaint.about}`),
            })}
            {' · '}
            {complaint.ticket === null
              ? say('complaints.waiting')
              : say('complaints.ticket', { id: complaint.ticket })}
            {' · '}
            {complaintState(complaint, zone, language, nowMs)}
          </Text>
        ))}
      </List>
    </Flex>
  );
};

/** The whole of a contact: now, everything that was told and whether it arrived, how they are reached, and what can be done. */
export const ContactCard = ({ server, context, actions, language }: RecordTabProps) => {
  const contact = String(context.crm.objectId);
  const read = useRead(server, `/api/cards/contacts/${contact}?language=${language}`, contactCard);
  const say = sayIn(customerWords, language);
  const onCopy = copyWith(actions, say('copied'));
  if (isUnknown(read)) return <Unknown language={language} onAgain={read.refresh} />;
  const zone = read.kind === 'ready' ? read.value.places[0]?.zone : undefined;
  return (
    <Frame
      read={read}
      language={language}
      refusals={customerRefusals}
      title={say('contact.title')}
      loading={say('contact.loading')}
      zone={zone ?? context.portal.timezone}
    >
      {card => {
        const nowMs = millisecondsOf(card.serverNow);
        const seen = { now: card, language, nowMs };
        return (
          <>
            <NoPlace {...seen} />
            <Headline {...seen} />
            <Say now={card} language={language} onCopy={onCopy} />
            <Numbers card={card} language={language} />
            <Tabs defaultSelected="now">
              <Tab tabId="now" title={say('tab.now')}>
                <Flex direction="column" gap="sm">
                  <Facts {...seen} />
                  <Places places={card.places} language={language} nowMs={nowMs} />
                  <Complaints card={card} language={language} nowMs={nowMs} />
                </Flex>
              </Tab>
              <Tab tabId="history" title={say('tab.history', { count: card.history.total })}>
                <NoticeHistory
                  server={server}
                  language={language}
                  path={`/api/cards/contacts/${contact}/history`}
                  first={card.history}
                  places={card.places.map(place => ({ id: place.id, name: placeName(place) }))}
                  nowMs={nowMs}
                  named={false}
                  open={(notice, what) => (
                    <NoticeButton
                      server={server}
                      language={language}
                      notice={notice}
                      what={what}
                      nowMs={nowMs}
                      mayNot={card.mayServe.why}
                      onDone={read.refresh}
                    />
                  )}
                />
              </Tab>
              <Tab tabId="bill" title={say('tab.bill')}>
                <Bill
                  bill={card.bill}
                  server={server}
                  language={language}
                  nowMs={nowMs}
                  mayNot={card.mayServe.why}
                  onCopy={onCopy}
                  onDone={read.refresh}
                />
              </Tab>
              <Tab tabId="points" title={say('tab.points', { count: card.contactPoints.length })}>
                <ContactPoints points={card.contactPoints} language={language} />
              </Tab>
            </Tabs>
            <Actions server={server} language={language} now={card} onCopy={onCopy} onDone={read.refresh} />
          </>
        );
      }}
    </Frame>
  );
};
