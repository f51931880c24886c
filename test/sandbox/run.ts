import { addHours, addMinutes, instant, type Instant } from '../../server/domain/time.js';
import type { OutageView } from '../../ui-extensions/contract/outage.js';
import type { OutageRequest, RevisionRequest } from '../../ui-extensions/contract/outage-requests.js';
import { deskOf, launchNow, need, type Desk } from './scenario.js';
import { debtFiguresOf, figuresOf, type CampaignFigures, type RunFigures } from './run-figures.js';
import type { World } from './world.js';

/** Monday 23 November 2026, 08:00 in Berlin: the unattended run begins here whatever the day is. */
export const RUN_START: Instant = instant('2026-11-23T08:00+01:00');

const ZONE = 'Europe/Berlin';

interface Step {
  readonly outage: OutageView;
  readonly story: string;
  /** What was refused on the way, in the words the person saw. */
  readonly refused: readonly string[];
}

const planned = (feeder: string, from: string, to: string, reason = 'network_repair'): OutageRequest => ({
  kind: 'planned',
  feeders: [feeder],
  zone: ZONE,
  windows: [{ from, to }],
  reason,
});

const inTime = async (world: World, desk: Desk): Promise<Step> => {
  const { id } = need(await desk.draft(planned('F-12', '2026-11-27T09:00', '2026-11-27T13:00')));
  return { outage: await launchNow(world, id), story: 'planned, announced in time', refused: [] };
};

/** 25 hours ahead where 48 are asked: refused, and then only with a second person's reason. */
const tooLate = async (world: World, desk: Desk): Promise<Step> => {
  const { id } = need(
    await desk.draft(planned('F-07', '2026-11-24T09:00', '2026-11-24T11:00', 'equipment_replacement')),
  );
  const rehearsed = need(await desk.rehearse(id));
  const first = await desk.launch(rehearsed);
  if (first.ok) throw new Error('A schedule that is too late was launched without a second person.');
  need(await desk.approve(id, 'late', 'A cracked insulator must be replaced before the frost.'));
  return {
    outage: await launchNow(world, id),
    story: 'planned, announced too late',
    refused: [first.problem.message],
  };
};

const unknownLaw = async (desk: Desk): Promise<Step> => {
  const outage = need(await desk.draft(planned('F-19', '2026-11-30T09:00', '2026-11-30T11:00')));
  const first = await desk.launch(need(await desk.rehearse(outage.id)));
  if (first.ok) throw new Error('A campaign was launched where no rulebook applies.');
  return {
    outage: await desk.see(outage.id),
    story: 'planned, where no rulebook applies',
    refused: [first.problem.message],
  };
};

const revise = async (
  world: World,
  desk: Desk,
  id: string,
  request: RevisionRequest,
): Promise<OutageView> => {
  need(await desk.revise(id, request));
  return launchNow(world, id);
};

const emergency = async (world: World, desk: Desk): Promise<Step> => {
  const now = world.clock.now();
  const { id } = need(
    await desk.draft({
      kind: 'emergency',
      feeders: ['F-03'],
      since: addMinutes(now, -12),
      etr: null,
      reason: 'investigating',
    }),
  );
  await launchNow(world, id);
  await world.advanceTo(addMinutes(now, 40));
  await revise(world, desk, id, {
    kind: 'etr',
    etr: { at: addHours(now, 3), quality: 'crew' },
    reason: 'equipment_failure',
  });
  await world.advanceTo(addMinutes(now, 170));
  return {
    outage: await revise(world, desk, id, { kind: 'restore' }),
    story: 'emergency, with an update and a restoration',
    refused: [],
  };
};

const cancelled = async (world: World, desk: Desk): Promise<Step> => {
  const { id } = need(await desk.draft(planned('F-15', '2026-11-28T08:00', '2026-11-28T10:00', 'tree_work')));
  await launchNow(world, id);
  await world.advanceTo(addHours(world.clock.now(), 5));
  return {
    outage: await revise(world, desk, id, { kind: 'cancel', hasNewDate: true }),
    story: 'planned, then cancelled',
    refused: [],
  };
};

/** Nothing is open that could still change by itself, and the CRM has everything. */
const isSettled = async (world: World): Promise<boolean> => {
  const backlog = await world.server.reads.backlog(world.clock.now());
  if (backlog.crmPending + backlog.jobs + backlog.unknown > 0) return false;
  const { outages } = await everyOutage(world);
  return outages.every(outage =>
    outage.progress.every(
      row =>
        (row.notices['open'] ?? 0) === 0 &&
        row.deliveries.every(d => d.state !== 'planned' && d.state !== 'sending'),
    ),
  );
};

const everyOutage = async (world: World): Promise<{ outages: readonly OutageView[] }> =>
  (await world.call('GET', '/api/outages', undefined, 'ida')).body as { outages: readonly OutageView[] };

const LONGEST_DAYS = 14;

const settle = async (world: World): Promise<void> => {
  const end = addHours(world.clock.now(), LONGEST_DAYS * 24);
  while (!(await isSettled(world))) {
    const next = await world.nextAt();
    if (next === null || next > end) throw new Error('The run does not settle.');
    await world.advanceTo(next);
  }
};

/** Plays the whole unattended run and says what came of it. */
export const playRun = async (world: World, say: (line: string) => void): Promise<RunFigures> => {
  const desk = deskOf(world);
  const imported = await world.server.importDirectory();
  say(`Directory: ${imported.parties} people and companies, ${imported.servicePoints} service points.`);
  const steps: Step[] = [];
  for (const play of [
    () => inTime(world, desk),
    () => tooLate(world, desk),
    () => unknownLaw(desk),
    () => emergency(world, desk),
    () => cancelled(world, desk),
  ]) {
    const step = await play();
    say(`${step.outage.ref}: ${step.story}.`);
    steps.push(step);
  }
  say('Letters, receipts, fallbacks and the CRM: the clock runs until everything is settled.');
  await settle(world);
  const campaigns: CampaignFigures[] = [];
  for (const step of steps)
    campaigns.push(...(await figuresOf(world, await desk.see(step.outage.id), step.story, step.refused)));
  return {
    town: { customers: world.town.customers, servicePoints: world.town.servicePoints },
    imported: {
      parties: imported.parties,
      servicePoints: imported.servicePoints,
      problems: imported.problems,
    },
    endedAt: world.clock.now(),
    campaigns,
    debts: await debtFiguresOf(world),
    crmCalls: world.server.crm.calls(),
    crmCallsTotal: Object.values(world.server.crm.calls()).reduce((a, b) => a + b, 0),
    crmRecords: Object.fromEntries(
      ['emails', 'communications', 'postal_mail', 'tickets', 'outage'].map(type => [
        type,
        world.portal.records.count(type),
      ]),
    ),
    tickets: world.portal.records.count('tickets'),
    messages: world.sinks.inbox.counts(),
    duplicates: world.sinks.inbox.duplicates(),
  };
};
