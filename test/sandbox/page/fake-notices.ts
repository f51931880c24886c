import { noticeList, noticeView, type NoticeRow } from '../../../ui-extensions/contract/notice.js';
import type { OutageView } from '../../../ui-extensions/contract/outage.js';
import { CITATION } from './fake-verdict.js';

type Delivery = NoticeRow['deliveries'][number];

const delivery = (
  id: string,
  channel: Delivery['channel'],
  state: Delivery['state'],
  at: string,
  reason: string | null = null,
): Delivery => ({
  id,
  channel,
  state,
  stateAt: at,
  sendAt: at,
  acceptedAt: at,
  postedAt: null,
  deliveredAt: state === 'delivered' ? at : null,
  reason,
  attempts: 1,
  again: false,
});

/** One notice of each kind a reader may meet; the first name is what an attacker would call himself. */
export const fakeNotices = (
  outage: OutageView,
  at: string,
  contacts: Readonly<Record<string, string>>,
): readonly NoticeRow[] => {
  const row = (n: number, addressee: string, more: Partial<NoticeRow>): NoticeRow => ({
    id: `${outage.id}-n${String(n)}`,
    outage: outage.id,
    debtCase: null,
    ref: outage.ref,
    revision: 1,
    kind: 'planned',
    state: 'open',
    servedAt: null,
    servedHow: null,
    serveBy: outage.revisions[0]?.verdict?.serveBy ?? null,
    late: false,
    addressee,
    contactIds: [contacts[addressee] ?? '0'],
    premises: [{ line1: 'Lindenallee 12', city: 'Flussau', postcode: '00999', country: 'DE' }],
    language: 'en',
    zone: outage.zone,
    lifeSupport: false,
    unreachable: [],
    deliveries: [],
    createdAt: at,
    ...more,
  });
  return [
    row(1, '<script>alert(1)</script>', { deliveries: [delivery('d1', 'email', 'accepted', at)] }),
    row(2, 'Anna Keller', {
      state: 'served',
      servedAt: at,
      servedHow: 'proof',
      deliveries: [
        delivery('d2', 'email', 'failed', at, 'the mailbox does not exist'),
        delivery('d3', 'sms', 'delivered', at),
      ],
    }),
    row(3, 'Jan Holm', {
      state: 'served',
      servedAt: at,
      servedHow: 'deemed',
      deliveries: [delivery('d4', 'letter', 'posted', at)],
    }),
    row(4, 'Maria Lind', { state: 'unreachable', lifeSupport: true, unreachable: ['noContactPoint'] }),
  ].map(notice => noticeList.parse({ notices: [notice], next: null }).notices[0] ?? notice);
};

export const fakeNoticeView = (notice: NoticeRow) =>
  noticeView.parse({
    notice,
    because: [CITATION],
    deliveries: notice.deliveries.map(row => ({
      row,
      to: 'somebody@mail.example',
      template: 'planned@1',
      sha256: 'a'.repeat(64),
      subject: row.channel === 'sms' ? null : 'Planned power cut',
      body: 'Planned power cut on Thursday.',
      letter: row.channel === 'letter' ? 'letter.pdf' : null,
      sms: row.channel === 'sms' ? { encoding: 'GSM-7', characters: 120, segments: 1 } : null,
      attempts: [
        {
          n: 1,
          carrier: row.channel,
          startedAt: notice.createdAt,
          endedAt: notice.createdAt,
          result: 'accepted',
          reason: null,
        },
      ],
      receipts: [
        {
          outcome: 'delivered',
          at: notice.createdAt,
          receivedAt: notice.createdAt,
          reason: null,
          raw: '<b>{"status":"ok"}</b>',
        },
      ],
    })),
  });
