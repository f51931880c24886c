import { Button, Flex } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useRead } from '../client/use-read.js';
import { outageArchive, type OutageRow } from '../contract/operations.js';
import { Frame } from '../parts/frame.js';
import { millisecondsOf } from '../words/moments.js';
import { operationsWords } from '../words/operations.js';
import { sayIn } from '../words/say.js';
import { OutageRows } from './outage-table.js';
import type { TabBody } from './place.js';
import { usePages } from './place.js';

/** Every outage there ever was, those that are over too, the newest first, a page at a time. */
export const OutageArchive = ({ zone, language }: TabBody) => {
  const { server } = usePages();
  const say = sayIn(operationsWords, language);
  const [after, setAfter] = useState<string | null>(null);
  const [before, setBefore] = useState<readonly OutageRow[]>([]);
  const path =
    after === null ? '/api/pages/outages' : `/api/pages/outages?after=${encodeURIComponent(after)}`;
  const read = useRead(server, path, outageArchive);
  return (
    <Frame read={read} language={language} loading={say('loading')} zone={zone}>
      {({ serverNow, rows, next }) => (
        <Flex direction="column" gap="sm" align="start">
          <OutageRows
            outages={[...before.filter(({ id }) => !rows.some(row => row.id === id)), ...rows]}
            now={millisecondsOf(serverNow)}
            zone={zone}
            language={language}
          />
          {next === null ? null : (
            <Button
              size="xs"
              variant="secondary"
              onClick={() => {
                setBefore(shown => [...shown, ...rows]);
                setAfter(next);
              }}
            >
              {say('archive.more')}
            </Button>
          )}
        </Flex>
      )}
    </Frame>
  );
};
