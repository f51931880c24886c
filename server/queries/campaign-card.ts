import type { CampaignCard, Stage } from '../../ui-extensions/contract/campaign.js';
import type { OutageId } from '../domain/ids.js';
import type { Person } from '../domain/office/person.js';
import { reasonWords } from '../domain/notice/reasons.js';
import { holdersOf } from '../domain/office/roles.js';
import { isOwnWork } from '../domain/outage/approval.js';
import { judgeRevision, lastLaunched } from '../domain/outage/judge.js';
import { resumeBy } from '../domain/outage/pause.js';
import { approvalsNeeded, stageAfter, stageBefore } from '../domain/outage/stage.js';
import type { LetterCalendar, Policy } from '../domain/policy.js';
import type { Verdict } from '../domain/rules/assess.js';
import type { Rulebook } from '../domain/rules/rulebook.js';
import type { Clock, Texts } from '../workflows/ports.js';
import type { CampaignFigures } from '../workflows/ports/campaign-reads.js';
import type { Reach } from '../workflows/ports/directory.js';
import type { RunningCampaign, StoredOutage, StoredRevision } from '../workflows/ports/outages.js';
import type { Reads } from '../workflows/ports/reads.js';
import { me } from './office-views.js';

export interface CampaignCardNeeds {
  readonly reads: Reads;
  readonly clock: Clock;
  readonly texts: Texts;
  /** As it applies now. */
  readonly law: () => Promise<readonly Rulebook[]>;
  readonly policy: () => Promise<Policy>;
  readonly letterCalendar: LetterCalendar;
  readonly admins: readonly Person[];
}

/** Seconds until the card asks again; a campaign that leaves the house is the only thing worth asking for often. */
const POLL: Readonly<Record<Stage, number | null>> = {
  draft: null,
  rehearsed: 30,
  waiting: 30,
  approved: 30,
  sending: 5,
  paused: 30,
  missed: 60,
  done: 60,
};

/** The campaign's card by our own id. */
export const campaignCard =
  (needs: CampaignCardNeeds) =>
  async (id: OutageId, person: Person): Promise<CampaignCard | null> => {
    const outage = await needs.reads.outage(id);
    const revision = outage?.revisions.at(-1);
    if (outage === null || revision === undefined) return null;
    const places = await needs.reads.reach(revision.feeders, id, revision.n);
    const verdict = revision.verdict ?? (await verdictNow(needs, outage, revision, places));
    const campaign = await needs.reads.newestCampaign(id);
    const figures = campaign === null ? null : await needs.reads.figures(campaign.id);
    const approval = await approvalOf(needs, outage, revision, verdict, person);
    const stage =
      revision.launchedAt !== null && campaign !== null && figures !== null
        ? stageAfter({
            paused: campaign.pause !== null,
            expanded: campaign.expanded,
            underWay: figures.underWay,
            notReached: figures.notReached,
          })
        : stageBefore(revision, approval.needed);
    const sending = campaign !== null && figures !== null && isSending(campaign, figures);
    return {
      serverNow: needs.clock.now(),
      nextPollSeconds: sending ? whileSending(figures) : POLL[stage],
      outage: {
        id,
        ref: outage.ref,
        kind: outage.kind,
        status: outage.status,
        zone: places[0]?.zone ?? 'UTC',
      },
      stage,
      revision: toRevision(needs.texts, revision, verdict),
      approval,
      sent: campaign === null || figures === null ? null : await sentOf(needs, outage, campaign, figures),
      pause: await pauseOf(needs, campaign),
      missed: await needs.reads.missedCount(id),
      launches: await launchesOf(needs, outage),
      may: await mayOf(needs, person),
    };
  };

/** Counting a hundred thousand notices takes half a second of the database: large ones are asked for less often. */
const LARGE = 20_000;
const whileSending = ({ due }: CampaignFigures): number => (due > LARGE ? 15 : 5);

const isSending = (campaign: RunningCampaign, { underWay }: CampaignFigures): boolean =>
  campaign.pause === null && (!campaign.expanded || underWay > 0);

