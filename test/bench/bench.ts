import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { openEmbeddedStore } from '../../server/adapters/store/embedded.js';
import { benchDelivery, type DeliveryFigures } from './delivery.js';

const USAGE = `npm run bench -- delivery [--homes N] [--json FILE]
  one planned campaign from the directory to the CRM: real seconds, calls to HubSpot, memory of the server`;

const tableOf = ({ engine, homes, phases, messages, duplicates, activities }: DeliveryFigures): string => {
  const notices = phases.find(({ phase }) => phase === 'rehearsal')?.items ?? 0;
  const rows = phases.map(({ phase, items, what, seconds, crmCalls, peakMb }) => [
    phase,
    `${items} ${what}`,
    `${seconds.toFixed(1)} s`,
    `${Math.round(items / seconds)}/s`,
    `${((1000 * crmCalls) / Math.max(1, notices)).toFixed(1)}`,
    `${peakMb} MB`,
  ]);
  const all = [['phase', 'work', 'time', 'rate', 'calls per 1,000 notices', 'memory'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map(row => row[column]?.length ?? 0))) ?? [];
  const lines = all.map(row =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  const sent = Object.entries(messages)
    .map(([channel, count]) => `${count} ${channel}`)
    .join(', ');
  return [
    `${engine}, ${homes} homes, Node ${process.version}, ${cpus().length} cores`,
    ...lines,
    `Received: ${sent}; ${duplicates} twice; ${activities} activities in the CRM.`,
  ].join('\n');
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { homes: { type: 'string' }, json: { type: 'string' }, help: { type: 'boolean' } },
  });
  const homes = Number(values.homes ?? 5000);
  if (values.help === true || positionals[0] !== 'delivery' || !Number.isInteger(homes) || homes < 1) {
    console.log(USAGE);
    if (values.help !== true) process.exitCode = 1;
    return;
  }
  const figures: DeliveryFigures[] = [];
  figures.push(await benchDelivery('embedded', await openEmbeddedStore({ folder: null }), homes));
  for (const one of figures) console.log(`\n${tableOf(one)}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
};

main().catch((error: unknown) => {
  console.error(error instanceof TypeError ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 1;
});
