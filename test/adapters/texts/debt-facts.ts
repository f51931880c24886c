import type { DebtNoticeFacts, DebtNoticeKind } from '../../../server/domain/debt/notice.js';
import { money } from '../../../server/domain/money.js';
import { instant, type CivilDate } from '../../../server/domain/time.js';
import { HIGH_STREET } from './shipped.js';

const day = (text: string) => text as CivilDate;

/** Three bills of Mary's, in pence or cents as the currency has them; the day of the letter is Monday 23 November 2026. */
export const debtFacts = (
  kind: DebtNoticeKind,
  over: Partial<DebtNoticeFacts> = {},
  currency = 'EUR',
): DebtNoticeFacts => ({
  kind,
  ref: 'K7M2Q',
  addresseeName: 'Mary O’Neil',
  role: 'holder',
  customerClass: 'residential',
  accountNumber: '900012344821',
  premises: [HIGH_STREET],
  lifeSupport: false,
  owed: money(118_420, currency),
  bills: [
    { id: '2026-0117', issued: day('2026-08-03'), due: day('2026-08-24'), unpaid: money(40_000, currency) },
    { id: '2026-0129', issued: day('2026-09-03'), due: day('2026-09-24'), unpaid: money(39_210, currency) },
    { id: '2026-0141', issued: day('2026-10-05'), due: day('2026-10-26'), unpaid: money(39_210, currency) },
  ],
  payBy: day('2026-12-12'),
  earliestCut: day('2027-01-05'),
  act: 'disconnection',
  again: false,
  reconnectionFee: money(5_800, currency),
  plan:
    kind === 'plan_offer' || kind === 'plan_confirmed'
      ? {
          parts: [
            { on: day('2026-12-15'), amount: money(39_473, currency) },
            { on: day('2027-01-15'), amount: money(39_473, currency) },
            { on: day('2027-02-15'), amount: money(39_474, currency) },
          ],
          until: day('2027-02-15'),
        }
      : null,
  received: kind === 'payment_received' || kind === 'reconnection' ? money(118_420, currency) : null,
  reconnectBy: kind === 'reconnection' ? instant('2026-11-24T18:00+01:00') : null,
  ...(kind === 'payment_received' || kind === 'reconnection' ? { owed: money(0, currency) } : {}),
  ...over,
});
