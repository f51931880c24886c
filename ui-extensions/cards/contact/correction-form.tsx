import { Alert, Flex, Input, Select } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Server } from '../../client/server.js';
import { useAct } from '../../client/use-act.js';
import { correctionAnswer, type CorrectionAnswer, type HistoryRow } from '../../contract/customer.js';
import type { CorrectionRequest } from '../../contract/customer-requests.js';
import { RefusalBlock } from '../../parts/refusal-block.js';
import { actWords } from '../../words/customer-acts.js';
import { customerWords } from '../../words/customer.js';
import { timeOfDay } from '../../words/moments.js';
import { sayIn, type Language } from '../../words/say.js';
import { FormEnd } from './form-panel.js';

type Kind = CorrectionRequest['correction']['kind'];
interface Typed {
  readonly email: string;
  readonly phone: string;
  readonly line1: string;
  readonly postcode: string;
  readonly city: string;
  readonly country: string;
}

const correctionOf = (kind: Kind, typed: Typed): CorrectionRequest['correction'] => {
  const country = typed.country.trim().toUpperCase();
  switch (kind) {
    case 'email':
      return { kind, email: typed.email.trim() };
    case 'phone':
      return { kind, phone: typed.phone.trim(), country };
    case 'address':
      return {
        kind,
        address: {
          line1: typed.line1.trim(),
          postcode: typed.postcode.trim(),
          city: typed.city.trim(),
          country,
        },
      };
  }
};

const FIELDS = {
  phone: ['phone', 'country'],
  email: ['email'],
  address: ['line1', 'postcode', 'city', 'country'],
} as const satisfies Readonly<Record<Kind, readonly (keyof Typed)[]>>;

const KINDS = Object.keys(FIELDS) as readonly Kind[];
const KIND_OF = { email: 'email', sms: 'phone', letter: 'address' } as const;

/** What most likely wants mending: where the notice did not get through. */
const likelyKind = (notice: HistoryRow | null): Kind => {
  const failed = notice?.deliveries.find(({ state }) => state === 'failed' || state === 'returned');
  return failed === undefined ? 'phone' : KIND_OF[failed.channel];
};
const kindName = (kind: Kind, language: Language): string =>
  kind === 'address'
    ? sayIn(customerWords, language)('kind.address')
    : sayIn(actWords, language)(`act.fix.${kind}`);

/** Mends a number or an address in HubSpot; where a notice failed, it goes there at once. */
export const CorrectionForm = ({
  server,
  language,
  contact,
  country,
  notice,
  onDone,
}: {
  readonly server: Server;
  readonly language: Language;
  readonly contact: string;
  /** Of the place, for numbers without a country code. */
  readonly country: string;
  readonly notice: HistoryRow | null;
  readonly onDone: () => void;
}) => {
  const say = sayIn(actWords, language);
  const [kind, setKind] = useState<Kind>(() => likelyKind(notice));
  const [typed, setTyped] = useState<Typed>({
    email: '',
    phone: '',
    line1: '',
    postcode: '',
    city: '',
    country,
  });
  const act = useAct<CorrectionRequest, CorrectionAnswer>(
    server,
    `/api/contacts/${contact}/corrections`,
    correctionAnswer,
  );
  const save = async (): Promise<void> => {
    const body = { correction: correctionOf(kind, typed), ...(notice === null ? {} : { notice: notice.id }) };
    if ((await act.press(body)).kind === 'ready') onDone();
  };
  const fields = FIELDS[kind];
  return (
    <Flex direction="column" gap="sm">
      <Select
        name="kind"
        label={say('act.fix.what')}
        value={kind}
        options={KINDS.map(value => ({ label: kindName(value, language), value }))}
        onChange={value => {
          setKind(value as Kind);
        }}
      />
      {fields.map(field => (
        <Input
          key={field}
          name={field}
          label={say(`act.fix.${field}`)}
          {...(field === 'phone' ? { description: say('act.fix.phone.hint') } : {})}
          required
          value={typed[field]}
          onInput={value => {
            setTyped(before => ({ ...before, [field]: value }));
          }}
        />
      ))}
      <FormEnd
        doing={act}
        language={language}
        save={
          notice === null
            ? say('act.fix.save')
            : say('act.fix.saveSend', { when: timeOfDay(notice.createdAt, notice.zone, language) })
        }
        disabled={fields.some(field => typed[field].trim() === '')}
        done={act.kind === 'ready' ? <Done answer={act.value} language={language} /> : null}
        onSave={() => void save()}
      />
    </Flex>
  );
};

const Done = ({ answer, language }: { readonly answer: CorrectionAnswer; readonly language: Language }) => {
  const say = sayIn(actWords, language);
  return (
    <>
      <Alert title={say(answer.sent === null ? 'act.fix.done' : 'act.fix.doneSent')} variant="success" />
      {answer.notSent === null ? null : <RefusalBlock refusal={answer.notSent} language={language} />}
    </>
  );
};
