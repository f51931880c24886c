import { EmptyState, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useRead } from '../../client/use-read.js';
import { ticketCard, type TicketCard as Card } from '../../contract/customer.js';
import type { CardProps, HelpdeskProps } from '../../parts/card-props.js';
import { Frame } from '../../parts/frame.js';
import { RefusalWords } from '../../parts/refusal-block.js';
import { SpokenText } from '../../parts/spoken-text.js';
import { CUSTOMER_REFUSALS } from '../../words/customer-refusals.js';
import { customerWords } from '../../words/customer.js';
import { millisecondsOf } from '../../words/moments.js';
import { sayIn, type Language } from '../../words/say.js';
import { Actions } from '../contact/actions.js';
import { copyWith } from '../contact/copy.js';
import { Facts, Headline, NoPlace } from '../contact/now-block.js';
import { spokenOf } from '../contact/spoken.js';
import { Complaint } from './complaint.js';
import { Task } from './task.js';

const Contacts = ({
  card,
  language,
  onChoose,
}: {
  readonly card: Card;
  readonly language: Language;
  readonly onChoose: (contact: string) => void;
}) =>
  card.contacts.length < 2 ? null : (
    <Select
      name="contact"
      label={sayIn(customerWords, language)('ticket.contact')}
      value={card.now?.customer.crmId ?? ''}
      options={card.contacts.map(({ crmId, name }) => ({ label: name, value: crmId }))}
      onChange={value => {
        onChoose(String(value));
      }}
    />
  );

const NobodyKnown = ({ language }: { readonly language: Language }) => {
  const say = sayIn(customerWords, language);
  return (
    <EmptyState title={say('ticket.noContact.title')} layout="vertical" reverseOrder imageWidth={120}>
      <Text>{say('ticket.noContact')}</Text>
    </EmptyState>
  );
};

/** Beside a ticket, on its tab and in the help desk: what to do, what the customer's situation is, and what to answer. */
export const TicketCard = ({
  server,
  context,
  actions,
  language,
}: CardProps<'crm.record.tab'> | HelpdeskProps) => {
  const ticket = String(context.crm.objectId);
  const [contact, setContact] = useState<string | null>(null);
  const path = `/api/cards/tickets/${ticket}?language=${language}${contact === null ? '' : `&contact=${contact}`}`;
  const read = useRead(server, path, ticketCard);
  const say = sayIn(customerWords, language);
  const onCopy = copyWith(actions, say('copied'));
  const zone = read.kind === 'ready' ? read.value.now?.places[0]?.zone : undefined;
  return (
    <RefusalWords.Provider value={CUSTOMER_REFUSALS}>
      <Frame
        read={read}
        language={language}
        loading={say('ticket.loading')}
        zone={zone ?? context.portal.timezone}
      >
        {card => {
          const nowMs = millisecondsOf(card.serverNow);
          const asked = {
            ...{ server, card, language, nowMs },
            zone: zone ?? context.portal.timezone,
            onDone: read.refresh,
          };
          const task = (
            <>
              <Task {...asked} />
              <Complaint {...asked} />
            </>
          );
          const { now } = card;
          if (now === null)
            return (
              <>
                {task}
                <NobodyKnown language={language} />
              </>
            );
          const seen = { now, language, nowMs };
          return (
            <>
              {task}
              <Contacts card={card} language={language} onChoose={setContact} />
              <NoPlace {...seen} />
              <Headline {...seen} />
              <Facts {...seen} />
              {card.reply === null ? null : (
                <SpokenText
                  title={say('ticket.reply')}
                  spoken={spokenOf(card.reply)}
                  language={language}
                  onCopy={onCopy}
                />
              )}
              <Actions server={server} language={language} now={now} onCopy={onCopy} onDone={read.refresh} />
            </>
          );
        }}
      </Frame>
    </RefusalWords.Provider>
  );
};
