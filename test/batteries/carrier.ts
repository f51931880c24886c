import { Fault, type FaultKind } from '../../server/workflows/fault.js';
import type { Carrier, OutgoingMessage } from '../../server/workflows/ports.js';

/** What a sink can be told to do wrong. `acceptThenDrop` takes the message and never says so. */
export type Trouble = 'down' | 'hang' | 'acceptThenDrop' | 'throttle';

/** A carrier with the sink at its other end. */
export interface CarrierPair {
  readonly carrier: Carrier;
  /** A message that will be taken, another one for each number. */
  message(number: number): OutgoingMessage;
  /** One that is refused for its address, and the reason expected; null where the carrier learns that only later. */
  readonly rejected: { readonly message: OutgoingMessage; readonly code: string } | null;
  readonly troubles: readonly Trouble[];
  set(trouble: Trouble, on: boolean): Promise<void>;
  /** Different messages that the sink has. */
  messages(): Promise<number>;
  close(): Promise<void>;
}

const personal = (message: OutgoingMessage): readonly string[] => {
  switch (message.channel) {
    case 'email':
      return [message.to, message.toName, message.subject, message.text];
    case 'sms':
      return [message.to, message.to.slice(1), message.body];
    case 'letter':
      return [message.toName, message.to.line1, message.to.city, message.to.postcode];
  }
};

/** Hands over, expects the fault, and looks into everything of it that a log could show. */
const faultOf = async (carrier: Carrier, message: OutgoingMessage): Promise<Fault> => {
  const outcome: unknown = await carrier.send(message).then(
    () => 'sent',
    (error: unknown) => error,
  );
  if (!(outcome instanceof Fault)) throw new Error(`Expected a Fault, got ${String(outcome)}.`);
  const shown = [
    outcome.message,
    outcome.code,
    outcome.stack,
    JSON.stringify(outcome),
    String(outcome.cause),
  ].join('\n');
  for (const text of personal(message)) expect(shown).not.toContain(text);
  expect(outcome.code).toMatch(new RegExp(`^${message.channel}\\.[a-zA-Z]+$`));
  return outcome;
};

/** What every carrier owes its callers, proved against whatever stands at its other end. */
export const carrierBattery = (name: string, make: () => Promise<CarrierPair>): void => {
  describe(`${name}: the carriers' battery`, () => {
    let pair: CarrierPair;
    beforeEach(async () => {
      pair = await make();
    });
    afterEach(async () => {
      await pair.carrier.close();
      await pair.close();
    });

    const withTrouble = async (trouble: Trouble, run: () => Promise<void>): Promise<void> => {
      if (!pair.troubles.includes(trouble)) return;
      await pair.set(trouble, true);
      await run();
      await pair.set(trouble, false);
    };
    const expectFault = (trouble: Trouble, kind: FaultKind) =>
      withTrouble(trouble, async () => {
        expect((await faultOf(pair.carrier, pair.message(1))).kind).toBe(kind);
      });

    it('hands a message over once, and says under which reference', async () => {
      const { reference } = await pair.carrier.send(pair.message(1));
      expect(reference).not.toBe('');
      expect(await pair.messages()).toBe(1);
    });

    it('keeps many messages at once apart', async () => {
      const sent = await Promise.all(
        [1, 2, 3, 4, 5, 6].map(number => pair.carrier.send(pair.message(number))),
      );
      expect(new Set(sent.map(({ reference }) => reference)).size).toBe(6);
      expect(await pair.messages()).toBe(6);
    });

    it('makes one message of the same key twice, where it honours keys', async () => {
      const first = await pair.carrier.send(pair.message(1));
      const second = await pair.carrier.send(pair.message(1));
      if (!pair.carrier.honoursKeys) return;
      expect(second).toEqual(first);
      expect(await pair.messages()).toBe(1);
    });

    it('refuses an address for good, with a reason', async () => {
      if (pair.rejected === null) return;
      const fault = await faultOf(pair.carrier, pair.rejected.message);
      expect([fault.kind, fault.code]).toEqual(['rejected', pair.rejected.code]);
      expect(await pair.messages()).toBe(0);
      // One bad address costs the next customer nothing.
      await pair.carrier.send(pair.message(2));
      expect(await pair.messages()).toBe(1);
    });

    it('asks for a retry while it is down, and works again after', async () => {
      await expectFault('down', 'retry');
      await pair.carrier.send(pair.message(1));
      expect(await pair.messages()).toBe(1);
    });

    it('does not claim to know what it was not told', async () => {
      await expectFault('hang', 'unknown');
      expect(await pair.messages()).toBe(0);
    });

    it('says when to come back when it is told to slow down', async () => {
      await withTrouble('throttle', async () => {
        const fault = await faultOf(pair.carrier, pair.message(1));
        expect(fault.kind).toBe('throttled');
        expect(fault.retryAfterSeconds).toBeGreaterThan(0);
      });
      expect(await pair.messages()).toBe(0);
    });

    it('resolves a lost answer to one message', async () => {
      await expectFault('acceptThenDrop', 'unknown');
      if (!pair.troubles.includes('acceptThenDrop')) return;
      const { key, delivery } = pair.message(1);
      const found = await pair.carrier.lookup(key, delivery);
      const again = await pair.carrier.send(pair.message(1));
      if (found !== null) expect(found).toEqual({ known: true, reference: again.reference });
      expect(await pair.messages()).toBe(1);
    });

    it('does not know a key it never had, or cannot say', async () => {
      const { key, delivery } = pair.message(9);
      expect([null, { known: false }]).toContainEqual(await pair.carrier.lookup(key, delivery));
    });
  });
};
