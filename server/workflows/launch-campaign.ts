import type { CampaignId, OutageId } from '../domain/ids.js';
import { accept, refuse, type Refusal } from '../domain/outcome.js';
import type { OutageStatus, RevisionKind } from '../domain/outage/outage.js';
import { hoursBetween, type Instant } from '../domain/time.js';
import type { Campaign, StoredOutage, StoredRevision } from './ports/outages.js';
import type { Tx } from './ports/store.js';
import type { Deps, LaunchAnswer, Survey, SurveyResult } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'policy' | 'texts' | 'log'> & { readonly survey: Survey };

const STATUS_AFTER: Readonly<Record<RevisionKind, OutageStatus>> = {
  announce: 'announced',
  change: 'announced',
  etr: 'announced',
  cancel: 'cancelled',
  restore: 'restored',
};

/**
 * Starts sending what was rehearsed, if the law and the house allow it, and says all that stands against it if not.
 * The survey is made anew outside the transaction: what changed since the rehearsal stops the launch.
 */
export const launchCampaign =
  (deps: Needs) =>
  async (command: {
    readonly outage: OutageId;
    readonly fingerprint: string;
    readonly by: string;
  }): Promise<LaunchAnswer> => {
    const { store, survey } = deps;
    const seen = await store.transact(tx => tx.outages.find(command.outage));
    const revision = seen?.revisions.at(-1);
    if (seen === null || revision === undefined)
      return refuse({ code: 'outage.unknown', message: 'There is no such outage.', because: [] });
    const result = await survey(seen, revision);
    // Twice the same launch, for the answer to the first was lost, comes out as "launched already".
    const answer = await store.transact(async tx => {
      const outage = await tx.outages.find(command.outage, 'lock');
      const current = outage?.revisions.at(-1);
      if (outage === null || current === undefined || current.n !== revision.n)
        return refuse({
          code: 'campaign.changed',
          message: 'Somebody changed this outage a moment ago.',
          lawful: 'Rehearse again.',
          because: [],
        });
      const [first, ...rest] = obstacles(deps, current, result, command);
      if (first !== undefined) return refuse(first, ...rest);
      return launch(deps, tx, outage, current, result, command.by);
    });
    if (answer.ok)
      deps.log.info('campaign launched', {
        campaign: answer.value.campaign.id,
        outage: command.outage,
        revision: revision.n,
        accounts: answer.value.accounts,
        verdict: result.judged.verdict.kind,
      });
    return answer;
  };

const obstacles = (
  { policy }: Needs,
  revision: StoredRevision,
  result: SurveyResult,
  command: { fingerprint: string; by: string },
): readonly Refusal[] => {
  if (revision.launchedAt !== null)
    return [
      {
        code: 'campaign.launched',
        message: 'This has been launched already.',
        lawful: 'Send an update instead.',
        because: [],
      },
    ];
  const { rehearsal } = revision;
  if (rehearsal === null)
    return [
      {
        code: 'campaign.notRehearsed',
        message: 'Nothing leaves unrehearsed.',
        lawful: 'Rehearse first.',
        because: [],
      },
    ];
  if (rehearsal.fingerprint !== command.fingerprint || rehearsal.fingerprint !== result.fingerprint)
    return [
      {
        code: 'campaign.changed',
        message: 'Not sent: something changed since the rehearsal.',
        lawful: 'Rehearse again and look at what changed.',
        because: [],
        details: { before: rehearsal.summary, now: result.summary },
      },
    ];
  const { verdict } = result.judged;
  const approved = (kind: 'size' | 'late') =>
    revision.approvals.some(
      a => a.kind === kind && a.fingerprint === rehearsal.fingerprint && a.by !== rehearsal.by,
    );
  const emergency = result.judged.pinned.some(({ rules }) => rules.scenario === 'emergency');
  return [
    ...(verdict.kind === 'undetermined' ? verdict.refusals : []),
    ...(result.summary.missingElements.length > 0 ? [incomplete(result)] : []),
    ...(verdict.kind === 'unlawful' && !approved('late') ? verdict.refusals : []),
    ...(verdict.kind === 'lawful' && result.summary.late > 0 && !approved('late') ? [someLate(result)] : []),
    // In an emergency nobody waits for a signature.
    ...(!emergency && result.summary.accounts > policy.approvalAbove && !approved('size')
      ? [tooLarge(result, policy.approvalAbove)]
      : []),
  ];
};

