import type { NoticeRow } from '../../../ui-extensions/contract/notice.js';
import { html, nothing, type Html } from './html.js';
import { tag, type Tone } from './parts.js';
import { wordOr } from './say.js';
import type { View } from './view.js';

type Delivery = NoticeRow['deliveries'][number];

const CARRIER_TONE: Readonly<Record<Delivery['state'], readonly [Tone, boolean]>> = {
  planned: ['plain', true],
  sending: ['info', true],
  unknown: ['warn', false],
  accepted: ['info', false],
  posted: ['info', false],
  delivered: ['good', false],
  failed: ['bad', false],
  returned: ['bad', false],
  superseded: ['plain', false],
};

export const deliveryTag = (view: View, { state, channel }: Pick<Delivery, 'state' | 'channel'>): Html => {
  const [tone, hollow] = CARRIER_TONE[state];
  return tag(wordOr(view.say, `delivery.${state}.${channel}`, view.say(`delivery.${state}`)), tone, hollow);
};

/** What the carrier says: one line a channel, never a word about the law. */
export const carrierSays = (view: View, { deliveries, zone }: NoticeRow): Html => html`
<ul class="lines">${deliveries.map(
  delivery => html`
  <li>${view.say(`channel.${delivery.channel}`)}: ${deliveryTag(view, delivery)} <small>${view.at(delivery.state === 'planned' ? delivery.sendAt : delivery.stateAt, zone)}${delivery.reason === null ? nothing : html` · ${view.served(delivery.reason)}`}</small></li>`,
)}
</ul>`;

const HOUR = 3_600_000;

/** Under eight hours it is amber, under two filled. */
const openTag = (view: View, serveBy: string | null): Html => {
  if (serveBy === null) return tag(view.say('notice.open'), 'info', true);
  const left = Date.parse(serveBy) - Date.parse(view.now);
  if (left < 0) return tag(view.say('notice.open.passed', { left: view.left(serveBy) }), 'bad');
  return tag(
    view.say('notice.open.left', { left: view.left(serveBy) }),
    left < 8 * HOUR ? 'warn' : 'info',
    left >= 2 * HOUR,
  );
};

/** What counts in law, whatever the carriers say. */
export const inLaw = (view: View, notice: NoticeRow): Html => {
  const { say } = view;
  switch (notice.state) {
    case 'open':
      return openTag(view, notice.serveBy);
    case 'served':
      return html`${tag(say(notice.servedHow === 'deemed' ? 'notice.served.deemed' : 'notice.served.proof'), 'good', notice.servedHow === 'deemed')}${notice.late ? tag(say('notice.late'), 'bad') : nothing}${notice.servedAt === null ? nothing : html` <small>${view.at(notice.servedAt, notice.zone)}</small>`}`;
    case 'told':
      return tag(say('notice.told'), 'good', true);
    case 'unserved':
      return tag(say('notice.unserved'), 'bad');
    case 'unreachable':
      return html`${tag(say('notice.unreachable'), 'bad')} <small>${notice.unreachable.map(view.reason).join('; ')}</small>`;
    case 'replaced':
      return tag(say('notice.replaced'));
  }
};

export const addressLine = ({ line1, line2, postcode, city }: NoticeRow['premises'][number]): string =>
  [line1, line2, `${postcode} ${city}`].filter(part => part !== undefined && part !== '').join(', ');
