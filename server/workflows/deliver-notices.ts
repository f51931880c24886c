import { isAboutTheAddress, type Channel } from '../domain/contact-point.js';
import { withdrawals } from '../domain/debt/still-due.js';
import type { DeliveryId } from '../domain/ids.js';
import { retryAt } from '../domain/notice/next-move.js';
import type { BrandChoices, Policy } from '../domain/policy.js';
import { addMinutes, addSeconds, type Instant } from '../domain/time.js';
import { mailSender, textSender } from '../domain/office/senders.js';
import { Fault } from './fault.js';
import type { Carrier, OutgoingMessage } from './ports.js';
import type { AttemptEnd, ClaimedDelivery, RenditionRow } from './ports/notices.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';
import { RENEW_EVERY_SECONDS } from './ports/workers.js';

type Needs = Pick<
  Deps,
  'store' | 'clock' | 'realNow' | 'ids' | 'texts' | 'letters' | 'blobs' | 'carriers' | 'policy' | 'log'
>;

/** What one run works with: the policy as it was when the batch was claimed. */
type Run = Omit<Needs, 'policy'> & { readonly policy: Policy };

/**
 * Sends a batch, each delivery once. Claim, then render and hand over outside any transaction; `handing` is committed
 * just before each hand-over, for no more of them than the carrier takes at a time, so that after a crash only those
 * are unknown.
 */
export const deliverNotices = (deps: Needs) => {
  const shownAs = brandedTexts(deps);
  return async ({ deliveries: ids }: { readonly deliveries: readonly DeliveryId[] }): Promise<void> => {
    const { store, clock } = deps;
    const { claimed, policy } = await store.transact(async tx => ({
      claimed: await tx.deliveries.claim(ids, clock.now()),
      policy: await deps.policy(tx),
    }));
    try {
      const run = { ...deps, ...shownAs(policy.brand), policy };
      for (const [channel, batch] of byChannel(claimed)) await deliverOn(run, channel, batch);
    } catch (error) {
      // This process lives on, so nobody else would give back what it leaves claimed.
      const left = claimed.map(delivery => delivery.id);
      await store.insist(tx => tx.deliveries.giveBack(left, clock.now()));
      throw error;
    }
  };
};

/** The texts and letters with the brand as it is chosen now; made anew only when that changes. */
const brandedTexts = ({ texts, letters }: Pick<Needs, 'texts' | 'letters'>) => {
  let last = { key: '', texts, letters };
  return (brand: BrandChoices | undefined): Pick<Needs, 'texts' | 'letters'> => {
    const key = JSON.stringify(brand ?? '');
    if (key !== last.key) last = { key, texts: texts.as(brand), letters: letters.as(brand) };
    return { texts: last.texts, letters: last.letters };
  };
};

const byChannel = (claimed: readonly ClaimedDelivery[]): ReadonlyMap<Channel, readonly ClaimedDelivery[]> => {
  const groups = new Map<Channel, ClaimedDelivery[]>();
  for (const delivery of claimed)
    groups.set(delivery.channel, [...(groups.get(delivery.channel) ?? []), delivery]);
  return groups;
};

/** Minutes until a message of a channel whose carriers are all switched off is looked at again. */
const OFF_MINUTES = 5;

const deliverOn = async (deps: Run, channel: Channel, batch: readonly ClaimedDelivery[]): Promise<void> => {
  const all = deps.carriers.filter(carrier => carrier.channel === channel);
  const carriers = all.filter(({ name }) => deps.policy.carriersOff?.includes(name) !== true);
  const [preferred] = carriers;
  if (preferred === undefined && all.length > 0) {
    // Switched off by a person: it waits, and whoever would be late gets the next channel as always.
    const sendAt = addMinutes(deps.clock.now(), OFF_MINUTES);
    await finish(
      deps,
      batch.map(delivery =>
        ended(delivery, 'none', 'retry', deps.clock.now(), 'planned', { reason: 'carrier.off', sendAt }),
      ),
      [],
    );
    return;
  }
  if (preferred === undefined) {
    await finish(
      deps,
      batch.map(delivery =>
        ended(delivery, 'none', 'rejected', deps.clock.now(), 'failed', { reason: 'carrier.none' }),
      ),
      [],
    );
    return;
  }
  let rest = batch;
  while (rest.length > 0) {
    const chunk = rest.slice(0, preferred.concurrency);
    rest = rest.slice(chunk.length);
    await deliverChunk(deps, carriers, chunk);
  }
};

interface Prepared {
  readonly delivery: ClaimedDelivery;
  readonly carrier: Carrier;
  readonly message: OutgoingMessage;
  readonly rendition: RenditionRow;
}

