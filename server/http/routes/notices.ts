import { z } from 'zod';
import { channel, noticeState } from '../../../ui-extensions/contract/common.js';
import {
  noticeList as noticeListView,
  noticeView,
  type NoticeRow,
  type NoticeView,
} from '../../../ui-extensions/contract/notice.js';
import type { NoticeId, OutageId } from '../../domain/ids.js';
import type { NoticeFilter } from '../../workflows/ports/reads.js';
import type { Blobs } from '../../workflows/ports/work.js';
import type { Api } from '../api.js';
import { orNotFound } from '../problems.js';
import { idOf } from './outages.js';

const PAGE = 50;
const MOST = 200;

/** Query strings are text; what is empty was not asked for. HubSpot adds parameters of its own. */
const filter = z.object({
  outage: z.uuid().optional(),
  revision: z.coerce.number().int().positive().optional(),
  state: z.enum(noticeState.options).optional(),
  channel: z.enum(channel.options).optional(),
  contact: z.string().regex(/^\d+$/).optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(MOST).optional(),
});

export interface NoticeRoutes {
  readonly noticeList: (
    filter: NoticeFilter,
  ) => Promise<{ readonly notices: readonly NoticeRow[]; readonly next: string | null }>;
  readonly noticeDetail: (id: NoticeId) => Promise<NoticeView | null>;
  readonly blobs: Blobs;
}

export const noticeRoutes = (api: Api, { noticeList, noticeDetail, blobs }: NoticeRoutes): void => {
  api.get('/notices', 'read', async ({ query }) => {
    const asked = filter.parse(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '')));
    const list = await noticeList({
      outage: (asked.outage as OutageId | undefined) ?? null,
      revision: asked.revision ?? null,
      state: asked.state ?? null,
      channel: asked.channel ?? null,
      contact: asked.contact ?? null,
      after: (asked.after as NoticeId | undefined) ?? null,
      limit: asked.limit ?? PAGE,
    });
    return { status: 200, body: noticeListView.parse(list) };
  });
  const notice = async (id: string | undefined): Promise<NoticeView> =>
    orNotFound(await noticeDetail(idOf(id, 'notice')), 'notice');
  api.get('/notices/:id', 'read', async ({ params }) => ({
    status: 200,
    body: noticeView.parse(await notice(params['id'])),
  }));
  api.get('/notices/:id/deliveries/:delivery/letter', 'read', async ({ params }) => {
    const { deliveries } = await notice(params['id']);
    const delivery = orNotFound(
      deliveries.find(d => d.row.id === params['delivery'] && d.letter !== null) ?? null,
      'letter',
    );
    const bytes = orNotFound(delivery.sha256 === null ? null : await blobs.get(delivery.sha256), 'letter');
    return { type: 'application/pdf', name: 'letter.pdf', bytes };
  });
};