const incomplete = ({ summary }: SurveyResult): Refusal => ({
  code: 'text.incomplete',
  message: `The text is incomplete: ${summary.missingElements.map(m => `${m.element} (${m.kind}, ${m.channel}, ${m.language})`).join('; ')}.`,
  lawful: 'Add the missing parts to the templates.',
  because: [],
  details: { missing: summary.missingElements },
});
const someLate = ({ summary, judged }: SurveyResult): Refusal => ({
  code: 'audience.late',
  message: `${summary.late} notices would be served too late: no channel that reaches those customers can still serve them in time.`,
  lawful:
    'Choose a later start, or let a second person approve it with a reason; the notices then leave at once and the breach is reported.',
  because: judged.verdict.judgements.flatMap(judgement => judgement.because),
  details: { late: summary.late, actBy: summary.actBy },
});
const tooLarge = ({ summary }: SurveyResult, limit: number): Refusal => ({
  code: 'approval.size',
  message: `Someone else must approve: the campaign reaches ${summary.accounts} customers, and the limit is ${limit}.`,
  lawful: 'Ask an approver.',
  because: [],
});

const launch = async (
  deps: Needs,
  tx: Tx,
  outage: StoredOutage,
  revision: StoredRevision,
  result: SurveyResult,
  by: string,
): Promise<LaunchAnswer> => {
  const { clock, ids, texts } = deps;
  const now = clock.now();
  const { verdict, pinned } = result.judged;
  const campaign: Campaign = {
    id: ids.next() as CampaignId,
    outage: outage.id,
    revision: revision.n,
    emergency: outage.kind === 'emergency',
    startedAt: now,
    pinned,
    templates: Object.fromEntries(
      Object.keys(result.summary.byKind).map(kind => [
        kind,
        texts.template(kind as Parameters<typeof texts.template>[0]),
      ]),
    ),
    affectedAccounts: result.summary.accounts,
    expanded: false,
  };
  await tx.notices.supersede(outage.id, revision.n, now);
  await tx.outages.setLaunched(outage.id, revision.n, { at: now, by, verdict });
  await tx.outages.setStatus(outage.id, STATUS_AFTER[revision.kind]);
  await tx.outages.addCampaign(campaign);
  await tx.outbox.put([{ kind: 'outage', subject: outage.id, dueAt: now }]);
  await tx.office.audit({
    at: now,
    by,
    act: 'launch',
    subject: `outage/${outage.id}/${revision.n}`,
    details: { fingerprint: result.fingerprint, verdict: verdict.kind, breach: breachOf(result, now) },
  });
  await tx.jobs.enqueue([
    {
      name: 'expandCampaign',
      key: `expand/${campaign.id}/start`,
      lane: campaign.emergency ? 'emergency' : 'normal',
      dueAt: now,
      data: { campaign: campaign.id, after: null },
    },
  ]);
  return accept({ campaign, accounts: result.summary.accounts });
};

/** By how much a schedule that went ahead all the same broke its notice period; kept with the launch and reported. */
const breachOf = (
  { judged, summary }: SurveyResult,
  now: Instant,
): Readonly<Record<string, unknown>> | null => {
  const { kind, serveBy } = judged.verdict;
  if (kind === 'unlawful' && serveBy !== null)
    return { shortHours: Number(hoursBetween(serveBy, now).toFixed(2)), late: summary.notices };
  return summary.late > 0 ? { shortHours: 0, late: summary.late } : null;
};
