import { Alert, Flex, LoadingButton, Select, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useAct } from '../../client/use-act.js';
import {
  sendAgainAnswer,
  type ContactPointView,
  type NoticePanel,
  type SendAgainAnswer,
} from '../../contract/customer.js';
import type { SendAgainRequest } from '../../contract/customer-requests.js';
import { ActState } from '../../parts/act-state.js';
import { actWords } from '../../words/customer-acts.js';
import { sayIn } from '../../words/say.js';
import { pointName } from './contact-points.js';
import type { PanelProps } from './panel-props.js';

const canCarry = ({ problem, channel }: ContactPointView): boolean => problem === null && channel !== null;

/** Sends this notice once more, the same way or another. What may not go is refused by the server, with what may. */
export const SendAgain = ({
  server,
  language,
  notice,
  panel,
  mayNot,
  onDone,
}: PanelProps & { readonly panel: NoticePanel }) => {
  const say = sayIn(actWords, language);
  const points = panel.contactPoints.filter(canCarry);
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const act = useAct<SendAgainRequest, SendAgainAnswer>(
    server,
    `/api/notices/${notice.id}/send-again`,
    sendAgainAnswer,
  );
  if (mayNot !== null) return <Text variant="microcopy">{say('noPermission', { why: mayNot })}</Text>;
  if (panel.outdated) return <Alert title={say('act.again.outdated')} variant="info" />;
  const to = points.find(({ id }) => id === chosen) ?? points[0];
  if (to === undefined) return <Alert title={say('act.again.none')} variant="warning" />;
  const send = async (): Promise<void> => {
    const body = { contactPoint: to.id, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
    if ((await act.press(body)).kind === 'ready') onDone();
  };
  return (
    <Flex direction="column" gap="sm">
      <Select
        name="to"
        label={say('act.again.to')}
        value={to.id}
        options={points.map(point => ({ label: pointName(point, language), value: point.id }))}
        onChange={value => {
          setChosen(String(value));
        }}
      />
      <TextArea
        name="reason"
        label={say('act.again.reason')}
        description={say('act.again.hint')}
        value={reason}
        maxLength={2000}
        rows={2}
        onInput={setReason}
      />
      <ActState doing={act} language={language} />
      {act.kind === 'ready' ? <Alert title={say('act.again.done')} variant="success" /> : null}
      <LoadingButton
        variant="primary"
        loading={act.kind === 'saving' || act.kind === 'unsure'}
        onClick={() => void send()}
      >
        {say('act.again')}
      </LoadingButton>
    </Flex>
  );
};
