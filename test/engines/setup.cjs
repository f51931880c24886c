/**
 * Before the run: which PostgreSQL server and which Redis the tests may use. The workers read it from the environment. Plain JavaScript,
 * for the runner loads this file before it knows how to load ours.
 */
const { mkdtempSync, writeFileSync } = require('node:fs');
const { tmpdir, userInfo } = require('node:os');
const { join } = require('node:path');
const { Redis } = require('ioredis');
const { Client } = require('pg');

/** Where a server may be: the one named, else on this machine, over TCP or its socket, as the user we are. */
const candidates = () => {
  const named = process.env.TEST_DATABASE_URL;
  if (named) return [named];
  const user = encodeURIComponent(userInfo().username);
  return [
    `postgresql://${user}@localhost:5432/postgres`,
    `postgresql://localhost/postgres?host=/var/run/postgresql&user=${user}`,
  ];
};

const MADE_BY_TESTS = 'forewarn_test_';
const AN_HOUR_MS = 3_600_000;
const A_WEEK_MS = 7 * 24 * AN_HOUR_MS;

/** What aborted runs left: databases of test files after an hour, templates of other schemas after a week. */
const sweep = async client => {
  const { rows } = await client.query(
    `select datname as name, shobj_description(oid, 'pg_database') as made,
            exists (select from pg_stat_activity a where a.datid = d.oid) as busy
       from pg_database d where datname like '${MADE_BY_TESTS}%'`,
  );
  for (const { name, made, busy } of rows) {
    const limit = name.startsWith(`${MADE_BY_TESTS}template_`) ? A_WEEK_MS : AN_HOUR_MS;
    // Without a comment it is being made this moment, by another run.
    if (!busy && made !== null && Date.now() - Date.parse(made) > limit)
      await client.query(`drop database if exists ${name}`).catch(() => undefined);
  }
};

const use = async url => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const { rows } = await client.query(
      'select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user',
    );
    if (!rows[0].may) throw new Error('its user may not create databases');
    await sweep(client);
  } finally {
    await client.end();
  }
};

const findServer = async () => {
  const reasons = [];
  for (const url of candidates())
    try {
      await use(url);
      process.env.FOREWARN_TEST_SERVER = url;
      return;
    } catch (error) {
      reasons.push(error.code ?? error.message);
    }
  process.env.FOREWARN_TEST_SERVER = '';
  process.env.FOREWARN_NO_TEST_SERVER = reasons.join(', ');
  if (process.env.CI === 'true')
    throw new Error(
      `No PostgreSQL server for the tests (${reasons.join(', ')}): start one on localhost, or name it in TEST_DATABASE_URL.`,
    );
};

/** The Redis named, else the one on this machine. */
const findRedis = async () => {
  const url = process.env.TEST_REDIS_URL || 'redis://127.0.0.1:6379';
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 3000, retryStrategy: () => null });
  let reason = 'no answer';
  redis.on('error', error => (reason = error.code ?? error.message));
  try {
    await redis.connect();
    await redis.ping();
    process.env.FOREWARN_TEST_REDIS = url;
  } catch {
    process.env.FOREWARN_TEST_REDIS = '';
    process.env.FOREWARN_NO_TEST_REDIS = reason;
    if (process.env.CI === 'true')
      throw new Error(
        `No Redis for the tests (${reason}): start one on localhost, or name it in TEST_REDIS_URL.`,
      );
  } finally {
    redis.disconnect();
  }
};

module.exports = async () => {
  process.env.FOREWARN_TESTS_NOT_RUN = join(mkdtempSync(join(tmpdir(), 'forewarn-run-')), 'not-run');
  writeFileSync(process.env.FOREWARN_TESTS_NOT_RUN, '');
  await findServer();
  await findRedis();
};
