import { addMinutes } from '../domain/time.js';
import { Fault } from './fault.js';
import type { Carrier } from './ports.js';
import type { AttemptEnd, UnknownDelivery } from './ports/notices.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'carriers' | 'policy' | 'log'>;

const LIMIT = 100;
/** Questions at the same time: a carrier that hangs costs each of them its time-out, and a worker waits for all. */
const AT_ONCE = 20;

/**
 * Finds out what became of hand-overs whose answer was lost: by asking the carrier with our own key, or by sending
 * again where the carrier takes the same key once; else by the carrier's policy, again or a person.
 */
export const resolveUnknown =
  (deps: Needs) =>
  async (_: { readonly none?: never }): Promise<void> => {
    const { store, clock, carriers, policy } = deps;
    const open = await store.transact(tx => tx.deliveries.unknown(clock.now(), LIMIT));
    const byName = new Map(carriers.map(carrier => [carrier.name, carrier]));
    const results: AttemptEnd[] = [];
    for (let i = 0; i < open.length; i += AT_ONCE)
      results.push(
        ...(await Promise.all(
          open.slice(i, i + AT_ONCE).map(delivery => resolve(deps, delivery, byName.get(delivery.carrier))),
        )),
      );
    if (results.length === 0) return;
    await store.insist(async tx => {
      await tx.deliveries.endAttempts(results);
      const at = clock.now();
      const { mirrorAfterMinutes } = await policy(tx);
      const done = results.filter(result => result.state === 'accepted');
      await tx.outbox.put(
        done.map(({ delivery }) => ({
          kind: 'activity',
          subject: delivery,
          dueAt: addMinutes(at, mirrorAfterMinutes),
        })),
      );
      const asked = new Set(
        results.filter(result => result.state !== 'planned').map(result => result.delivery),
      );
      await tx.notices.checkAt(
        [...new Set(open.filter(delivery => asked.has(delivery.id)).map(delivery => delivery.notice))],
        at,
      );
    });
    deps.log.info('unknown outcomes resolved', {
      accepted: results.filter(r => r.state === 'accepted').length,
      again: results.filter(r => r.state === 'planned').length,
      asked: results.filter(r => r.reason === 'outcome.unknown').length,
    });
  };

const resolve = async (
  { clock }: Needs,
  delivery: UnknownDelivery,
  carrier: Carrier | undefined,
): Promise<AttemptEnd> => {
  const at = clock.now();
  const base = { delivery: delivery.id, n: delivery.n, at, carrier: delivery.carrier };
  const again: AttemptEnd = {
    ...base,
    result: 'unknown',
    reference: null,
    reason: null,
    state: 'planned',
    sendAt: at,
  };
  const ask: AttemptEnd = {
    ...base,
    result: 'unknown',
    reference: null,
    reason: 'outcome.unknown',
    state: 'unknown',
    sendAt: null,
  };
  if (carrier === undefined) return ask;
  try {
    const answer = await carrier.lookup(delivery.key, delivery.id);
    if (answer?.known === true)
      return {
        ...base,
        result: 'accepted',
        reference: answer.reference,
        reason: null,
        state: 'accepted',
        sendAt: null,
      };
    if (answer?.known === false) return again;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // The carrier does not answer now; the question stands and is asked again.
    return { ...ask, reason: null, sendAt: addMinutes(at, 1) };
  }
  const policy = carrier.onUnknown[delivery.debtCase === null ? 'outage' : 'debt'];
  return carrier.honoursKeys || policy === 'again' ? again : ask;
};
