import type { CampaignId, OutageId } from '../domain/ids.js';
import { isSamePerson } from '../domain/office/person.js';
import { accept, refuse } from '../domain/outcome.js';
import { feedObstacles, launchObstacles } from '../domain/outage/launch-obstacles.js';
import { isOffAlready, type OutageStatus, type RevisionKind, NO_OUTAGE } from '../domain/outage/outage.js';
import { hoursBetween, type Instant } from '../domain/time.js';
import type { Campaign, StoredOutage, StoredRevision } from './ports/outages.js';
import type { NewJob } from './ports/jobs.js';
import type { Tx } from './ports/store.js';
import type { Deps, Launch, LaunchAnswer, LaunchTogether, Survey, SurveyResult } from './ports/work.js';

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
    /** The same was asked before, and its answer was lost. */
    readonly again: boolean;
  }): Promise<LaunchAnswer> => {
    const { store, survey } = deps;
    const seen = await store.transact(tx => tx.outages.find(command.outage));
    const revision = seen?.revisions.at(-1);
    if (seen === null || revision === undefined) return refuse(NO_OUTAGE);
    if (command.again && isDone(revision, command)) return accept({ launched: 'before' });
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
      const { approvalAbove } = await deps.policy(tx);
      const [first, ...rest] = launchObstacles(approvalAbove, current, result, command);
      if (first !== undefined) return refuse(first, ...rest);
      return launch(deps, tx, outage, current, result, command.by);
    });
    // To launch is to tell, and is never refused for being late: what is late becomes later by waiting.
    if (answer.ok && answer.value.launched === 'now' && result.forecast.late > 0)
      deps.log.warn('campaign late by forecast', {
        campaign: answer.value.campaign.id,
        late: result.forecast.late,
        launchBy: result.forecast.launchBy,
      });
    if (answer.ok && answer.value.launched === 'now')
      deps.log.info('campaign launched', {
        campaign: answer.value.campaign.id,
        outage: command.outage,
        revision: revision.n,
        accounts: answer.value.accounts,
        verdict: result.judged.verdict.kind,
      });
    return answer;
  };

/** This very launch, by the same person. */
const isDone = (revision: StoredRevision, command: { fingerprint: string; by: string }): boolean =>
  revision.launchedBy !== null &&
  isSamePerson(revision.launchedBy, command.by) &&
  revision.rehearsal?.fingerprint === command.fingerprint;

const campaignOf = (
  { clock, texts }: Pick<Needs, 'clock' | 'texts'>,
  { outage, revision, result }: Omit<Launch, 'isNew'>,
  id: CampaignId,
): Campaign => ({
  id,
  outage: outage.id,
  revision: revision.n,
  // What is off already goes before everything else, planned or not.
  emergency: isOffAlready(outage, revision),
  startedAt: clock.now(),
  pinned: result.judged.pinned,
  templates: Object.fromEntries(
    Object.keys(result.summary.byKind).map(kind => [
      kind,
      texts.template(kind as Parameters<typeof texts.template>[0]),
    ]),
  ),
  affectedAccounts: result.summary.accounts,
  expanded: false,
});

/**
 * Launches what a feed brings, all of a snapshot in one transaction. It waits for no signature: what the feed reports is
 * happening, and to tell it late is better than not to tell it. A breach of a notice period is kept with the launch.
 */
export const launchTogether = (deps: Pick<Deps, 'clock' | 'ids' | 'texts'>): LaunchTogether => ({
  obstacles: feedObstacles,
  launch: async (tx, launches, by) => {
    if (launches.length === 0) return;
    const now = deps.clock.now();
    const campaigns = launches.map(item => campaignOf(deps, item, campaignIdOf(deps, item)));
    await tx.outages.addAll(launches.filter(({ isNew }) => isNew).map(({ outage }) => outage));
    await tx.notices.supersedeEach(
      launches
        .filter(({ isNew }) => !isNew)
        .map(({ outage, revision }) => ({ outage: outage.id, before: revision.n })),
      now,
    );
    await tx.outages.addRevisions(
      launches.map(({ outage, revision, result }) => ({
        outage: outage.id,
        revision: { ...revision, verdict: result.judged.verdict, launchedAt: now, launchedBy: by },
      })),
    );
    await tx.outages.setStatuses(
      launches.map(({ outage, revision }) => ({ id: outage.id, status: STATUS_AFTER[revision.kind] })),
    );
    await tx.outages.addCampaigns(campaigns);
    await tx.outbox.put(launches.map(({ outage }) => ({ kind: 'outage', subject: outage.id, dueAt: now })));
    await tx.office.auditAll(
      launches.map(({ outage, revision, result }) => ({
        at: now,
        by,
        act: 'launch',
        subject: `outage/${outage.id}/${revision.n}`,
        details: {
          fingerprint: result.fingerprint,
          verdict: result.judged.verdict.kind,
          breach: breachOf(result, now),
        },
      })),
    );
    await tx.jobs.enqueue(expansions(campaigns, now));
  },
});

/** The same launch, the same campaign: a snapshot that is read again after a crash makes no second one. */
const campaignIdOf = (
  { ids, clock }: Pick<Deps, 'ids' | 'clock'>,
  { outage, revision }: Launch,
): CampaignId => ids.ofKey(clock.now(), `campaign/${outage.id}/${revision.n}`) as CampaignId;

/** Accounts whose notices one job plans. */
const TOGETHER = 500;

/** Large campaigns page by page as always, small ones many to a job. */
const expansions = (campaigns: readonly Campaign[], now: Instant): readonly NewJob[] => {
  const jobs: NewJob[] = [];
  let batch: Campaign[] = [];
  const flush = (): void => {
    const [first] = batch;
    if (first !== undefined)
      jobs.push({
        name: 'expandCampaigns',
        key: `expandMany/${first.id}`,
        lane: batch.some(({ emergency }) => emergency) ? 'emergency' : 'normal',
        dueAt: now,
        data: { campaigns: batch.map(({ id }) => id) },
      });
    batch = [];
  };
  for (const campaign of campaigns) {
    if (campaign.affectedAccounts > TOGETHER) {
      jobs.push(expansionOf(campaign, now));
      continue;
    }
    const accounts = batch.reduce((sum, each) => sum + each.affectedAccounts, campaign.affectedAccounts);
    if (accounts > TOGETHER) flush();
    batch.push(campaign);
  }
  flush();
  return jobs;
};

const expansionOf = (campaign: Campaign, dueAt: Instant): NewJob => ({
  name: 'expandCampaign',
  key: `expand/${campaign.id}/start`,
  lane: campaign.emergency ? 'emergency' : 'normal',
  dueAt,
  data: { campaign: campaign.id, after: null },
});

const launch = async (
  deps: Needs,
  tx: Tx,
  outage: StoredOutage,
  revision: StoredRevision,
  result: SurveyResult,
  by: string,
): Promise<LaunchAnswer> => {
  const { clock, ids } = deps;
  const now = clock.now();
  const { verdict } = result.judged;
  const campaign = campaignOf(deps, { outage, revision, result }, ids.next() as CampaignId);
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
    details: {
      fingerprint: result.fingerprint,
      verdict: verdict.kind,
      breach: breachOf(result, now),
      forecast: { late: result.forecast.late, launchBy: result.forecast.launchBy },
    },
  });
  await tx.jobs.enqueue([expansionOf(campaign, now)]);
  return accept({ launched: 'now', campaign, accounts: result.summary.accounts });
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
