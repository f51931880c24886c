/** After the run: what did not run for want of a server, and how to let it. */
const { readFileSync, rmSync } = require('node:fs');
const { dirname } = require('node:path');

module.exports = () => {
  const file = process.env.FOREWARN_TESTS_NOT_RUN;
  const missing = [...new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))];
  rmSync(dirname(file), { recursive: true, force: true });
  if (missing.length > 0)
    process.stderr.write(
      [
        `\nNot run, because no PostgreSQL server answers (${process.env.FOREWARN_NO_TEST_SERVER}):`,
        ...missing.map(what => `  ${what}`),
        'Start one on localhost:5432, or name one in TEST_DATABASE_URL.\n',
      ].join('\n'),
    );
};
