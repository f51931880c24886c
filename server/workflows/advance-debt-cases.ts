import { actsOf, ruleOf } from '../domain/debt/ladder.js';
import { formsToGive } from '../domain/debt/notice-events.js';
import { changedStandings } from '../domain/debt/notice-service.js';
import { requiredDebtContent } from '../domain/debt/required-content.js';
import { planDebtNotices, type DebtNotice, type DebtPlan } from '../domain/debt/plan-debt-notice.js';
import { questionOf, rungOf } from '../domain/debt/question.js';
import { reconnectBy, reconnectWarnAt } from '../domain/debt/network-order.js';
import { standingOf } from '../domain/debt/standing.js';
import { whyWithdraw } from '../domain/debt/still-due.js';
import { mootTasks, tasksOf, type CaseTaskReason } from '../domain/debt/task.js';
import type { CaseEvent } from '../domain/debt/event.js';
import type { DebtCaseId } from '../domain/ids.js';
import type { Citation } from '../domain/outcome.js';
import type { Law, LegalChannel } from '../domain/rules/rulebook.js';
import { addDays, earliest, startOfDay, type Instant } from '../domain/time.js';
import type { AskedTask } from './ports/case-acts.js';
import type { AskPeople, OrderNetwork, SparePeople } from './ports/case-steps.js';
import type { CaseLook, LookAtCases } from './ports/look-at-cases.js';
import { identified, planInput } from './ports/plan-input.js';
import type { Tx } from './ports/store.js';
import type { TellNews } from './ports/tell-news.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'texts' | 'letterCalendar' | 'log' | 'network'> & {
  readonly look: LookAtCases;
  readonly tellNews: TellNews;
  readonly orderNetwork: OrderNetwork;
  readonly askPeople: AskPeople;
  readonly sparePeople: SparePeople;
};

/**
 * Looks at cases and does what comes next in each: what has happened is written down, notices are planned or taken back,
 * a case that is paid is closed. One transaction; the same look twice does nothing twice. Every open case is looked at
 * again at the beginning of its next day, and whenever something happens to it.
 */
export const advanceDebtCases =
  (deps: Needs) =>
  async ({ cases }: { readonly cases: readonly DebtCaseId[] }): Promise<void> => {
    const { store, log } = deps;
    const counts = await store.transact(async tx => {
      const now = deps.clock.now();
      const looks = await deps.look(tx, cases);
      const plans = looks.map(look => ({ look, plan: planFor(look, deps) }));
      await tx.debtCases.append(looks.flatMap(happened), now);
      for (const look of looks) {
        await tellPaid(tx, look, deps);
        await deps.orderNetwork(tx, look);
      }
      const tasks = plans.map(each => ({ id: each.look.row.id, ...tasksIn(each, deps) }));
      await deps.sparePeople(
        tx,
        tasks.map(({ id, moot }) => ({ case: id, reasons: moot })),
        now,
      );
      await deps.askPeople(
        tx,
        tasks.flatMap(({ asked }) => asked),
        now,
      );
      await withdraw(tx, looks);
      const planned = await plan(tx, plans, deps);
      await tx.notices.update(looks.flatMap(standings));
      const moved = await tx.debtCases.schedule(plans.map(scheduled));
      await tx.outbox.put(moved.map(id => ({ kind: 'debt', subject: id, dueAt: now })));
      return tally(looks, planned);
    });
    log.info('debt cases advanced', counts);
  };

const because = ({ decision }: CaseLook): readonly Citation[] => decision.because;

/** A case that is closed already stays closed, however often its account moves. */
const closing = ({ row, decision, state, now }: CaseLook): readonly CaseEvent[] =>
  decision.kind === 'close' && state.closedAt === null && !row.replaced
    ? [{ type: 'closed', id: `closed ${now}`, at: now, why: decision.why }]
    : [];

/** What has happened, and the end of a case. */
const happened = (look: CaseLook) => [
  { id: look.row.id, events: look.fresh, because: [] },
  { id: look.row.id, events: closing(look), because: because(look) },
];

/** Who was told to pay hears that it came in; who was told nothing is left alone. */
const tellPaid = async (tx: Tx, look: CaseLook, { tellNews }: Needs): Promise<void> => {
  const told = look.deliveries.some(({ acceptedAt, postedAt }) => acceptedAt !== null || postedAt !== null);
  if (look.decision.kind === 'close' && look.state.ended?.why === 'paid' && told)
    await tellNews(tx, look, { kind: 'payment_received' });
};

/** What only people can do, and what is theirs to do no more. */
const tasksIn = (
  { look, plan: found }: Looked,
  { network }: Needs,
): { readonly asked: readonly AskedTask[]; readonly moot: readonly CaseTaskReason[] } => {
  const { row, decision, facts, law, now } = look;
  const tasks = tasksOf(decision, {
    facts,
    law,
    byHand: found?.byHand ?? [],
    network: network !== null,
    now,
  });
  return { asked: tasks.map(task => ({ ...task, case: row.id })), moot: mootTasks(decision, tasks) };
};

