import { ConfigError } from './adapters/config/read-yaml.js';
import type { CalendarYear } from './domain/rules/holidays.js';
import { loadConfig } from './load-config.js';

/** For each year the places that nothing is lacking of: where a place is missing, its working days cannot be counted. */
const known = (calendars: readonly CalendarYear[]): readonly string[] =>
  [...new Set(calendars.map(({ year }) => year))].sort().map(year => {
    const places = calendars.filter(file => file.year === year).flatMap(file => file.places);
    const whole = places.filter(({ lacks }) => lacks === null).map(({ key }) => key);
    return `calendars of ${year}, whole: ${whole.sort().join(' ') || 'none'}`;
  });

/** `npm run check:config`: reads everything under config/ as the server does, and says what it found. */
try {
  const config = loadConfig();
  for (const line of known(config.calendars)) console.log(line);
  console.log(
    `config: ${config.rulebooks.length} rulebook(s), languages ${config.texts.languages.join(', ')}: all read`,
  );
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
