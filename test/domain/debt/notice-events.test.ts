import {
  eventsOfDelivery,
  formsToGive,
  type DebtProgress,
} from '../../../server/domain/debt/notice-events.js';
import type { DeliveryId } from '../../../server/domain/ids.js';
import { at, BERLIN, day } from '../builders.js';
import { EUR } from './one-case.js';

const MORNING = at('Tuesday 2026-01-20T09:00Z');
const LATER = at('Wednesday 2026-01-21T09:00Z');
const progress = (changes: Partial<DebtProgress>): DebtProgress => ({
  id: 'd1' as DeliveryId,
  step: 'first',
  channel: 'letter',
  form: 'registeredLetter',
  state: 'planned',
  stateAt: MORNING,
  acceptedAt: null,
  postedAt: null,
  deliveredAt: null,
  proof: null,
  attempts: [],
  facts: { kind: 'initial_notice', owed: EUR(18000), earliestCut: day('Wednesday 2026-03-11') },
  ...changes,
});
const mail = (changes: Partial<DebtProgress>) => progress({ channel: 'email', form: 'email', ...changes });

describe('what a delivery means for its case', () => {
  it.each<[string, DebtProgress, readonly string[]]>([
    ['planned: nothing has happened', progress({}), []],
    ['a letter at the printer has not left', progress({ state: 'accepted', acceptedAt: MORNING }), []],
    [
      'a letter in the post has',
      progress({ state: 'posted', acceptedAt: MORNING, postedAt: LATER }),
      [`sent ${LATER}`],
    ],
    ['a mail the carrier took has', mail({ state: 'accepted', acceptedAt: MORNING }), [`sent ${MORNING}`]],
    [
      'it arrived',
      mail({ state: 'delivered', acceptedAt: MORNING, deliveredAt: LATER }),
      [`sent ${MORNING}`, `delivered ${LATER}`],
    ],
    [
      'it arrived though the post never said that it had it',
      progress({ state: 'delivered', acceptedAt: MORNING, deliveredAt: LATER }),
      [`sent ${LATER}`, `delivered ${LATER}`],
    ],
    [
      'it came back',
      progress({ state: 'returned', acceptedAt: MORNING, postedAt: MORNING, stateAt: LATER }),
      [`sent ${MORNING}`, `returned ${LATER}`],
    ],
    [
      'the post came twice and met nobody',
      progress({ state: 'posted', acceptedAt: MORNING, postedAt: MORNING, attempts: [MORNING, LATER] }),
      [`sent ${MORNING}`, `attempted ${MORNING}`, `attempted ${LATER}`],
    ],
    ['it failed before it had left', mail({ state: 'failed', stateAt: LATER }), []],
    ['it was taken back', mail({ state: 'superseded', stateAt: LATER }), []],
  ])('%s', (_, delivery, said) => {
    expect(eventsOfDelivery(delivery).map(({ type, at: moment }) => `${type} ${moment}`)).toEqual(said);
  });

  it('carries the sum, the day and the proof', () => {
    const [sent, delivered] = eventsOfDelivery(
      progress({ state: 'delivered', postedAt: MORNING, deliveredAt: LATER, proof: 'receivedSigned' }),
    );
    expect(sent).toMatchObject({
      notice: 'first',
      channel: 'registeredLetter',
      claimed: EUR(18000),
      dateShown: '2026-03-11',
    });
    expect(delivered).toMatchObject({ delivery: 'd1', proof: 'receivedSigned' });
  });
});

describe('which forms of a step are to be given now', () => {
  const GIVE = {
    notice: 'first',
    forms: [
      ['email', 'sms'],
      ['letter', 'registeredLetter'],
    ],
  } as const;
  const TODAY = day('Wednesday 2026-01-21');
  const failed = (stateAt: typeof MORNING) => progress({ state: 'failed', stateAt });
  it.each<[string, readonly DebtProgress[], number, number]>([
    ['nothing was tried', [], 2, 0],
    ['the letter is at the printer', [progress({ state: 'accepted', acceptedAt: MORNING })], 1, 0],
    ['the answer of the mail’s hand-over was lost', [mail({ state: 'unknown' })], 1, 0],
    ['the letter was planned for another step', [progress({ step: 'final' })], 2, 0],
    ['the letter failed yesterday', [failed(MORNING)], 2, 0],
    ['the letter failed today', [failed(LATER)], 1, 0],
    ['the letter failed three times', [failed(MORNING), failed(MORNING), failed(MORNING)], 1, 1],
    [
      'it had left and came back, which is no failure of ours',
      [progress({ state: 'returned', postedAt: MORNING })],
      2,
      0,
    ],
  ])('%s', (_, deliveries, now, byHand) => {
    const found = formsToGive(GIVE, deliveries, TODAY, BERLIN);
    expect([found.now.length, found.byHand.length]).toEqual([now, byHand]);
  });
});
