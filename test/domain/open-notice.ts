import type { Channel } from '../../server/domain/contact-point.js';
import type {
  ContactPointId,
  DeliveryId,
  DeliveryKey,
  NoticeId,
  NoticeKey,
} from '../../server/domain/ids.js';
import type { OpenNotice } from '../../server/domain/notice/next-move.js';
import type { Delivery, DeliveryState } from '../../server/domain/notice/notice.js';
import { addressee, BERLIN, MONDAY_NINE, THURSDAY_MORNING, at, contactPoint } from './builders.js';

export type AtWork = OpenNotice['deliveries'][number];

/** Ada, who can be reached by all that we have. */
export const EMAIL = contactPoint('email', { id: 'ada-email', value: 'ada@example.com' });
export const MOBILE = contactPoint('mobile', { id: 'ada-mobile' });
export const ADDRESS = contactPoint('address', { id: 'ada-address' });
const POINTS = { email: EMAIL, sms: MOBILE, letter: ADDRESS } as const;

/** A delivery of Ada's notice; the moments a state implies are Monday at nine. */
export const delivery = (channel: Channel, state: DeliveryState, changes: Partial<Delivery> = {}): AtWork => {
  const point = POINTS[channel];
  const taken = ['accepted', 'posted', 'delivered'].includes(state);
  return {
    id: `delivery-${point.id}` as DeliveryId,
    key: `key/${channel}/${point.id}/1` as DeliveryKey,
    notice: 'N1' as NoticeId,
    channel,
    contactPoint: point.id as ContactPointId,
    value: point.value,
    state,
    sendAt: MONDAY_NINE,
    stateAt: MONDAY_NINE,
    acceptedAt: taken ? MONDAY_NINE : null,
    postedAt: state === 'posted' ? MONDAY_NINE : null,
    deliveredAt: state === 'delivered' ? MONDAY_NINE : null,
    reason: null,
    attempts: 1,
    ...changes,
  };
};

/** Planned on Monday at nine for Thursday at nine: to be served by Tuesday at nine, looked at on Tuesday at three. */
export const openNotice = (changes: Partial<OpenNotice> = {}): OpenNotice => ({
  key: 'key' as NoticeKey,
  createdAt: MONDAY_NINE,
  serveBy: at('Tuesday 2026-11-24T09:00+01:00'),
  usefulUntil: THURSDAY_MORNING.from,
  zone: BERLIN,
  lifeSupport: false,
  emergency: false,
  deliveries: [],
  addressee: addressee('ada', { contactPoints: [EMAIL, MOBILE, ADDRESS] }),
  asked: false,
  told: [],
  ...changes,
});
