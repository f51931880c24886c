/** After the run: what did not run for want of a server, and how to let it. */
const { readFileSync, rmSync } = require('node:fs');
const { dirname } = require('node:path');

module.exports = () => {
  const file = process.env.FOREWARN_TESTS_NOT_RUN;
  const missing = [...new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))];
  rmSync(dirname(file), { recursive: true, force: true });
  if (missing.length === 0) return;
  const { FOREWARN_NO_TEST_SERVER: noServer, FOREWARN_NO_TEST_REDIS: noRedis } = process.env;
  process.stderr.write(
    [
      '\nNot run, for want of a server:',
      ...missing.map(what => `  ${what}`),
      ...(noServer
        ? [
            `No PostgreSQL answers (${noServer}): start one on localhost:5432, or name one in TEST_DATABASE_URL.`,
          ]
        : []),
      ...(noRedis
        ? [`No Redis answers (${noRedis}): start one on localhost:6379, or name one in TEST_REDIS_URL.`]
        : []),
      '',
    ].join('\n'),
  );
};
