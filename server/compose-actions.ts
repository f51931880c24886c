import type { Debts } from './compose-debts.js';
import type { HoldReason } from './domain/debt/hold.js';
import { momentOut, outputsOf } from './domain/office/action-outputs.js';
import { accept, refuse, type Outcome } from './domain/outcome.js';
import { fromEpochMs, hoursBetween, parseMoment, type Instant } from './domain/time.js';
import { withHouse } from './domain/rules/house.js';
import { complianceWindow } from './queries/compliance-window.js';
import { customerSituation } from './queries/customer-situation.js';
import { launchableOutages } from './queries/launchable-outages.js';
import { complainByWorkflow } from './workflows/complain-by-workflow.js';
import type { Actions } from './workflows/ports/actions.js';
import type { CustomerReads } from './workflows/ports/customer-reads.js';
import type { Reads } from './workflows/ports/reads.js';
import type { Deps } from './workflows/ports/work.js';
import { launchCampaign } from './workflows/launch-campaign.js';
import { launchPrepared } from './workflows/launch-prepared.js';
import { surveyAudience } from './workflows/survey-audience.js';
import { replyToComplaint } from './workflows/reply-to-complaint.js';
import { takeComplaint } from './workflows/take-complaint.js';
import { takeAction } from './workflows/take-action.js';

/** What HubSpot's workflows may ask for, by the names of ui-extensions/contract/actions.ts. */
export const composeActions = (deps: Deps, reads: Reads & CustomerReads, debts: Debts): Actions => {
  const launch = launchPrepared({
    ...deps,
    launch: launchCampaign({ ...deps, survey: surveyAudience(deps) }),
  });
  const window = complianceWindow({
    ...deps,
    reads,
    law: async () => {
      const { houseRules } = await deps.store.transact(tx => deps.policy(tx));
      return withHouse(deps.rulebooks, houseRules);
    },
  });
  const situation = customerSituation({ ...deps, reads });
  const complain = complainByWorkflow({
    ...deps,
    takeComplaint: takeComplaint({ ...deps, replyToComplaint: replyToComplaint(deps) }),
    outageRefOf: async record => {
      const now = await situation({ ...record, language: null });
      return now.ok ? now.value.outageRef : null;
    },
  });
  return {
    'send-outage-notice': {
      kind: 'later',
      act: async ({ inputs, by }) =>
        outputsOf(await launch({ outage: (inputs['outage'] ?? '').trim(), by }), done => ({
          result: done.launched === 'now' ? 'launched' : 'launched_before',
          explanation:
            done.launched === 'now'
              ? `The notices of outage ${done.ref} are on their way to ${done.customers} customers.`
              : `The notices of outage ${done.ref} had been sent before; nothing was sent twice.`,
          outage_ref: done.ref,
          customers: done.customers,
          serve_by: momentOut(done.serveBy),
        })),
    },
    'check-compliance-window': {
      kind: 'read',
      act: async ({ inputs, record }) => {
        const { start = '', jurisdiction, time_zone: zone = '' } = inputs;
        const place = jurisdiction === undefined ? null : { jurisdiction, zone };
        return outputsOf(await window({ start, place, customer: record }), ({ verdict, now, because }) => ({
          result: verdict.kind,
          explanation: WINDOW_WORDS[verdict.kind],
          reason_code: verdict.refusals[0]?.code ?? null,
          lawful: verdict.refusals.flatMap(({ lawful }) => lawful ?? []).join(' '),
          serve_by: momentOut(verdict.serveBy),
          hours_left: verdict.serveBy === null ? null : Number(hoursBetween(now, verdict.serveBy).toFixed(2)),
          earliest_start: momentOut(verdict.earliestStart),
          rules: because.map(({ rule, rulebook, source }) => `${rulebook} ${rule}: ${source}`).join('\n'),
        }));
      },
    },
    ...holdActions(debts),
    'open-outage-complaint': {
      kind: 'act',
      act: async call =>
        outputsOf(await complain(call), ({ complaint, outageRef }) => ({
          result: 'opened',
          explanation: `Complaint ${complaint.ref} is written down, and a ticket is made of it.`,
          complaint_ref: complaint.ref,
          outage_ref: outageRef,
        })),
    },
    'customer-situation': {
      kind: 'read',
      act: async ({ record, inputs }) =>
        record === null
          ? outputsOf(refuse(NO_CUSTOMER), x => x)
          : outputsOf(await situation({ ...record, language: inputs['language'] ?? null }), now => ({
              result: now.state,
              explanation: now.say,
              say: now.say,
              outage_ref: now.outageRef,
              window_start: momentOut(now.from),
              window_end: momentOut(now.to),
              estimate: momentOut(now.etr),
              next_update: momentOut(now.nextUpdateBy),
              told: now.told,
              told_at: momentOut(now.toldAt),
              told_by: now.toldBy,
            })),
    },
  };
};

