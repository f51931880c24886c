import { Alert, ButtonRow, Flex, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Server } from '../../client/server.js';
import { useAct } from '../../client/use-act.js';
import {
  reachWay,
  tryAnswer,
  type ReachWay,
  type TicketCard,
  type TicketTask,
  type TryAnswer,
  type TryRow,
} from '../../contract/customer.js';
import type { TryRequest } from '../../contract/customer-requests.js';
import { ActState } from '../../parts/act-state.js';
import { customerWords } from '../../words/customer.js';
import { actWords } from '../../words/customer-acts.js';
import { moment, near } from '../../words/moments.js';
import { sayIn, type Language } from '../../words/say.js';
import { ticketWords } from '../../words/ticket.js';

const TASKS = ['lifeSupportUnconfirmed', 'unreachable', 'unserved', 'outcomeUnknown'] as const;

export interface TaskProps {
  readonly server: Server;
  readonly card: TicketCard;
  readonly language: Language;
  readonly nowMs: number;
  /** Where the ticket's own zone is not known. */
  readonly zone: string;
  readonly onDone: () => void;
}
type OneTask = TaskProps & { readonly task: TicketTask };

const whenOf = ({ at }: TryRow, { task, zone, language, nowMs }: OneTask): string =>
  near(at, task.zone ?? zone, language, nowMs);

/** What has been tried, and what that asks for next. */
const Tries = (props: OneTask) => {
  const { task, zone, language, nowMs } = props;
  const say = sayIn(ticketWords, language);
  const { after, tries } = task;
  if (after === null || after.next === 'nothing') return null;
  const n = tries.length;
  const next =
    after.next === 'callAgain'
      ? say('after.callAgain', { n, when: moment(after.at ?? '', task.zone ?? zone, language, nowMs) })
      : say(`after.${after.next}`, { n });
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{next}</Text>
      {tries.map(each => (
        <Text key={each.at} variant="microcopy">
          {say('tried', { way: say(`done.${each.way}`), when: whenOf(each, props), who: each.by })}
        </Text>
      ))}
    </Flex>
  );
};

/** What came of calling or going there: kept under the name of whoever presses. */
const Buttons = ({ server, card, language, onDone }: TaskProps) => {
  const say = sayIn(ticketWords, language);
  const [way, setWay] = useState<ReachWay>('phoneCall');
  const [pressed, setPressed] = useState<TryRow['act'] | null>(null);
  const path = `/api/tickets/${card.ticket}/tries`;
  const act = useAct<TryRequest, TryAnswer>(server, path, tryAnswer);
  const press = async (what: TryRow['act']): Promise<void> => {
    setPressed(what);
    if ((await act.press({ act: what, way })).kind === 'ready') onDone();
  };
  const busy = act.kind === 'saving' || act.kind === 'unsure';
  const { allowed, why } = card.mayServe;
  return (
    <Flex direction="column" gap="xs">
      <Select
        name="way"
        label={say('try.way')}
        value={way}
        readOnly={!allowed || busy}
        options={reachWay.options.map(value => ({ label: say(`try.way.${value}`), value }))}
        onChange={value => {
          setWay(value as ReachWay);
        }}
      />
      <ButtonRow>
        {(['reached', 'notReached'] as const).map(what => (
          <LoadingButton
            key={what}
            variant={what === 'reached' ? 'primary' : 'secondary'}
            size="small"
            loading={busy && pressed === what}
            disabled={!allowed || (busy && pressed !== what)}
            onClick={() => void press(what)}
          >
            {say(`try.${what}`)}
          </LoadingButton>
        ))}
      </ButtonRow>
      <Text variant="microcopy">
        {why === null ? say('try.hint') : sayIn(actWords, language)('noPermission', { why })}
      </Text>
      <ActState doing={act} language={language} />
    </Flex>
  );
};

/** What a person must do, where the ticket is one of ours, what was done about it, and the buttons to say so. */
export const Task = (props: TaskProps) => {
  const { card, language, nowMs } = props;
  const say = sayIn(ticketWords, language);
  const { task } = card;
  const known = TASKS.find(each => each === task?.reason);
  if (task === null || known === undefined) return null;
  const reached = task.tries.find(({ act }) => act === 'reached');
  if (reached !== undefined)
    return (
      <Alert
        title={say('done.title', {
          way: say(`done.${reached.way}`),
          who: reached.by,
          when: whenOf(reached, { ...props, task }),
        })}
        variant="success"
      >
        {say('done')}
      </Alert>
    );
  const by =
    task.serveBy === null || task.zone === null
      ? say('task.now')
      : say('task.by', { when: moment(task.serveBy, task.zone, language, nowMs) });
  return (
    <Flex direction="column" gap="xs">
      <Alert title={`${say(`task.${known}`)} · ${by}`} variant="danger">
        {task.lifeSupport ? sayIn(customerWords, language)('alert.life') : null}
      </Alert>
      <Tries {...props} task={task} />
      <Buttons {...props} />
    </Flex>
  );
};
