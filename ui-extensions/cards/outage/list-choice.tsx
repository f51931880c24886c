import { Accordion, Flex, Input, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useRead } from '../../client/use-read.js';
import type { Server } from '../../client/server.js';
import { contactLists } from '../../contract/outage.js';
import { number, type Language } from '../../words/say.js';
import { campaignSay } from './campaign-context.js';

/** The list a campaign is narrowed to, found by its name; empty: everybody affected. */
export const ListChoice = ({
  server,
  language,
  list,
  onChange,
}: {
  readonly server: Server;
  readonly language: Language;
  readonly list: string;
  readonly onChange: (list: string) => void;
}) => {
  const say = campaignSay(language);
  const [open, setOpen] = useState(false);
  return (
    <Accordion
      title={say('list.title')}
      size="xs"
      open={open}
      onClick={() => {
        setOpen(before => !before);
      }}
    >
      <Flex direction="column" gap="xs">
        <Text variant="microcopy">{say('list.hint')}</Text>
        {open ? <Found server={server} language={language} list={list} onChange={onChange} /> : null}
      </Flex>
    </Accordion>
  );
};

const Found = ({ server, language, list, onChange }: Parameters<typeof ListChoice>[0]) => {
  const say = campaignSay(language);
  const [text, setText] = useState('');
  const read = useRead(server, `/api/lists?text=${encodeURIComponent(text)}`, contactLists);
  const lists = read.kind === 'ready' ? read.value.lists : [];
  return (
    <Flex direction="column" gap="xs">
      <Input name="list-search" label={say('list.search')} value={text} onChange={setText} />
      <Select
        label={say('list.choose')}
        value={list}
        options={[
          { label: say('list.everybody'), value: '' },
          ...lists.map(({ id, name, size }) => ({
            label: say('list.option', { name, size: number(language, size) }),
            value: id,
          })),
        ]}
        onChange={value => {
          onChange(String(value));
        }}
      />
    </Flex>
  );
};
