import { z } from 'zod';
import {
  campaignCard,
  fileLink,
  missedList,
  missedListView,
  paceView,
  previewView,
  resentView,
  type CampaignCard,
  type PreviewView,
} from '../../../ui-extensions/contract/campaign.js';
import { fileRequest, laterRequest } from '../../../ui-extensions/contract/outage-requests.js';
import { channel, outageNoticeKind } from '../../../ui-extensions/contract/common.js';
import { keyOnly } from '../../../ui-extensions/contract/keyed.js';
import type { OutageId } from '../../domain/ids.js';
import type { Person } from '../../domain/office/person.js';
import type { PreviewAsked } from '../../queries/campaign-preview.js';
import type { MissedPage } from '../../queries/missed-people.js';
import type { PacePoint } from '../../workflows/ports/campaign-reads.js';
import type { laterAct } from '../../workflows/later-act.js';
import type { makeFileLink } from '../../workflows/make-file-link.js';
import type { resendMissed } from '../../workflows/resend-missed.js';
import type { listMissed } from '../../workflows/list-missed.js';
import type { Answer, Api, Call } from '../api.js';
import { orNotFound, orRefuse } from '../problems.js';
import { idOf } from './outages.js';

export interface CampaignRoutes {
  readonly outageOfRecord: (crmId: string) => Promise<OutageId | null>;
  readonly campaignCard: (id: OutageId, person: Person) => Promise<CampaignCard | null>;
  readonly campaignPreview: (id: OutageId, asked: PreviewAsked) => Promise<PreviewView | null>;
  readonly missedPeople: (id: OutageId, after: string | null) => Promise<MissedPage>;
  readonly pace: (id: OutageId) => Promise<readonly PacePoint[] | null>;
  readonly portal: string;
  /** How browsers reach us, without a path. */
  readonly publicUrl: string;
  readonly makeFileLink: ReturnType<typeof makeFileLink>;
  readonly resendMissed: ReturnType<typeof resendMissed>;
  readonly listMissed: ReturnType<typeof listMissed>;
  readonly laterAct: typeof laterAct;
}

/** HubSpot's id of a record. */
const RECORD = /^\d{1,20}$/;
const previewQuery = z.object({
  kind: z.enum(outageNoticeKind.options).optional(),
  channel: z.enum(channel.options).optional(),
  language: z.string().max(35).optional(),
});

/** The campaign as the Outage record's card and the app page show it. */
export const campaignRoutes = (api: Api, deps: CampaignRoutes): void => {
  const outageIn = ({ params }: Call): OutageId => idOf(params['id'], 'outage');
  const card = async (id: OutageId, { actor }: Call): Promise<Answer> => ({
    status: 200,
    body: campaignCard.parse(orNotFound(await deps.campaignCard(id, actor.email), 'outage')),
  });

  api.get('/cards/outage-records/:record', 'read', async call => {
    const record = call.params['record'] ?? '';
    const id = RECORD.test(record) ? await deps.outageOfRecord(record) : null;
    return card(orNotFound(id, 'outage'), call);
  });
  api.get('/cards/outages/:id', 'read', call => card(outageIn(call), call));
  api.get('/cards/outages/:id/preview', 'read', async call => {
    const asked = previewQuery.parse(
      Object.fromEntries(Object.entries(call.query).filter(([, value]) => value !== '')),
    );
    const view = await deps.campaignPreview(outageIn(call), {
      kind: asked.kind ?? null,
      channel: asked.channel ?? null,
      language: asked.language ?? null,
    });
    return { status: 200, body: previewView.parse(orNotFound(view, 'text')) };
  });
  api.get('/cards/outages/:id/missed', 'read', async call => {
    const { after } = call.query;
    const page = await deps.missedPeople(outageIn(call), typeof after === 'string' ? after : null);
    return { status: 200, body: missedList.parse(page) };
  });
  api.get('/cards/outages/:id/pace', 'read', async call => ({
    status: 200,
    body: paceView.parse({ points: orNotFound(await deps.pace(outageIn(call)), 'campaign') }),
  }));
  api.get('/cards/outages/:id/resend', 'campaigns.launch', async call => {
    const counted = await deps.resendMissed({ outage: outageIn(call), by: call.actor.email, what: 'count' });
    return { status: 200, body: resentView.parse(orRefuse(counted)) };
  });
  api.post('/outages/:id/resend', 'campaigns.launch', keyOnly, async call => {
    const sent = await deps.resendMissed({ outage: outageIn(call), by: call.actor.email, what: 'send' });
    return { status: 202, body: resentView.parse(orRefuse(sent)) };
  });
  // Who reads the whole list of customers is one who may write to them.
  api.post('/outages/:id/files', 'campaigns.prepare', fileRequest, async call => {
    const outage = outageIn(call);
    const { file, notice, language } = call.body;
    const made = await deps.makeFileLink(
      file === 'export'
        ? { kind: 'export', outage }
        : { kind: 'preview', outage, notice: notice ?? null, language: language ?? null },
      call.actor.email,
    );
    const { token, expiresAt } = orRefuse(made);
    const url = `${deps.publicUrl}/files/${deps.portal}/${token}`;
    return { status: 201, body: fileLink.parse({ url, expiresAt }) };
  });
  api.post('/outages/:id/missed-list', 'campaigns.prepare', keyOnly, async call => ({
    status: 200,
    body: missedListView.parse(orRefuse(await deps.listMissed(outageIn(call)))),
  }));
  api.post('/outages/:id/later', 'read', laterRequest, ({ body }) =>
    Promise.resolve({ status: 200, body: orRefuse(deps.laterAct(body.act)) }),
  );
};