/** What a workflow calls a reason, and what the case does. */
const HOLD_REASONS: Readonly<Record<string, HoldReason>> = {
  dispute: 'dispute',
  payment_plan: 'plan',
  promise_to_pay: 'promise',
  life_support: 'lifeSupport',
  hardship: 'manual',
  other: 'manual',
};

/** HubSpot sends a moment as milliseconds since 1970. */
const momentIn = (text: string | undefined): Outcome<Instant | null> => {
  if (text === undefined) return accept(null);
  return /^\d{10,14}$/.test(text) ? accept(fromEpochMs(Number(text))) : parseMoment(text);
};

const holdActions = ({ holdCustomer, releaseCustomer }: Debts): Actions => {
  const commandOf = ({ record, inputs, by, callbackId, at }: Parameters<Actions[string]['act']>[0]) =>
    record === null
      ? null
      : {
          ...record,
          account: inputs['account_number'] ?? null,
          by,
          request: { key: callbackId, at },
          reason: HOLD_REASONS[inputs['reason'] ?? ''] ?? 'manual',
          note: `${by}: ${inputs['reason'] ?? ''}`,
        };
  return {
    'place-hold': {
      kind: 'act',
      act: async call => {
        const command = commandOf(call);
        if (command === null) return outputsOf(refuse(NO_CUSTOMER), x => x);
        const { until } = call.inputs;
        const end = momentIn(until);
        if (!end.ok) return outputsOf(end, () => ({ result: 'refused' }));
        return outputsOf(await holdCustomer({ ...command, until: end.value }), ({ cases, before }) => ({
          result: cases.length > 0 ? 'placed' : 'placed_before',
          explanation:
            cases.length > 0
              ? `Held: ${cases.join(', ')}. No step is taken there.`
              : `Held for that reason before: ${before.join(', ')}.`,
        }));
      },
    },
    'release-hold': {
      kind: 'act',
      act: async call => {
        const command = commandOf(call);
        if (command === null) return outputsOf(refuse(NO_CUSTOMER), x => x);
        return outputsOf(await releaseCustomer(command), ({ cases, before }) => ({
          result: cases.length > 0 ? 'released' : 'released_before',
          explanation:
            cases.length > 0
              ? `Released: ${cases.join(', ')}. The case goes on where it stood.`
              : `Nothing is held for that reason: ${before.join(', ')}.`,
        }));
      },
    },
  };
};

const NO_CUSTOMER = { code: 'action.record', message: 'This action needs a customer.', because: [] };

const WINDOW_WORDS = {
  lawful: 'Announced now, the interruption would be announced in time.',
  unlawful: 'Too late: announced now, the interruption would break its notice period.',
  undetermined: 'It cannot be said: a rule, a calendar or a fact that decides is not known.',
} as const;

/** What the routes of the actions call. */
export const composeActionRoutes = (deps: Deps, reads: Reads, actions: Actions) => ({
  takeAction: takeAction({ ...deps, actions }),
  launchableOutages: launchableOutages({ reads, texts: deps.texts }),
});
