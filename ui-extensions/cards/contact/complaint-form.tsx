import { Alert, Flex, Select, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Server } from '../../client/server.js';
import { useAct } from '../../client/use-act.js';
import { complaintAbout, complaintAnswer, type ComplaintAnswer } from '../../contract/customer.js';
import type { ComplaintRequest } from '../../contract/customer-requests.js';
import { SpokenText } from '../../parts/spoken-text.js';
import { actWords } from '../../words/customer-acts.js';
import { sayIn, type Language } from '../../words/say.js';
import { FormEnd } from './form-panel.js';
import { spokenOf } from './spoken.js';

export type About = ComplaintRequest['about'];

/** Takes a complaint down; the customer hears at once under which number. */
export const ComplaintForm = ({
  server,
  language,
  path,
  about: startsWith,
  outage,
  place,
  onCopy,
  onDone,
}: {
  readonly server: Server;
  readonly language: Language;
  readonly path: string;
  readonly about: About;
  readonly outage: string | null;
  readonly place: string | null;
  readonly onCopy: (sentence: string) => void;
  readonly onDone: () => void;
}) => {
  const say = sayIn(actWords, language);
  const [about, setAbout] = useState<About>(startsWith);
  const [said, setSaid] = useState('');
  const act = useAct<ComplaintRequest, ComplaintAnswer>(server, path, complaintAnswer);
  const save = async (): Promise<void> => {
    const body = {
      about,
      said: said.trim(),
      ...(outage === null ? {} : { outage }),
      ...(place === null ? {} : { place }),
    };
    if ((await act.press(body)).kind === 'ready') onDone();
  };
  return (
    <Flex direction="column" gap="sm">
      <Select
        name="about"
        label={say('act.complaint.about')}
        value={about}
        options={complaintAbout.options.map(value => ({ label: say(`about.${value}`), value }))}
        onChange={value => {
          setAbout(value as About);
        }}
      />
      <TextArea
        name="said"
        label={say('act.complaint.said')}
        value={said}
        required
        maxLength={4000}
        rows={5}
        onInput={setSaid}
      />
      <FormEnd
        doing={act}
        language={language}
        save={say('act.complaint.save')}
        disabled={said.trim() === '' || act.kind === 'ready'}
        done={
          act.kind === 'ready' ? (
            <>
              <Alert title={say('act.complaint.done', { ref: act.value.ref })} variant="success" />
              <SpokenText
                title={say('act.complaint.receipt')}
                spoken={spokenOf(act.value.receipt)}
                language={language}
                onCopy={onCopy}
              />
            </>
          ) : null
        }
        onSave={() => void save()}
      />
    </Flex>
  );
};
