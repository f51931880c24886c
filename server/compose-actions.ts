import { DEBT_NOT_KEPT_YET } from './domain/debt/not-kept-yet.js';
import { momentOut, outputsOf } from './domain/office/action-outputs.js';
import { refuse } from './domain/outcome.js';
import { hoursBetween } from './domain/time.js';
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
import { takeComplaint } from './workflows/take-complaint.js';
import { takeAction } from './workflows/take-action.js';

/** What HubSpot's workflows may ask for, by the names of ui-extensions/contract/actions.ts. */
export const composeActions = (deps: Deps, reads: Reads & CustomerReads): Actions => {
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
    takeComplaint: takeComplaint(deps),
    outageRefOf: async record => {
      const now = await situation({ ...record, language: null });
      return now.ok ? now.value.outageRef : null;
    },
  });
  const noDebt = {
    kind: 'read',
    act: () => Promise.resolve(outputsOf(refuse(DEBT_NOT_KEPT_YET), x => x)),
  } as const;
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
    'place-hold': noDebt,
    'release-hold': noDebt,
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
