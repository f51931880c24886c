import type { LetterRule } from './sinks/printer-sink.js';
import { seededShare } from './sinks/seeded-share.js';
import type { SmsRule } from './sinks/sms-sink.js';
import type { MailRule } from './sinks/smtp-sink.js';
import type { SinksOptions } from './sinks/start-sinks.js';

/** What the world does with a message: small shares fail as they do in life, some people's always the same way. */
export const fates = (
  seed: string,
  mailOf: Readonly<Record<string, MailRule>>,
  smsOf: Readonly<Record<string, SmsRule>>,
  /** Deliveries whose letters come back. */
  returned: ReadonlySet<string> = new Set(),
  /** Nothing else fails by chance while it is true. */
  isPast: () => boolean = () => false,
): NonNullable<SinksOptions['rules']> => {
  const mail = seededShare<MailRule>(
    seed,
    { unknownMailbox: 0.015, fullMailbox: 0.005, bounceLater: 0.01 },
    'accept',
  );
  const sms = seededShare<SmsRule>(
    seed,
    { unknownNumber: 0.01, landline: 0.005, handsetOff: 0.01, optedOut: 0.003 },
    'deliver',
  );
  const letter = seededShare<LetterRule>(seed, { returned: 0.03 }, 'deliver');
  return {
    email: address => mailOf[address] ?? (isPast() ? 'accept' : mail(address)),
    sms: number => smsOf[number] ?? (isPast() ? 'deliver' : sms(number)),
    letter: line => (returned.has(line.delivery) ? 'returned' : isPast() ? 'deliver' : letter(line.delivery)),
  };
};
