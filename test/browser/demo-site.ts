import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { civilDateIn, addDays, instant, type Zone } from '../../server/domain/time.js';
import { outageView, type OutageView } from '../../ui-extensions/contract/outage.js';
import type { OutageRequest } from '../../ui-extensions/contract/outage-requests.js';
import { prepareCards } from '../portal/cards/assets.js';
import { startStage, type LiveStage } from '../sandbox/live-stage.js';
import { makeCardStage } from '../sandbox/page/card-stage.js';
import { makePage } from '../sandbox/page/page.js';
import type { Persona } from '../sandbox/stage.js';
import { ROOT } from '../structure/project-files.js';

const BERLIN = 'Europe/Berlin' as Zone;
/** Tuesday, a working day: texts leave at once and the print house still takes letters. */
const START = instant('2026-11-24T09:00:00Z');

/** The demo as `npm run demo` starts it, of the debtors' past no more than is asked for, with a clock that moves only by hand, shared by every script of a file. */
export interface DemoSite {
  readonly url: string;
  readonly stage: LiveStage;
  /** A page of the portal where somebody of the town is shown. */
  recordOf(name: string): string;
  /** A civil date, that many days from the demo's today. */
  dayIn(days: number): string;
  act(method: 'GET' | 'POST', path: string, body: unknown, as: Persona): Promise<OutageView>;
  /** Draft, rehearse, have approved where it must be, and launch. */
  send(request: OutageRequest): Promise<OutageView>;
  advance(minutes: number): Promise<void>;
  close(): Promise<void>;
}

export const startDemoSite = async (
  other: Pick<Parameters<typeof startStage>[0], 'account' | 'seedPortal' | 'debtors'> = {},
): Promise<DemoSite> => {
  const clientSecret = randomBytes(32).toString('hex');
  const silent = (): void => undefined;
  const [stage, assets] = await Promise.all([
    startStage({
      ...other,
      ...(other.debtors === undefined ? { noPast: true } : {}),
      seed: 1,
      start: START,
      onPart: silent,
      clientSecret,
    }),
    prepareCards(ROOT, silent),
  ]);
  stage.clock.setMode('held');
  const cards = makeCardStage({ root: ROOT, assets, serverUrl: () => stage.serverUrl, secret: clientSecret });
  const http = createServer(makePage(stage, { cards }));
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  const act: DemoSite['act'] = async (method, path, body, as) => {
    const answer = await stage.call(method, path, body, as);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return outageView.parse(answer.body);
  };
  return {
    url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`,
    stage,
    recordOf: name => {
      const found = stage.people[name];
      if (found === undefined) throw new Error(`Nobody in the town is called ${name}.`);
      return `/portal/${found.type}/${found.id}`;
    },
    dayIn: days => addDays(civilDateIn(BERLIN, stage.clock.now()), days),
    act,
    send: async request => {
      const { id } = await act('POST', '/api/outages', request, 'ida');
      const path = `/api/outages/${id}`;
      const rehearsed = await act('POST', `${path}/rehearsal`, {}, 'ida');
      const newest = rehearsed.revisions.at(-1)?.rehearsal;
      if ((newest?.summary.accounts ?? 0) > rehearsed.approval.above)
        await act('POST', `${path}/approvals`, { kind: 'size' }, 'marta');
      return act('POST', `${path}/launch`, { fingerprint: newest?.fingerprint ?? '' }, 'ida');
    },
    advance: async minutes => {
      // The demo's own beat may be at work on what was just asked for.
      await stage.settle();
      await stage.clock.advanceTo(
        instant(new Date(Date.parse(stage.clock.now()) + minutes * 60_000).toISOString()),
      );
    },
    close: async () => {
      http.closeAllConnections();
      await new Promise(resolve => http.close(resolve));
      await stage.close();
    },
  };
};

/** Pictures for the documentation, taken only when a folder is named: FOREWARN_PICTURES=docs/cards. */
export const pictureFolder = (): string | null => {
  const named = process.env['FOREWARN_PICTURES'];
  return named === undefined || named === '' ? null : join(ROOT, named);
};
