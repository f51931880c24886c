import { mkdtemp, rm } from 'node:fs/promises';
import { ownBudgets } from '../../../server/adapters/queue/budget.js';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { carriersFile, type CarriersFile } from '../../../server/adapters/carriers/carriers-file.js';
import { readCarrierSettings } from '../../../server/adapters/carriers/carrier-settings.js';
import { makeCarriers, type Carriers } from '../../../server/adapters/carriers/make-carriers.js';
import { readYaml } from '../../../server/adapters/config/read-yaml.js';
import { makeAgenda, type Agenda } from '../../sandbox/agenda.js';
import { startSinks, type Sinks, type SinksOptions } from '../../sandbox/sinks/start-sinks.js';
import { jumpingClock } from './jumping-clock.js';

export const shipped = (): CarriersFile =>
  readYaml(join(__dirname, '../../../config/carriers.yaml'), carriersFile);

export interface Setup {
  readonly clock: ReturnType<typeof jumpingClock>;
  readonly agenda: Agenda;
  readonly spool: string;
  readonly sinks: Sinks;
  readonly carriers: Carriers;
  close(): Promise<void>;
}

/** The shipped carriers, wired to sinks of this test's own, with timeouts short enough to meet. */
export const setUp = async (
  options: {
    readonly file?: CarriersFile;
    readonly rules?: SinksOptions['rules'];
    readonly bounceUrl?: string;
    readonly smsCallbackUrl?: string;
  } = {},
): Promise<Setup> => {
  const file = options.file ?? shipped();
  const [letter] = file.letter;
  if (letter === undefined) throw new Error('The shipped file has no letters.');
  const spool = await mkdtemp(join(tmpdir(), 'spool-'));
  const clock = jumpingClock();
  const agenda = makeAgenda(clock);
  const sinks = await startSinks({
    clock,
    agenda,
    spool,
    handOver: letter.handOver,
    bounces: { url: options.bounceUrl ?? 'http://127.0.0.1:9/bounces' },
    smsCallbackUrl: options.smsCallbackUrl ?? 'http://127.0.0.1:9/sms',
    ...(options.rules && { rules: options.rules }),
  });
  const environment = { ...sinks.environment, SMTP_TIMEOUT_MS: '800', SMS_TIMEOUT_MS: '800' };
  const { settings, problems } = readCarrierSettings(file, environment);
  expect(problems).toEqual([]);
  const carriers = makeCarriers(file, settings, { clock, budgets: ownBudgets(clock) });
  return {
    clock,
    agenda,
    spool,
    sinks,
    carriers,
    async close() {
      await carriers.close();
      await sinks.close();
      await rm(spool, { recursive: true, force: true });
    },
  };
};
