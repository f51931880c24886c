import { Router } from 'express';
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

export const noticeRoutes = ({ noticeList, noticeDetail, blobs }: NoticeRoutes): Router => {
  const router = Router();
  router.get('/notices', async (request, response) => {
    const asked = filter.parse(
      Object.fromEntries(Object.entries(request.query).filter(([, value]) => value !== '')),
    );
    response.json(
      noticeListView.parse(
        await noticeList({
          outage: (asked.outage as OutageId | undefined) ?? null,
          revision: asked.revision ?? null,
          state: asked.state ?? null,
          channel: asked.channel ?? null,
          contact: asked.contact ?? null,
          after: (asked.after as NoticeId | undefined) ?? null,
          limit: asked.limit ?? PAGE,
        }),
      ),
    );
  });
  router.get('/notices/:id', async (request, response) => {
    response.json(
      noticeView.parse(orNotFound(await noticeDetail(idOf(request.params['id'], 'notice')), 'notice')),
    );
  });
  router.get('/notices/:id/deliveries/:delivery/letter', async (request, response) => {
    const notice = orNotFound(await noticeDetail(idOf(request.params['id'], 'notice')), 'notice');
    const delivery = orNotFound(
      notice.deliveries.find(d => d.row.id === request.params['delivery'] && d.letter !== null) ?? null,
      'letter',
    );
    const pdf = orNotFound(delivery.sha256 === null ? null : await blobs.get(delivery.sha256), 'letter');
    response
      .type('application/pdf')
      .set('Content-Disposition', 'inline; filename="letter.pdf"')
      .send(Buffer.from(pdf));
  });
  return router;
};
