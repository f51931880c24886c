import { parseEmail, parsePhone, type PostalAddress } from '../domain/contact-point.js';
import type { DeliveryId, DeliveryKey } from '../domain/ids.js';
import type { CardLanguage } from '../domain/notice/reasons.js';
import { withChoices } from '../domain/office/brand.js';
import type { Person } from '../domain/office/person.js';
import { mailSender, textSender } from '../domain/office/senders.js';
import { TEST_WORDS } from '../domain/office/test-words.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { Policy } from '../domain/policy.js';
import { addMinutes, civilDateIn, toEpochMs, type Instant, type Zone } from '../domain/time.js';
import { Fault } from './fault.js';
import type { Carrier, OutgoingMessage } from './ports.js';
import type { Deps } from './ports/work.js';

/** Of config/brand.yaml, as far as a test shows it. */
export interface TestBrand {
  readonly name: Readonly<Record<string, string>>;
  readonly shortName: Readonly<Record<string, string>>;
  readonly phones: { readonly customer: string };
  readonly email: string;
  readonly sender: PostalAddress;
  readonly letterhead: { readonly colour: string };
}
type Needs = Pick<Deps, 'store' | 'clock' | 'realNow' | 'ids' | 'carriers' | 'letters' | 'policy' | 'log'> & {
  readonly brand: TestBrand;
};

export interface TestCommand {
  readonly carrier: string;
  /** Null: the person's own address; of a letter, the utility's. */
  readonly to: string | null;
  readonly language: CardLanguage;
  readonly by: Person;
  /** Of the press, and when it was first asked; an earlier run of it may have sent the message. */
  readonly run: { readonly key: string; readonly at: Instant; readonly again: boolean };
}
export interface TestResult {
  readonly outcome: 'accepted' | 'refused' | 'unknown';
  readonly milliseconds: number;
  /** A reason code; null: the carrier took it. */
  readonly reason: string | null;
}

const AT_MOST = 5;
const WITHIN_MINUTES = 10;
const ACT = 'carrier.test';

/**
 * Hands one message, marked as a test, to the very carrier that notices go by. It is no notice: nothing of it is in the
 * ledger but who asked for it, and a receipt of it finds no delivery.
 */
export const testCarrier =
  (deps: Needs) =>
  async (command: TestCommand): Promise<Outcome<TestResult>> => {
    const { store, clock, ids } = deps;
    const carrier = deps.carriers.find(({ name }) => name === command.carrier);
    if (carrier === undefined)
      return refuse({ code: 'carrier.unknown', message: 'There is no such carrier.', because: [] });
    const key = `${store.portal}/test/${command.run.key}` as DeliveryKey;
    const delivery = ids.ofKey(command.run.at, key) as DeliveryId;
    const { policy, asked } = await store.transact(async tx => ({
      policy: await deps.policy(tx),
      asked: await tx.office.countSince(ACT, command.by, addMinutes(clock.now(), -WITHIN_MINUTES)),
    }));
    const message = await messageFor(deps, carrier, policy, command, { key, delivery });
    if (!message.ok) return message;
    if (command.run.again) return accept({ outcome: 'unknown', milliseconds: 0, reason: 'outcome.unknown' });
    if (asked >= AT_MOST) return refuse(TOO_MANY);
    await store.transact(tx =>
      tx.office.audit({
        at: clock.now(),
        by: command.by,
        act: ACT,
        subject: `carrier/${carrier.name}`,
        details: { delivery },
      }),
    );
    return accept(await handOver(deps, carrier, message.value));
  };

const TOO_MANY = {
  code: 'test.tooMany',
  message: `You sent ${AT_MOST} tests within ${WITHIN_MINUTES} minutes. Each of them costs, and carriers take many equal messages for spam.`,
  lawful: `Wait ${WITHIN_MINUTES} minutes.`,
  because: [],
  details: { most: AT_MOST, minutes: WITHIN_MINUTES },
};

const handOver = async (
  { realNow, log }: Needs,
  carrier: Carrier,
  message: OutgoingMessage,
): Promise<TestResult> => {
  const began = toEpochMs(realNow());
  const ended = (outcome: TestResult['outcome'], reason: string | null): TestResult => ({
    outcome,
    milliseconds: toEpochMs(realNow()) - began,
    reason,
  });
  try {
    await carrier.send(message);
    return ended('accepted', null);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    log.warn('carrier test failed', { carrier: carrier.name, fault: error.code });
    return ended(error.kind === 'unknown' ? 'unknown' : 'refused', error.code);
  }
};

const messageFor = async (
  { clock, letters, brand: file }: Needs,
  carrier: Carrier,
  policy: Policy,
  { to, language, by }: TestCommand,
  id: { readonly key: DeliveryKey; readonly delivery: DeliveryId },
): Promise<Outcome<OutgoingMessage>> => {
  const words = TEST_WORDS[language];
  const brand = withChoices(file, policy.brand ?? {});
  const lines = words.body(by);
  const base = { ...id, language };
  switch (carrier.channel) {
    case 'email': {
      const address = parseEmail(to ?? by);
      if (!address.ok) return address;
      return accept({
        ...{ ...base, channel: 'email', to: address.value, toName: '', proof: false },
        ...mailSender(policy, carrier.name),
        subject: words.subject,
        text: [words.salutation, ...lines, words.closing].join('\n\n'),
        html: htmlOf([words.salutation, ...lines, words.closing], language),
      });
    }
    case 'sms': {
      const phone = parsePhone(to ?? '', brand.sender.country, 'mobilephone');
      if (!phone.ok) return phone;
      return accept({
        ...{ ...base, channel: 'sms', to: phone.value.number },
        ...textSender(policy, carrier.name),
        body: words.sms(brand.shortName[language] ?? Object.values(brand.shortName)[0] ?? ''),
      });
    }
    case 'letter': {
      const toName = brand.name[language] ?? Object.values(brand.name)[0] ?? '';
      const day = civilDateIn('UTC' as Zone, clock.now());
      const { pdf, pages } = await letters.as(policy.brand).compose(
        {
          ...{ channel: 'letter', language, subject: words.subject, salutation: words.salutation },
          dateLine: words.dateLine(brand.sender.city, day),
          referenceLine: 'TEST',
          body: [...lines],
          closing: words.closing,
        },
        { name: toName, address: brand.sender },
        'TEST',
      );
      return accept({ ...base, channel: 'letter', to: brand.sender, toName, pdf, pages, registered: false });
    }
  }
};

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const htmlOf = (lines: readonly string[], language: string): string =>
  `<!doctype html><html lang="${language}"><body>${lines
    .map(line => `<p>${line.replace(/[&<>"]/g, found => ESCAPED[found] ?? found)}</p>`)
    .join('')}</body></html>`;
