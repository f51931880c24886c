import type { Channel } from '../../../server/domain/contact-point.js';
import { carrierBattery, type CarrierPair, type Trouble } from '../../batteries/carrier.js';
import { carriersForSinks } from '../../sandbox/sinks/start-sinks.js';
import { letterTo, mailTo, smsTo } from './messages.js';
import { setUp, shipped } from './pairs.js';

const BAD_ADDRESS = 'jonas.nobody@home.example';
const BAD_NUMBER = '+493012345678';
const RULES = {
  email: (address: string) =>
    (address === BAD_ADDRESS ? 'unknownMailbox' : 'accept') as 'unknownMailbox' | 'accept',
  sms: (number: string) => (number === BAD_NUMBER ? 'landline' : 'deliver') as 'landline' | 'deliver',
};

const pairOf = async (
  channel: Channel,
  own: Pick<CarrierPair, 'message' | 'rejected'>,
  knobs: Partial<Record<Trouble, string>>,
  file = shipped(),
): Promise<CarrierPair> => {
  const { sinks, carriers, close } = await setUp({ file, rules: RULES });
  const [first] = carriers.of(channel);
  if (first === undefined) throw new Error(`No carrier for ${channel}.`);
  return {
    ...own,
    carrier: first.carrier,
    troubles: Object.keys(knobs) as Trouble[],
    set: (trouble, on) => sinks.setKnob(`${channel}.${knobs[trouble]}`, on),
    async messages() {
      if (channel === 'letter') await sinks.printer.collect();
      return sinks.inbox.counts()[channel];
    },
    close,
  };
};

carrierBattery('SMTP', () =>
  pairOf(
    'email',
    {
      message: number => mailTo(number),
      rejected: { message: mailTo(1, BAD_ADDRESS), code: 'email.mailboxUnknown' },
    },
    { down: 'down', hang: 'hang', acceptThenDrop: 'drop', throttle: 'throttle' },
  ),
);

const sms = {
  message: (number: number) => smsTo(number),
  rejected: { message: smsTo(1, BAD_NUMBER), code: 'sms.landline' },
};
const smsKnobs = { down: 'down', hang: 'hang', acceptThenDrop: 'acceptThenHang', throttle: 'throttle' };

carrierBattery('SMS over HTTP', () => pairOf('sms', sms, smsKnobs));
carrierBattery('SMS over HTTP, a provider that honours keys', () =>
  pairOf('sms', sms, smsKnobs, carriersForSinks(shipped())),
);

carrierBattery('the letter spool', () =>
  pairOf('letter', { message: number => letterTo(number), rejected: null }, { down: 'down' }),
);
