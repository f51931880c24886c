import {
  judgeRequest,
  type AskedOnce,
  type RequestMove,
  type StoredRequest,
} from '../../server/domain/office/request.js';
import { addHours, addMinutes } from '../../server/domain/time.js';
import { at } from './builders.js';

const NOW = at('Monday 2026-11-23T09:00+01:00');
const ASKED: AskedOnce = {
  key: 'k',
  actor: 'ida@utility.example',
  route: 'POST /outages/1/launch',
  sha256: 'aa',
};
const stored = (changes: Partial<StoredRequest>): StoredRequest => ({
  ...ASKED,
  state: 'running',
  claim: 1,
  at: NOW,
  claimedAt: NOW,
  status: null,
  answer: null,
  ...changes,
});
const longAgo = { at: addHours(NOW, -1), claimedAt: addMinutes(NOW, -5) };

test.each<[string, StoredRequest | null, RequestMove]>([
  ['nothing is known', null, 'run'],
  ['it is under way', stored({}), 'wait'],
  ['it was begun almost five minutes ago', stored({ claimedAt: addMinutes(NOW, -4.99) }), 'wait'],
  ['it was begun five minutes ago and has died', stored(longAgo), 'again'],
  ['it ended without an answer', stored({ state: 'failed' }), 'again'],
  ['it is done', stored({ state: 'done' }), 'replay'],
  ['it was done almost a day ago', stored({ state: 'done', at: addHours(NOW, -23.99) }), 'replay'],
  ['it was done a day ago', stored({ state: 'done', at: addHours(NOW, -24) }), 'run'],
  ['another body was done', stored({ state: 'done', sha256: 'bb' }), 'reused'],
  ['another body is under way', stored({ sha256: 'bb' }), 'reused'],
  ['another body ended without an answer', stored({ state: 'failed', sha256: 'bb' }), 'reused'],
  ['somebody else used it', stored({ state: 'done', actor: 'marta@utility.example' }), 'reused'],
  ['it was used elsewhere', stored({ state: 'done', route: 'POST /outages' }), 'reused'],
  ['somebody else used it long ago', stored({ actor: 'x', at: addHours(NOW, -25) }), 'run'],
])('%s: %#', (_, known, move) => {
  expect(judgeRequest(known, ASKED, NOW)).toBe(move);
});