const verdictNow = async (
  { law, clock }: CampaignCardNeeds,
  outage: StoredOutage,
  revision: StoredRevision,
  places: readonly Reach[],
): Promise<Verdict> => {
  const former = lastLaunched(outage.revisions, revision.n);
  return judgeRevision(outage, revision, former, places, await law(), clock.now()).verdict;
};

const approvalOf = async (
  { reads, policy }: CampaignCardNeeds,
  outage: StoredOutage,
  revision: StoredRevision,
  verdict: Verdict,
  person: Person,
): Promise<CampaignCard['approval']> => {
  const above = (await policy()).approvalAbove;
  const approvers = holdersOf({ grants: await reads.roles(), named: [] }, 'approver');
  const needed =
    revision.launchedAt === null
      ? approvalsNeeded(revision, {
          emergency: outage.kind === 'emergency',
          unlawful: verdict.kind === 'unlawful',
          above,
        })
      : [];
  return {
    above,
    needed: [...needed],
    approvers: approvers.filter(each => !isOwnWork(revision, each)),
    own: isOwnWork(revision, person),
  };
};

const toRevision = (texts: Texts, revision: StoredRevision, verdict: Verdict): CampaignCard['revision'] => {
  const { reason, narrowedTo, windows, feeders, approvals, ...rest } = revision;
  const { rehearsal } = revision;
  const view = {
    ...rest,
    rehearsal:
      rehearsal === null
        ? null
        : {
            ...rehearsal,
            summary: {
              ...rehearsal.summary,
              unreachable: rehearsal.summary.unreachable.map(row => ({ ...row, words: wordsOf(row.reason) })),
            },
          },
    feeders: [...feeders],
    windows: [...windows],
    approvals: [...approvals],
    narrowedTo: narrowedTo ?? null,
    reason: { en: texts.reason(reason, 'en'), ru: texts.reason(reason, 'ru') },
    reasonCode: reason,
    verdict,
  };
  // Readonly data of the domain has the contract's shape; the route parses it before it leaves.
  return structuredClone(view) as unknown as CampaignCard['revision'];
};

const wordsOf = (code: string) => ({ en: reasonWords(code), ru: reasonWords(code, 'ru') });

const sentOf = async (
  { reads }: CampaignCardNeeds,
  outage: StoredOutage,
  campaign: RunningCampaign,
  figures: CampaignFigures,
): Promise<CampaignCard['sent']> => {
  const revision = outage.revisions.find(({ n }) => n === campaign.revision);
  if (revision === undefined || revision.launchedAt === null || revision.launchedBy === null) return null;
  return {
    revision: revision.n,
    kind: revision.kind,
    launchedAt: revision.launchedAt,
    launchedBy: revision.launchedBy,
    expanded: campaign.expanded,
    figures: { ...figures, channels: [...figures.channels] },
    crmBehind: await reads.crmBehind(),
  };
};

const pauseOf = async (
  { reads, letterCalendar }: CampaignCardNeeds,
  campaign: RunningCampaign | null,
): Promise<CampaignCard['pause']> => {
  if (campaign === null || campaign.pause === null) return null;
  const held = await reads.held(campaign.id);
  return {
    ...campaign.pause,
    held: held.reduce((sum, { deliveries }) => sum + deliveries, 0),
    resumeBy: resumeBy(held, letterCalendar),
    alarmed: campaign.alarmedAt !== null,
  };
};

const launchesOf = async (
  { reads }: CampaignCardNeeds,
  outage: StoredOutage,
): Promise<CampaignCard['launches']> => {
  const sizes = new Map((await reads.launches(outage.id)).map(row => [row.revision, row.customers]));
  return outage.revisions.flatMap(({ n, kind, launchedAt, launchedBy }) =>
    launchedAt === null || launchedBy === null
      ? []
      : [{ revision: n, kind, at: launchedAt, by: launchedBy, customers: sizes.get(n) ?? 0 }],
  );
};

const mayOf = async ({ reads, admins }: CampaignCardNeeds, person: Person): Promise<CampaignCard['may']> => {
  const { permissions } = await me({ reads, admins })(person);
  const why = (name: string): string | null =>
    permissions.find(({ permission }) => permission === name)?.why ?? null;
  return {
    prepare: why('campaigns.prepare'),
    launch: why('campaigns.launch'),
    approve: why('campaigns.approve'),
  };
};
