import { Accordion, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Server } from '../client/server.js';
import { useRead } from '../client/use-read.js';
import { settingHistory } from '../contract/office.js';
import { Frame } from '../parts/frame.js';
import { Rows } from '../parts/rows.js';
import { millisecondsOf, moment } from '../words/moments.js';
import { sayIn, type Language } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import { textOf } from './text-of.js';

/** The settings that have a form of their own. */
export type SettingName =
  | 'approvalAbove'
  | 'quietHours'
  | 'contact'
  | 'letterColour'
  | 'carriersOff'
  | 'names'
  | 'sender'
  | 'senders'
  | 'houseRules'
  | 'personBeforeDeadlineHours'
  | 'nextUpdateMinutes'
  | 'mirrorAfterMinutes';

interface HistoryProps {
  readonly name: SettingName;
  readonly server: Server;
  readonly language: Language;
  readonly zone: string;
}

export const nameWords = (name: SettingName, language: Language): string => {
  const say = sayIn(settingsWords, language);
  switch (name) {
    case 'personBeforeDeadlineHours':
    case 'nextUpdateMinutes':
    case 'mirrorAfterMinutes':
      return say(`pace.${name}`);
    case 'approvalAbove':
    case 'quietHours':
    case 'contact':
    case 'letterColour':
    case 'carriersOff':
    case 'names':
    case 'sender':
    case 'senders':
    case 'houseRules':
      return say(`name.${name}`);
  }
};

/** Who changed a setting, when, and to what; read when somebody opens it. */
export const History = (props: HistoryProps) => {
  const [open, setOpen] = useState(false);
  const say = sayIn(settingsWords, props.language);
  return (
    <Accordion
      title={say('history.open', { name: nameWords(props.name, props.language) })}
      size="xs"
      open={open}
      onClick={() => {
        setOpen(before => !before);
      }}
    >
      {open ? <Changes {...props} /> : <Text>{''}</Text>}
    </Accordion>
  );
};

const Changes = ({ name, server, language, zone }: HistoryProps) => {
  const say = sayIn(settingsWords, language);
  const read = useRead(server, `/api/settings/${name}/history`, settingHistory);
  return (
    <Frame read={read} language={language} zone={zone}>
      {({ changes }) =>
        changes.length === 0 ? (
          <Text>{say('history.none')}</Text>
        ) : (
          <Rows
            head={[say('history.when'), say('history.who'), say('history.value')]}
            rows={changes.map(({ at, by, value }) => [
              moment(at, zone, language, millisecondsOf(changes[0]?.at ?? at)),
              by,
              value === null ? say('history.shipped') : textOf(value),
            ])}
          />
        )
      }
    </Frame>
  );
};
