import { Alert, Flex, Select, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useAct } from '../../client/use-act.js';
import { legalChannel, proofAnswer, proofKind, type ProofAnswer } from '../../contract/debt-acts.js';
import type { ProofRequest } from '../../contract/debt-requests.js';
import { DayInput } from '../../parts/day-input.js';
import { stepName } from '../../parts/debt-says.js';
import { FormEnd } from '../contact/form-panel.js';
import { debtActSay, debtSay, casePathOf, type DebtProps } from './debt-context.js';

/** Noon in UTC is that civil day nearly everywhere; the law counts days. */
const momentOn = (day: string, now: string): string => {
  const noon = `${day}T12:00:00.000Z`;
  return noon > now && day === now.slice(0, 10) ? now : noon;
};

/** What a person gave by hand, or whose proof came back on paper. */
export const ProofForm = ({ card, server, language, onDone }: DebtProps) => {
  const say = debtActSay(language);
  const words = debtSay(language);
  const open = card.steps.find(({ state }) => state === 'waiting') ?? card.steps[0];
  const [step, setStep] = useState(open?.notice ?? '');
  const [form, setForm] = useState<ProofRequest['form']>('registeredLetter');
  const [sent, setSent] = useState(open?.given.at(-1)?.sentAt.slice(0, 10) ?? '');
  const [served, setServed] = useState('');
  const [proof, setProof] = useState<(typeof proofKind.options)[number]>('receivedSigned');
  const [note, setNote] = useState('');
  const act = useAct<ProofRequest & { readonly idempotencyKey: string }, ProofAnswer>(
    server,
    casePathOf(card, 'proofs'),
    proofAnswer,
  );
  const save = async (): Promise<void> => {
    const { serverNow } = card;
    const outcome = await act.press({
      step,
      form,
      sentAt: momentOn(sent, serverNow),
      served: { at: momentOn(served, serverNow), proof },
      note,
    });
    if (outcome.kind === 'ready') onDone();
  };
  return (
    <Flex direction="column" gap="sm">
      <Select
        name="step"
        label={say('proof.step')}
        value={step}
        options={card.steps.map(each => ({
          label: stepName(each, card.steps, language),
          value: each.notice,
        }))}
        onChange={value => {
          setStep(String(value));
        }}
      />
      <Select
        name="form"
        label={say('proof.form')}
        value={form}
        options={legalChannel.options.map(value => ({ label: words(`channel.${value}`), value }))}
        onChange={value => {
          setForm(value as ProofRequest['form']);
        }}
      />
      <DayInput name="sent" label={say('proof.sent')} day={sent} onDay={setSent} />
      <DayInput name="served" label={say('proof.served')} day={served} onDay={setServed} />
      <Select
        name="proof"
        label={say('proof.kind')}
        value={proof}
        options={proofKind.options.map(value => ({ label: say(`proof.kind.${value}`), value }))}
        onChange={value => {
          setProof(value as (typeof proofKind.options)[number]);
        }}
      />
      <TextArea name="note" label={say('proof.note')} value={note} required onInput={setNote} />
      <FormEnd
        doing={act}
        language={language}
        save={say('proof.save')}
        disabled={step === '' || sent === '' || served === '' || note.trim() === ''}
        done={<Alert title={say('proof.done')} variant="success" />}
        onSave={() => void save()}
      />
    </Flex>
  );
};
