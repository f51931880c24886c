import { Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useAct } from '../../client/use-act.js';
import { closedAnswer, type ComplaintRow } from '../../contract/customer.js';
import { ActState } from '../../parts/act-state.js';
import { complaintState } from '../../parts/complaint-state.js';
import { actWords } from '../../words/customer-acts.js';
import { near } from '../../words/moments.js';
import { sayIn } from '../../words/say.js';
import type { TaskProps } from './task.js';

type Closed = { readonly at: string; readonly by: string | null };

const CloseButton = ({
  complaint,
  server,
  card,
  language,
  onDone,
}: TaskProps & { readonly complaint: ComplaintRow }) => {
  const say = sayIn(actWords, language);
  const act = useAct<object, Closed>(server, `/api/complaints/${complaint.id}/close`, closedAnswer);
  const { allowed, why } = card.mayServe;
  return (
    <Flex direction="column" gap="xs">
      <LoadingButton
        variant="secondary"
        size="small"
        loading={act.kind === 'saving' || act.kind === 'unsure'}
        disabled={!allowed}
        onClick={() => {
          void act.press({}).then(({ kind }) => {
            if (kind === 'ready') onDone();
          });
        }}
      >
        {say('complaint.close')}
      </LoadingButton>
      <Text variant="microcopy">
        {why === null ? say('complaint.close.hint') : say('noPermission', { why })}
      </Text>
      <ActState doing={act} language={language} />
    </Flex>
  );
};

/** The complaint that the ticket was made of: how it stands, and the way to end it. */
export const Complaint = (props: TaskProps) => {
  const { card, zone, language, nowMs } = props;
  const { complaint } = card;
  if (complaint === null) return null;
  const say = sayIn(actWords, language);
  const { ref, at, about } = complaint;
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: 'demibold' }}>
        {say('complaints.row', { ref, when: near(at, zone, language, nowMs), about: say(`about.${about}`) })}
      </Text>
      <Text>{complaintState(complaint, zone, language, nowMs)}</Text>
      {complaint.closedAt === null ? <CloseButton {...props} complaint={complaint} /> : null}
    </Flex>
  );
};
