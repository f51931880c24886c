import type { Clock } from '../../workflows/ports.js';
import type { Budgets, Rate } from '../../workflows/ports/budget.js';
import { byName, makeBudget, ownPlaces, type Answer, type OwnPlaces, type Places } from './budget.js';
import type { RedisLink } from './redis.js';

/** Who was told to come back at a moment keeps its turn for so long after it; then it is taken to be gone. */
const PATIENCE_MS = 2000;
/** Longer than any interval or closing; it only cleans up after a portal that is no more. */
const KEEP_MS = 48 * 3_600_000;

/**
 * Starts are a sorted set by their moment; who waits is in a hash with its turn. A start is granted only while fewer than
 * the cap lie within an interval of it, so a clock that is a little off can cost time but no place too many; what lies
 * more than an interval ahead comes from a clock that is wrong, and counts for nobody else.
 */
const TAKE = `
local starts, waiting, state = KEYS[1], KEYS[2], KEYS[3]
local now, cap, interval = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local client, place, patience, keep = ARGV[4], ARGV[5], tonumber(ARGV[6]), ARGV[7]
local function stay() for _, key in ipairs(KEYS) do redis.call('pexpire', key, keep) end end
for i = 8, #ARGV do redis.call('zadd', starts, ARGV[i], place .. '+' .. i) end
local closed = tonumber(redis.call('hget', state, 'closed') or '0')
if closed > now then return {2, closed} end
redis.call('zremrangebyscore', starts, '-inf', string.format('%.0f', now - 2 * interval))
local from, to = '(' .. string.format('%.0f', now - interval), string.format('%.0f', now + interval)
local started = redis.call('zcount', starts, from, to)

local turns, mine, before, gone = redis.call('hgetall', waiting), nil, 0, nil
for i = 1, #turns, 2 do if turns[i] == client then mine = tonumber(string.match(turns[i + 1], '^%d+')) end end
for i = 1, #turns, 2 do
  local turn, expiry = string.match(turns[i + 1], '^(%d+) (%d+)$')
  turn, expiry = tonumber(turn), tonumber(expiry)
  if turns[i] ~= client then
    if expiry < now then redis.call('hdel', waiting, turns[i])
    elseif mine == nil or turn < mine then
      before = before + 1
      if gone == nil or expiry < gone then gone = expiry end
    end
  end
end

local held = tonumber(redis.call('hget', state, 'held') or '0')
local lacking = before - (cap - started)
if held <= now and lacking < 0 then
  redis.call('zadd', starts, ARGV[1], place)
  redis.call('hdel', waiting, client)
  stay()
  return {0, 0}
end
local at = now + interval
if lacking < 0 then at = now
elseif started > 0 then
  local next = redis.call('zrangebyscore', starts, from, to, 'withscores', 'limit', math.min(lacking, started - 1), 1)
  at = tonumber(next[2]) + interval
end
if gone ~= nil and gone + 1 < at then at = gone + 1 end
if held > at then at = held end
if at <= now then at = now + 1 end
if mine == nil then mine = redis.call('hincrby', state, 'turns', 1) end
redis.call('hset', waiting, client, string.format('%.0f %.0f', mine, at + patience))
stay()
return {1, at - now}
`;

/** A later moment stands. */
const BAR = `
local known = tonumber(redis.call('hget', KEYS[1], ARGV[1]) or '0')
if tonumber(ARGV[2]) > known then redis.call('hset', KEYS[1], ARGV[1], ARGV[2]) end
redis.call('pexpire', KEYS[1], ARGV[3])
return 0
`;

/** What one of so many processes may use alone while they cannot ask each other. */
export const partOf = ({ cap, intervalMs }: Rate, processes: number): Rate =>
  cap >= processes
    ? { cap: Math.floor(cap / Math.max(1, processes)), intervalMs }
    : { cap: 1, intervalMs: Math.ceil((intervalMs * processes) / cap) };

interface SharedParts {
  readonly redis: RedisLink;
  readonly clock: Clock;
  /** This process, among those that share. */
  readonly client: string;
  /** How many of them were alive when it was last known. */
  readonly processes: () => number;
}

const sharedPlaces = ({ redis, client, processes }: SharedParts, name: string): Places => {
  const own: OwnPlaces = ownPlaces();
  const keys = ['starts', 'waiting', 'state'].map(part => `${redis.prefix}:budget:${name}:${part}`);
  const [, , state = ''] = keys;
  let asked = 0;
  /** Places taken while Redis did not know of it. */
  let untold: readonly number[] = [];
  const alone = (rate: Rate, now: number): Answer => {
    const answer = own.take(partOf(rate, processes()), now);
    if (answer === 0) untold = [...untold.filter(start => start > now - rate.intervalMs), now];
    return answer;
  };
  const ask = async ({ cap, intervalMs }: Rate, now: number): Promise<Answer> => {
    const telling = untold;
    const [kind, value] = (await redis.client.eval(
      TAKE,
      keys.length,
      ...keys,
      now,
      cap,
      intervalMs,
      client,
      `${client}/${(asked += 1)}`,
      PATIENCE_MS,
      KEEP_MS,
      ...telling,
    )) as [number, number];
    untold = untold.filter(start => !telling.includes(start));
    if (kind === 0) own.note(now);
    return kind === 2 ? { closedUntil: value } : value;
  };
  const bar = (field: 'held' | 'closed', until: number): void => {
    if (redis.isUp()) redis.client.eval(BAR, 1, state, field, until, KEEP_MS).catch(redis.doubt);
  };
  return {
    take: (rate, now) => {
      const barred = own.barred(now);
      if (barred !== 0) return barred;
      if (!redis.isUp()) return alone(rate, now);
      return ask(rate, now).catch((error: unknown) => {
        redis.doubt(error);
        return alone(rate, now);
      });
    },
    hold: until => {
      own.hold(until);
      bar('held', until);
    },
    close: until => {
      own.close(until);
      bar('closed', until);
    },
  };
};

/** Budgets that all processes with the same Redis share; while it does not answer, each keeps to its part. */
export const sharedBudgets = (parts: SharedParts): Budgets =>
  byName(name => makeBudget(sharedPlaces(parts, name), parts.clock));
