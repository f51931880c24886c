import { ConfigError } from './adapters/config/read-yaml.js';
import { loadConfig } from './load-config.js';

/** `npm run check:config`: reads everything under config/ as the server does, and says what it found. */
try {
  const config = loadConfig();
  console.log(
    `config: ${config.rulebooks.length} rulebook(s), ${config.calendars.length} calendar year(s), languages ${config.texts.languages.join(', ')}: all read`,
  );
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
