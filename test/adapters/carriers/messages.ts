import type { DeliveryId, DeliveryKey } from '../../../server/domain/ids.js';
import type { OutgoingMessage } from '../../../server/workflows/ports.js';

export const deliveryId = (number: number): DeliveryId =>
  `019ab000-0000-8000-8000-${String(number).padStart(12, '0')}` as DeliveryId;

const common = (number: number) => ({
  delivery: deliveryId(number),
  key: `146/outage:7/1/planned/acc-${number}/party-${number}/DE-BE/Europe/Berlin/x/cp-${number}/1` as DeliveryKey,
  language: 'de',
});

export const mailTo = (
  number: number,
  to = `mara.lindqvist${number}@home.example`,
): Extract<OutgoingMessage, { channel: 'email' }> => ({
  ...common(number),
  channel: 'email',
  proof: false,
  to,
  toName: 'Mara Lindqvist',
  subject: 'Stromunterbrechung am 25. November',
  text: 'Wir schalten den Strom ab: Mühlgasse 4.',
  html: '<p>Wir schalten den Strom ab: Mühlgasse 4.</p>',
});

export const smsTo = (
  number: number,
  to = `+49151234500${number}`,
): Extract<OutgoingMessage, { channel: 'sms' }> => ({
  ...common(number),
  channel: 'sms',
  to,
  body: 'Stromunterbrechung 25.11. 9-12 Uhr, Muehlgasse 4. Ref K7M2Q',
});

export const letterTo = (
  number: number,
  country = 'DE',
  registered = false,
): Extract<OutgoingMessage, { channel: 'letter' }> => ({
  ...common(number),
  channel: 'letter',
  to: { line1: 'Mühlgasse 4', city: 'Rabenstein', postcode: '13599', country },
  toName: 'Mara Lindqvist',
  pdf: Buffer.from(`%PDF-1.7 letter ${number}`),
  pages: 2,
  registered,
});