/** What waits to leave and is not owed so any more. */
const withdraw = async (tx: Tx, looks: readonly CaseLook[]): Promise<void> => {
  const rows = looks.flatMap(({ deliveries, state, now }) =>
    deliveries.flatMap(({ id, state: at, facts }) => {
      const reason = at === 'planned' ? whyWithdraw(state, facts, now) : null;
      return reason === null ? [] : [{ id, reason }];
    }),
  );
  const [first] = looks;
  if (first !== undefined && rows.length > 0) await tx.deliveries.withdraw(rows, first.now);
};

type Planned = DebtPlan & { readonly lacking: readonly string[] };
interface Looked {
  readonly look: CaseLook;
  readonly plan: Planned | null;
}

/** The notices this look gives; null: it gives none. */
const planFor = (look: CaseLook, deps: Needs): Planned | null => {
  const { texts } = deps;
  const { decision, law, state, deliveries, facts, now } = look;
  const revision = Math.max(0, ...deliveries.map(each => each.revision)) + 1;
  const input = planInput(look, revision, deps);
  if (decision.kind !== 'give' || law === null || input === null) return null;
  const standing = deliveries.filter(
    ({ state: at, facts: told }) => at !== 'planned' || whyWithdraw(state, told, now) === null,
  );
  const forms = formsToGive(decision, standing, rungOf(state, now).today, state.zone);
  const acts = actsOf(questionOf(state, facts, law, now));
  const act = acts.known ? acts.value.at(-1) : undefined;
  const found = planDebtNotices(
    { ...decision, forms: forms.now },
    act ?? 'disconnection',
    because(look),
    input,
  );
  const whole = found.notices.map(notice => inLawfulLanguage(notice, law, texts));
  const lacking = whole.flatMap(notice => lackingIn(notice, law, texts));
  return {
    // A notice that does not say what it must is not the law's notice: nobody is told, and somebody is asked to mend it.
    notices: lacking.length > 0 ? [] : whole,
    byHand: [...found.byHand, ...forms.byHand],
    lacking: [...new Set(lacking)],
  };
};

/** In a language the law wants, where the customer's is none. */
const inLawfulLanguage = (notice: DebtNotice, law: Law, texts: Needs['texts']): DebtNotice => {
  const { languages } = requiredDebtContent(notice.kind, law, notice.step);
  const lawful = [notice.language, ...texts.languages].find(language =>
    languages.every(({ oneOf }) => oneOf.includes(language)),
  );
  return lawful === undefined ? notice : { ...notice, language: lawful };
};

const lackingIn = (notice: DebtNotice, law: Law, texts: Needs['texts']): readonly string[] =>
  texts
    .lacking(
      notice.facts,
      requiredDebtContent(notice.kind, law, notice.step),
      [
        ...new Set(
          notice.deliveries.filter(({ form }) => counts(law, notice, form)).map(({ channel }) => channel),
        ),
      ],
      notice.language,
    )
    .map(({ element }) => `text.${element}`);

/** A copy by which this law serves nothing need not say all that its notice must. */
const counts = (law: Law, { step }: DebtNotice, form: LegalChannel): boolean =>
  step !== null && ruleOf(law, step, form) !== undefined;

const plan = async (tx: Tx, plans: readonly Looked[], deps: Needs): Promise<number> => {
  const rows = plans.flatMap(({ look, plan: found }) =>
    (found?.notices ?? []).map(notice => identified(notice, look, deps)),
  );
  const [first] = plans;
  if (first === undefined || rows.length === 0) return 0;
  return (await tx.debtCases.planNotices(rows, first.look.now)).length;
};

const standings = ({ state, facts, law, deliveries, now }: CaseLook) =>
  changedStandings(law === null ? null : questionOf(state, facts, law, now), deliveries).map(each => ({
    ...each,
    checkAt: null,
    asked: false,
  }));

/** At the latest tomorrow: a day may change what the law says without anything happening. */
const nextLook = ({ state, decision, now }: CaseLook): Instant => {
  const tomorrow = startOfDay(state.zone, addDays(rungOf(state, now).today, 1));
  // What is left once the order is back is decided by another look.
  if (decision.kind === 'recall') return now;
  const moments = [
    ...(decision.kind === 'askToDisconnect' ? [decision.warrant.from] : []),
    ...[reconnectWarnAt(decision, now), reconnectBy(decision)].flatMap(at => at ?? []),
  ];
  return earliest(tomorrow, ...moments.filter(at => at > now));
};

/** One in which supply has yet to come back is open, whatever was paid: the crew came after it had been closed. */
const closedAtOf = ({ row, decision, state, now }: CaseLook): Instant | null => {
  if (decision.kind === 'reconnect') return null;
  if (row.replaced) return row.closedAt;
  return decision.kind === 'close' ? (state.closedAt ?? now) : state.closedAt;
};

const scheduled = ({ look, plan: found }: Looked) => {
  const { row, state, decision, law, now } = look;
  const after = { ...state, closedAt: closedAtOf(look) };
  return {
    id: row.id,
    nextAt: nextLook(look),
    closedAt: after.closedAt,
    standing: standingOf(after, rungOf(state, now), decision, law, found?.lacking ?? []),
  };
};

const tally = (looks: readonly CaseLook[], planned: number): Readonly<Record<string, number>> =>
  looks.reduce<Record<string, number>>(
    (counts, { decision }) => ({ ...counts, [decision.kind]: (counts[decision.kind] ?? 0) + 1 }),
    { cases: looks.length, planned },
  );