const deliverChunk = async (
  deps: Run,
  carriers: readonly Carrier[],
  chunk: readonly ClaimedDelivery[],
): Promise<void> => {
  const { store, clock } = deps;
  const prepared: Prepared[] = [];
  const unprintable: AttemptEnd[] = [];
  for (const delivery of chunk) {
    // After a passing fault the next carrier of the channel has its turn.
    const carrier = carriers[delivery.attempts % carriers.length];
    if (carrier === undefined) continue;
    try {
      prepared.push({ delivery, carrier, ...(await prepare(deps, delivery, carrier.name)) });
    } catch (error) {
      // One text that cannot be set must not hold up the others; this person gets another channel, or a person.
      deps.log.error('notice not rendered', {
        delivery: delivery.id,
        kind: delivery.kind,
        channel: delivery.channel,
        fault: error instanceof Fault ? error.code : String(error),
      });
      unprintable.push(
        ended(delivery, carrier.name, 'rejected', clock.now(), 'failed', {
          reason: error instanceof Fault ? error.code : 'text.failed',
        }),
      );
    }
  }
  const started = new Set(
    await store.transact(async tx => {
      const paid = await withdrawUnowed(tx, prepared, clock.now());
      const ours = await tx.deliveries.startAttempts(
        prepared
          .filter(item => !paid.has(item.delivery.id))
          .map(({ delivery, carrier }) => ({
            delivery: delivery.id,
            n: delivery.attempts + 1,
            carrier: carrier.name,
            at: clock.now(),
          })),
      );
      const sent = new Set(ours);
      await tx.deliveries.saveRenditions(
        prepared.filter(item => sent.has(item.delivery.id)).map(item => item.rendition),
      );
      return ours;
    }),
  );
  // What is not among them was taken over while we stood still: it is another's now.
  const handedOver = await Promise.allSettled(
    prepared.filter(item => started.has(item.delivery.id)).map(item => handOver(deps, item)),
  );
  // One that fails by a bug takes nothing from the others: what is known of them is recorded first.
  const results = handedOver.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []));
  await finish(deps, [...results, ...unprintable], chunk);
  const bug = handedOver.find(one => one.status === 'rejected');
  if (bug !== undefined) throw bug.reason;
};

/** Takes back notices of debts that are not owed so any more: read as late as can be, in the transaction that starts them. */
const withdrawUnowed = async (
  tx: Tx,
  prepared: readonly Prepared[],
  now: Instant,
): Promise<ReadonlySet<DeliveryId>> => {
  const deliveries = prepared.map(({ delivery }) => delivery);
  const cases = [...new Set(deliveries.flatMap(({ debtCase }) => debtCase ?? []))];
  if (cases.length === 0) return new Set();
  const withdrawn = withdrawals(deliveries, await tx.debtCases.events(cases), now);
  await tx.deliveries.withdraw(withdrawn, now);
  await tx.debtCases.wakeEach([...new Set(withdrawn.map(({ debtCase }) => debtCase))], now);
  return new Set(withdrawn.map(({ id }) => id));
};

/** The text as it will be sent, its hash, and for a letter the file behind it. */
const prepare = async (
  { texts, letters, blobs, ids, clock, policy }: Run,
  delivery: ClaimedDelivery,
  carrier: string,
): Promise<Pick<Prepared, 'message' | 'rendition'>> => {
  const { channel, language, zone, facts, kind } = delivery;
  const at = clock.now();
  const content = texts.render({ channel, language, zone, on: at, facts });
  const base = { delivery: delivery.id, key: delivery.key, language };
  const rendition = (sha256: string): RenditionRow => ({
    delivery: delivery.id,
    template: texts.template(kind),
    at,
    content,
    sha256,
  });
  switch (content.channel) {
    case 'email':
      return {
        message: {
          ...base,
          ...content,
          ...mailSender(policy, carrier),
          to: delivery.to,
          toName: delivery.toName,
          proof: delivery.debtCase !== null,
        },
        rendition: rendition(ids.sha256(`${content.subject}\n${content.text}\n${content.html}`)),
      };
    case 'sms':
      return {
        message: {
          ...base,
          ...textSender(policy, carrier),
          channel: 'sms',
          to: delivery.to,
          body: content.body,
        },
        rendition: rendition(ids.sha256(content.body)),
      };
    case 'letter': {
      if (delivery.address === null)
        throw new Fault('rejected', 'address.missing', 'A letter without an address.');
      const registered = delivery.form === 'registeredLetter';
      const { pdf, pages } = await letters.compose(
        content,
        { name: delivery.toName, address: delivery.address },
        facts.ref,
        { registered },
      );
      const sha256 = ids.sha256(pdf);
      await blobs.put(sha256, pdf);
      return {
        message: {
          ...base,
          channel: 'letter',
          to: delivery.address,
          toName: delivery.toName,
          pdf,
          pages,
          registered,
        },
        rendition: rendition(sha256),
      };
    }
  }
};

