// A process of its own for HubSpot's bundler: an ES module, talkative, and led by NODE_ENV.
//   node build-bundles.mjs '[{"root": …, "entryPoint": …, "outputDir": …}, …]'
// Says the number of each entry as it is begun, one a line; ends with 1 and the reason on the first that fails.
import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';

const say = console.log.bind(console);
Object.assign(console, { log: () => undefined, info: () => undefined, error: () => undefined });
const [entries = '[]'] = process.argv.slice(2);
try {
  for (const [n, entry] of JSON.parse(entries).entries()) {
    say(n);
    await remoteBuild({ ...entry, logLevel: 'silent' });
  }
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
