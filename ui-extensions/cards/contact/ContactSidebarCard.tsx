import { Text } from '@hubspot/ui-extensions';
import { useRead } from '../../client/use-read.js';
import { contactNow } from '../../contract/customer.js';
import type { SidebarProps } from '../../parts/card-props.js';
import { Frame } from '../../parts/frame.js';
import { RefusalWords } from '../../parts/refusal-block.js';
import { CUSTOMER_REFUSALS } from '../../words/customer-refusals.js';
import { customerWords } from '../../words/customer.js';
import { millisecondsOf } from '../../words/moments.js';
import { sayIn } from '../../words/say.js';
import { Actions } from './actions.js';
import { Unknown, isUnknown } from './unknown.js';
import { Facts, Headline, NoPlace, Say } from './now-block.js';
import { copyWith } from './copy.js';

/** Beside a contact: power on or off and until when, whether this person was told, and the sentence to say. */
export const ContactSidebarCard = ({ server, context, actions, language }: SidebarProps) => {
  const contact = String(context.crm.objectId);
  const read = useRead(server, `/api/cards/contacts/${contact}/now?language=${language}`, contactNow);
  const say = sayIn(customerWords, language);
  const onCopy = copyWith(actions, say('copied'));
  if (isUnknown(read)) return <Unknown language={language} onAgain={read.refresh} />;
  const zone = read.kind === 'ready' ? read.value.places[0]?.zone : undefined;
  return (
    <RefusalWords.Provider value={CUSTOMER_REFUSALS}>
      <Frame
        read={read}
        language={language}
        loading={say('contact.loading')}
        zone={zone ?? context.portal.timezone}
      >
        {now => {
          const nowMs = millisecondsOf(now.serverNow);
          const seen = { now, language, nowMs };
          if (now.places.length === 0 || now.customer.erasedAt !== null) return <NoPlace {...seen} />;
          return (
            <>
              <Headline {...seen} />
              <Say now={now} language={language} onCopy={onCopy} />
              <Facts {...seen} />
              <Actions server={server} language={language} now={now} onCopy={onCopy} onDone={read.refresh} />
              <Text variant="microcopy">{say('sidebar.history')}</Text>
            </>
          );
        }}
      </Frame>
    </RefusalWords.Provider>
  );
};