const handOver = async (
  { store, clock, realNow, policy, log }: Run,
  { delivery, carrier, message }: Prepared,
): Promise<AttemptEnd> => {
  // A process that stood still past its lease must not send what others hold for its own: it was not handed over, and
  // waits for whoever has a lease then.
  if (!store.workers.holds(realNow()))
    return ended(delivery, carrier.name, 'retry', clock.now(), 'planned', {
      sendAt: addSeconds(clock.now(), RENEW_EVERY_SECONDS),
    });
  try {
    const { reference } = await carrier.send(message);
    return ended(delivery, carrier.name, 'accepted', clock.now(), 'accepted', { reference });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return afterFault(
      delivery,
      carrier,
      error,
      retryAt(policy, delivery.attempts + 1, clock.now(), error.retryAfterSeconds),
      clock.now(),
      log,
    );
  }
};

const afterFault = (
  delivery: ClaimedDelivery,
  carrier: Carrier,
  fault: Fault,
  again: Instant | null,
  now: Instant,
  log: Needs['log'],
): AttemptEnd => {
  switch (fault.kind) {
    case 'duplicate':
      return ended(delivery, carrier.name, 'accepted', now, 'accepted', {});
    case 'rejected':
      return ended(delivery, carrier.name, 'rejected', now, 'failed', { reason: fault.code });
    case 'unknown':
      return ended(delivery, carrier.name, 'unknown', now, 'unknown', { sendAt: addMinutes(now, 1) });
    case 'unauthorised':
      // Our own account is refused: no fault of the address, and nothing a retry mends soon. An operator must look.
      log.error('carrier refuses our account', { carrier: carrier.name, fault: fault.code });
      return ended(delivery, carrier.name, 'retry', now, 'planned', {
        reason: fault.code,
        sendAt: addMinutes(now, 10),
      });
    case 'retry':
    case 'throttled':
      return again === null
        ? ended(delivery, carrier.name, 'rejected', now, 'failed', { reason: fault.code })
        : ended(delivery, carrier.name, 'retry', now, 'planned', { sendAt: again });
  }
};

const ended = (
  delivery: ClaimedDelivery,
  carrier: string,
  result: AttemptEnd['result'],
  at: Instant,
  state: AttemptEnd['state'],
  more: {
    readonly reference?: string;
    readonly reason?: string;
    readonly sendAt?: Instant;
  },
): AttemptEnd => ({
  delivery: delivery.id,
  n: delivery.attempts + 1,
  result,
  at,
  carrier,
  reference: more.reference ?? null,
  reason: more.reason ?? null,
  state,
  sendAt: more.sendAt ?? null,
});

/** Records a chunk's results; what became final goes to the CRM and to the notice's next decision. */
const finish = async (
  { store, policy, clock, log }: Run,
  results: readonly AttemptEnd[],
  chunk: readonly ClaimedDelivery[],
): Promise<void> => {
  // Written down twice, it says the same: an attempt has one result, and the rest grows from the ledger as it is then.
  await store.insist(async tx => {
    await tx.deliveries.endAttempts(results);
    const deliveries = new Map(chunk.map(delivery => [delivery.id, delivery]));
    const settled = results.filter(result => result.state !== 'planned');
    await tx.directory.markProblem(
      settled.flatMap(({ delivery, reason }) => {
        const contactPoint = deliveries.get(delivery)?.contactPoint;
        return contactPoint !== undefined && reason !== null && isAboutTheAddress(reason)
          ? [{ id: contactPoint, problem: reason }]
          : [];
      }),
      clock.now(),
    );
    await followUp(tx, settled, deliveries, policy.mirrorAfterMinutes);
  });
  log.info('batch handed over', { carrier: results[0]?.carrier ?? 'none', ...tally(results) });
};

const tally = (results: readonly AttemptEnd[]): Readonly<Record<string, number>> =>
  results.reduce<Record<string, number>>(
    (counts, { result }) => ({ ...counts, [result]: (counts[result] ?? 0) + 1 }),
    {},
  );

const followUp = async (
  tx: Tx,
  settled: readonly AttemptEnd[],
  deliveries: ReadonlyMap<DeliveryId, ClaimedDelivery>,
  mirrorAfterMinutes: number,
): Promise<void> => {
  const [first] = settled;
  if (first === undefined) return;
  await tx.outbox.put(
    settled
      .filter(({ state }) => state === 'accepted' || state === 'failed')
      .map(({ delivery, state, at }) => ({
        kind: 'activity',
        subject: delivery,
        dueAt: state === 'failed' ? at : addMinutes(at, mirrorAfterMinutes),
      })),
  );
  await tx.notices.checkAt(
    [...new Set(settled.flatMap(({ delivery }) => deliveries.get(delivery)?.notice ?? []))],
    first.at,
  );
};
