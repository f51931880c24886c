import { Flex } from '@hubspot/ui-extensions';
import { useRead } from '../client/use-read.js';
import { outageArchive, type OutageRow } from '../contract/operations.js';
import { Frame } from '../parts/frame.js';
import { millisecondsOf } from '../words/moments.js';
import { operationsWords } from '../words/operations.js';
import { sayIn } from '../words/say.js';
import { OutageRows } from './outage-table.js';
import { usePaged } from './paged.js';
import { usePages, type TabBody } from './place.js';

/** Every outage there ever was, those that are over too, the newest first, a page at a time. */
export const OutageArchive = ({ zone, language }: TabBody) => {
  const { server } = usePages();
  const say = sayIn(operationsWords, language);
  const { after, upTo, more } = usePaged<OutageRow>(({ id }) => id);
  const path =
    after === null ? '/api/pages/outages' : `/api/pages/outages?after=${encodeURIComponent(after)}`;
  const read = useRead(server, path, outageArchive);
  return (
    <Frame read={read} language={language} loading={say('loading')} zone={zone}>
      {({ serverNow, rows, next }) => (
        <Flex direction="column" gap="sm" align="start">
          <OutageRows outages={upTo(rows)} now={millisecondsOf(serverNow)} zone={zone} language={language} />
          {more(rows, next, say('archive.more'))}
        </Flex>
      )}
    </Frame>
  );
};
