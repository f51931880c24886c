import { Alert, Flex, Input, Select } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Server } from '../../client/server.js';
import { useAct } from '../../client/use-act.js';
import type { PromiseRequest } from '../../contract/customer-requests.js';
import { actWords } from '../../words/customer-acts.js';
import { sayIn, type Language } from '../../words/say.js';
import { FormEnd } from './form-panel.js';

const KINDS = ['promise', 'hold'] as const;
const NOTHING = { parse: (value: unknown): unknown => value };

/** A promise to pay, or a hold. As long as no debts are handled the server refuses it, and says what to do instead. */
export const PromiseForm = ({
  server,
  language,
  contact,
}: {
  readonly server: Server;
  readonly language: Language;
  readonly contact: string;
}) => {
  const say = sayIn(actWords, language);
  const [kind, setKind] = useState<PromiseRequest['kind']>('promise');
  const [until, setUntil] = useState('');
  const act = useAct<PromiseRequest, unknown>(server, `/api/contacts/${contact}/promises`, NOTHING);
  return (
    <Flex direction="column" gap="sm">
      <Select
        name="kind"
        label={say('act.promise.kind')}
        value={kind}
        options={KINDS.map(value => ({ label: say(`act.promise.kind.${value}`), value }))}
        onChange={value => {
          setKind(value as PromiseRequest['kind']);
        }}
      />
      <Input name="until" label={say('act.promise.until')} value={until} required onInput={setUntil} />
      <FormEnd
        doing={act}
        language={language}
        save={say('act.promise.save')}
        disabled={!/^\d{4}-\d{2}-\d{2}$/.test(until)}
        done={<Alert title={say('act.promise.done')} variant="success" />}
        onSave={() => void act.press({ kind, until })}
      />
    </Flex>
  );
};
