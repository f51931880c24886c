import { mkdirSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addDays,
  atMinuteOfDay,
  civilDateIn,
  type CivilDate,
  type Instant,
  type Zone,
} from '../../server/domain/time.js';
import { billing } from './billing-rows.js';
import {
  AMOUNT,
  askTickets,
  DEBTORS,
  NOT_VISITED,
  seedDebtors,
  type Debtor,
  type Happening,
} from './debtors.js';
import { grantMoreRoles } from './staff.js';
import type { People } from './town-people.js';
import type { Past, World } from './world.js';

const BERLIN = 'Europe/Berlin' as Zone;
/** Days before the story at which the first of them gets a bill. */
const PAST_DAYS = 66;
/** Where nothing happens, so many days pass in one; and each of the last is lived through. */
const DAYS_TOGETHER = 8;
const LAST_DAYS = 6;
const BILL_DAYS = 21;
type Act = Extract<Happening, { readonly act: string }> & Pick<Debtor, 'account' | 'name'>;
/** After the last day to pay, the first notice is at the printer's. */
const GRACE = 8;

/** Of the past only the days count: what falls due within so many hours is done together. */
const HOURS_TOGETHER = { all: 6, some: 24 } as const;

/** The past of the town's story, of all who owe, or in whole days of some of them. */
export const debtsBefore = (story: Instant, some?: readonly Debtor[]): Past => {
  const debtors = some ?? DEBTORS;
  let people: People = {};
  return {
    begins: startOfPast(story),
    strideSeconds: HOURS_TOGETHER[some === undefined ? 'all' : 'some'] * 3600,
    seed: portal => (people = seedDebtors(portal, debtors)),
    play: async (world, returned) => {
      await playDebts(world, debtors, people, story, returned);
      askTickets(world.portal, debtors, people);
    },
  };
};

/** Through which the crews are sent. */
export const networkIn = (folder: string): string => {
  const path = join(folder, 'network');
  mkdirSync(path, { recursive: true });
  return path;
};

const startOfPast = (story: Instant): Instant =>
  atMinuteOfDay(BERLIN, addDays(civilDateIn(BERLIN, story), -PAST_DAYS), 600);

/** Plays what led to the story by the machinery itself, day by day, at nine in the morning. */
const playDebts = async (
  world: Omit<World, 'town' | 'close'>,
  debtors: readonly Debtor[],
  people: People,
  story: Instant,
  returned: Set<string>,
): Promise<void> => {
  const today = civilDateIn(BERLIN, story);
  const day = (daysBefore: number): CivilDate => addDays(today, -daysBefore);
  const tell = billing(world);
  await grantMoreRoles(world.call);
  await world.server.importDirectory();
  const bills = debtors.map(({ account, due }) => ({
    daysBefore: due + BILL_DAYS,
    row: `bill,b-${account},${account},${AMOUNT},EUR,${day(due + BILL_DAYS)},${day(due)},,,`,
  }));
  const happenings = [
    ...bills,
    ...debtors.flatMap(({ account, name, happens = [] }) =>
      happens.map(each => ({ account, name, ...each })),
    ),
  ].filter(({ daysBefore }) => daysBefore <= PAST_DAYS);
  await tell(...bills.filter(({ daysBefore }) => daysBefore > PAST_DAYS).map(({ row }) => row));
  let refused: Act[] = [];
  for (let before = PAST_DAYS; before > 0; before -= 1) {
    const todays = happenings.filter(({ daysBefore }) => daysBefore === before);
    // Every morning billing says what it knows, and at last it must have: nobody is disconnected on an old balance.
    const printed = debtors.some(
      ({ letterReturns, due }) => letterReturns === true && before === due - GRACE,
    );
    if (todays.length === 0 && !printed && before % DAYS_TOGETHER !== 0 && before > LAST_DAYS) continue;
    await world.advanceTo(atMinuteOfDay(BERLIN, day(before), 540));
    await tell(...todays.flatMap(each => ('row' in each ? [each.row.replace('DAY', day(before))] : [])));
    for (const { name, letterReturns } of debtors)
      if (letterReturns === true)
        for (const delivery of await lettersTo(world, people[name]?.id ?? '')) returned.add(delivery);
    // What is refused this morning, since a letter takes a weekend longer, is tried again the next.
    const asked = [...refused, ...todays.filter((each): each is Act => 'act' in each)];
    refused = [];
    for (const each of asked) if (!(await actIn(world, people, each, day))) refused.push(each);
    await world.pump();
    await goOut(world.network ?? '', world.clock.now());
    await world.pump();
  }
  await world.advanceTo(story);
  await tell();
};

/** Before the print house collects them. */
const lettersTo = async ({ server }: Pick<World, 'server'>, contact: string): Promise<readonly string[]> => {
  const filter = {
    outage: null,
    revision: null,
    state: null,
    channel: 'letter',
    contact,
    after: null,
    limit: 10,
  };
  const found = await server.reads.notices({ ...filter, channel: 'letter' });
  return found.flatMap(({ deliveries }) =>
    deliveries.flatMap(({ id, channel }) => (channel === 'letter' ? [id] : [])),
  );
};

/** What a person did at the card of somebody's open case. */
const actIn = async (
  { call, server }: Pick<World, 'call' | 'server'>,
  people: People,
  { account, name, as, act, body }: Act,
  day: (daysBefore: number) => CivilDate,
): Promise<boolean> => {
  const [open] = await server.store.transact(tx =>
    tx.caseActs.openOf('contact', people[name]?.id ?? '', account),
  );
  if (open === undefined) throw new Error(`${name} has no open case.`);
  const { status, body: answer } = await call('POST', `/api/debts/${open.id}/${act}`, body(day), as);
  if (status >= 300 && status !== 422)
    throw new Error(`${act} of ${name}: ${status} ${JSON.stringify(answer)}`);
  return status < 300;
};

/** The crew does what it was sent for, and says so. */
const goOut = async (folder: string, now: Instant): Promise<void> => {
  const orders = join(folder, 'orders');
  const replies = join(folder, 'replies');
  await mkdir(replies, { recursive: true });
  const answered = new Set(await readdir(join(replies, 'done')).catch(() => []));
  for (const file of await readdir(orders).catch(() => [])) {
    const { order, premises } = JSON.parse(await readFile(join(orders, file), 'utf8')) as {
      readonly order: string;
      readonly premises: { readonly account: string };
    };
    if (premises.account === NOT_VISITED || answered.has(`${order}.json`)) continue;
    await writeFile(join(replies, `${order}.json`), JSON.stringify({ order, event: 'done', at: now }));
  }
};
