import { Router } from 'express';
import {
  closedAnswer,
  complaintAnswer,
  correctionAnswer,
  sendAgainAnswer,
  tryAnswer,
} from '../../../ui-extensions/contract/customer.js';
import {
  complaintRequest,
  correctionRequest,
  letterLinkRequest,
  sendAgainRequest,
  tryRequest,
} from '../../../ui-extensions/contract/customer-requests.js';
import { oneUseLink } from '../../../ui-extensions/contract/one-use-link.js';
import { keyOnly } from '../../../ui-extensions/contract/keyed.js';
import type { NoticeView } from '../../../ui-extensions/contract/notice.js';
import { receiptOf } from '../../domain/customer/receipt.js';
import { SPOKEN } from '../../domain/customer/spoken-times.js';
import type { ContactPointId, DeliveryId, NoticeId, OutageId, ServicePointId } from '../../domain/ids.js';
import type { Refusals } from '../../domain/outcome.js';
import type { Blobs } from '../../workflows/ports/work.js';
import type { closeComplaint } from '../../workflows/close-complaint.js';
import type { correctContactPoint } from '../../workflows/correct-contact-point.js';
import type { makeLetterLink, openLetterLink } from '../../workflows/make-letter-link.js';
import type { recordTry } from '../../workflows/record-try.js';
import type { sendNoticeAgain } from '../../workflows/send-notice-again.js';
import type { takeComplaint } from '../../workflows/take-complaint.js';
import type { Api, Post } from '../api.js';
import { HttpProblem, orNotFound, orRefuse } from '../problems.js';
import { languageOf, recordIdOf } from './customers.js';
import { idOf } from './outages.js';

/** The letters of one portal. */
export interface LetterRoutes {
  readonly openLetterLink: ReturnType<typeof openLetterLink>;
  readonly noticeDetail: (id: NoticeId) => Promise<NoticeView | null>;
  readonly blobs: Blobs;
}
export interface CustomerActRoutes extends Pick<LetterRoutes, 'noticeDetail'> {
  readonly portal: string;
  readonly publicUrl: string;
  readonly sendNoticeAgain: ReturnType<typeof sendNoticeAgain>;
  readonly correctContactPoint: ReturnType<typeof correctContactPoint>;
  readonly closeComplaint: ReturnType<typeof closeComplaint>;
  readonly takeComplaint: ReturnType<typeof takeComplaint>;
  readonly recordTry: ReturnType<typeof recordTry>;
  readonly makeLetterLink: ReturnType<typeof makeLetterLink>;
}

/** What an agent does for a customer; each is a decision written down under the person's name. */
export const customerActRoutes = (api: Api, deps: CustomerActRoutes): void => {
  const asker = ({ actor, run }: Post<unknown & { readonly idempotencyKey: string }>) => ({
    by: actor.email,
    request: run,
  });
  api.post('/notices/:id/send-again', 'customers.serve', sendAgainRequest, async call => {
    const { contactPoint, reason = '' } = call.body;
    const sent = await deps.sendNoticeAgain({
      ...asker(call),
      notice: idOf<NoticeId>(call.params['id'], 'notice'),
      to: contactPoint as ContactPointId,
      reason,
    });
    return { status: 202, body: sendAgainAnswer.parse(orRefuse(sent)) };
  });
  api.post('/contacts/:contact/corrections', 'customers.serve', correctionRequest, async call => {
    const { correction, notice } = call.body;
    const { notSent, ...corrected } = orRefuse(
      await deps.correctContactPoint({
        ...asker(call),
        contact: recordIdOf(call.params['contact'], 'contact'),
        correction,
        notice: (notice as NoticeId | undefined) ?? null,
      }),
    );
    return { status: 200, body: correctionAnswer.parse({ ...corrected, notSent: firstOf(notSent) }) };
  });
  for (const kind of ['contact', 'company'] as const)
    api.post(`/${PATH[kind]}/:record/complaints`, 'customers.serve', complaintRequest, async call => {
      const { about, said, outage, place } = call.body;
      const { ref } = orRefuse(
        await deps.takeComplaint({
          ...asker(call),
          kind,
          crmId: recordIdOf(call.params['record'], kind),
          about,
          said,
          outage: (outage as OutageId | undefined) ?? null,
          place: (place as ServicePointId | undefined) ?? null,
        }),
      );
      const texts = Object.fromEntries(SPOKEN.map(language => [language, receiptOf(ref, language)]));
      return {
        status: 201,
        body: complaintAnswer.parse({ ref, receipt: { language: languageOf(call), texts } }),
      };
    });
  api.post('/complaints/:id/close', 'customers.serve', keyOnly, async call => {
    const complaint = idOf<string & { readonly complaint: true }>(call.params['id'], 'complaint');
    const closed = orRefuse(await deps.closeComplaint({ ...asker(call), complaint }));
    return { status: 200, body: closedAnswer.parse(closed) };
  });
  api.post('/tickets/:ticket/tries', 'customers.serve', tryRequest, async call => {
    const { act, way } = call.body;
    const ticket = recordIdOf(call.params['ticket'], 'ticket');
    const { attempt, after } = orRefuse(await deps.recordTry({ ...asker(call), ticket, act, way }));
    return { status: 201, body: tryAnswer.parse({ attempt, after: { at: null, ...after } }) };
  });
  api.post('/notices/:id/letter-links', 'read', letterLinkRequest, async ({ params, body }) => {
    const notice = idOf<NoticeId>(params['id'], 'notice');
    const { delivery } = await letterIn(deps, notice, body.delivery);
    const { token, expiresAt } = await deps.makeLetterLink(notice, delivery);
    const url = `${deps.publicUrl}/letters/${deps.portal}/${token}`;
    return { status: 201, body: oneUseLink.parse({ url, expiresAt }) };
  });
};

const PATH = { contact: 'contacts', company: 'companies' } as const;

const firstOf = (refusals: Refusals | null) =>
  refusals === null ? null : { ...refusals[0], because: [...refusals[0].because] };

/** The letter of a delivery, if it is one and its file is still kept. */
const letterIn = async (
  { noticeDetail }: Pick<LetterRoutes, 'noticeDetail'>,
  notice: NoticeId,
  delivery: string,
): Promise<{ readonly delivery: DeliveryId; readonly sha256: string }> => {
  const { deliveries } = orNotFound(await noticeDetail(notice), 'notice');
  const found = deliveries.find(({ row, letter }) => row.id === delivery && letter !== null);
  const { sha256 } = orNotFound(found ?? null, 'letter');
  return { delivery: delivery as DeliveryId, sha256: orNotFound(sha256, 'letter') };
};

/** Opened by a browser, which HubSpot does not sign for: the token is the permission, and it is good once. */
export const letterRoutes = (lettersOf: (portal: string) => LetterRoutes | null): Router => {
  const router = Router();
  router.get('/:portal/:token', async (request, response) => {
    const { portal, token } = request.params;
    const letters = lettersOf(portal);
    const what = letters === null ? null : await letters.openLetterLink(token);
    if (letters === null || what === null)
      throw new HttpProblem(
        410,
        'link.spent',
        'This link has been used or is older than five minutes. Open the letter from the card again.',
      );
    const { sha256 } = await letterIn(letters, what.notice, what.delivery);
    const bytes = orNotFound(await letters.blobs.get(sha256), 'letter');
    response
      .type('application/pdf')
      .set({ 'Content-Disposition': 'inline; filename="letter.pdf"', 'Cache-Control': 'no-store' })
      .send(Buffer.from(bytes));
  });
  return router;
};
