import { carrierStateOf, type CarrierWork } from '../../server/domain/office/carrier-health.js';

const work = (counts: Partial<CarrierWork>): CarrierWork => {
  const { accepted = 0, rejected = 0, putOff = 0, unanswered = 0 } = counts;
  return {
    carrier: 'sms',
    attempts: accepted + rejected + putOff + unanswered,
    accepted,
    rejected,
    putOff,
    unanswered,
    lastAcceptedAt: null,
  };
};

test.each([
  ['nothing to do', null, 'idle'],
  ['no hand-over', work({}), 'idle'],
  ['all taken', work({ accepted: 5 }), 'working'],
  ['wrong numbers only: the carrier is well', work({ rejected: 5 }), 'working'],
  ['one in ten put off', work({ accepted: 9, putOff: 1 }), 'working'],
  ['one in five put off', work({ accepted: 8, putOff: 2 }), 'slow'],
  ['half of them without an answer', work({ accepted: 1, unanswered: 1 }), 'slow'],
  ['nothing taken', work({ putOff: 3 }), 'down'],
] as const)('a carrier with %s', (_, given, state) => {
  expect(carrierStateOf(given, false)).toBe(state);
  expect(carrierStateOf(given, true)).toBe('off');
});
