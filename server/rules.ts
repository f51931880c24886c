import { readFileSync } from 'node:fs';
import { systemClock } from './adapters/clock.js';
import { ConfigError } from './adapters/config/read-yaml.js';
import { answerText, inForceText } from './adapters/rules/answer-text.js';
import { readQuestion } from './adapters/rules/question.js';
import { askTheLaw } from './domain/rules/ask.js';
import { civilDateIn, isCivilDate, type Zone } from './domain/time.js';
import { loadConfig, type Config } from './load-config.js';

const USAGE = `npm run rules -- list [day]   what is in force on a day (today, in UTC), by jurisdiction
npm run rules -- check        read every rulebook and calendar
npm run rules -- ask          a question as JSON on standard input, the answer as JSON
npm run rules -- explain      the same, as text with its arithmetic
The form of a question: docs/rules.md`;

const fail = (text: string): void => {
  console.error(text);
  process.exitCode = 1;
};

const answer = ({ rulebooks }: Config, show: (found: Parameters<typeof answerText>[0]) => string): void => {
  const read = readQuestion(readFileSync(0, 'utf8'));
  if (!read.ok) {
    fail(read.mistakes.join('\n'));
    return;
  }
  const found = askTheLaw(
    rulebooks.map(({ rulebook }) => rulebook),
    read.question,
  );
  if (found.ok) console.log(show(found.value));
  else
    fail(
      found.refusals
        .map(({ code, message, lawful }) => `${code}: ${message}${lawful === undefined ? '' : ` ${lawful}`}`)
        .join('\n'),
    );
};

const list = ({ rulebooks }: Config, day: string | undefined): void => {
  const on = day ?? civilDateIn('UTC' as Zone, systemClock.now());
  if (!isCivilDate(on)) {
    fail(`"${on}" is no day such as 2026-01-31.`);
    return;
  }
  console.log(
    inForceText(
      rulebooks.map(({ rulebook }) => rulebook),
      on,
    ),
  );
};

/** `npm run rules`: the compliance engine alone, for a lawyer or an auditor. */
const main = ([command = '', argument]: readonly string[]): void => {
  const config = loadConfig();
  switch (command) {
    case 'list':
      list(config, argument);
      return;
    case 'check':
      console.log(
        `${config.rulebooks.length} rulebook(s), ${config.calendars.length} calendar year(s): all read, none contradicts another`,
      );
      return;
    case 'ask':
      answer(config, found => JSON.stringify(found, null, 2));
      return;
    case 'explain':
      answer(config, answerText);
      return;
    default:
      fail(USAGE);
  }
};

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  fail(error.message);
}
