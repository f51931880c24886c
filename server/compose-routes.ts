import { setTimeout as pause } from 'node:timers/promises';
import { lawAsKept } from './adapters/config/kept-law.js';
import type { Policy } from './domain/policy.js';
import { isRefusal } from './http/problems.js';
import type { DirectoryReader } from './workflows/ports/directory-reader.js';
import { companyCard, companyHistory } from './queries/company-card.js';
import { contactCard, contactHistory, contactNow } from './queries/contact-card.js';
import { noticePanel } from './queries/notice-panel.js';
import { noticeDetail, noticeList } from './queries/notice-views.js';
import { me, roleList, settingHistory, settingList } from './queries/office-views.js';
import { outageDetail, outageList } from './queries/outage-views.js';
import { replayVerdict } from './queries/replay-verdict.js';
import { ticketCard } from './queries/ticket-card.js';
import { answerOnce } from './workflows/answer-once.js';
import { approveCampaign } from './workflows/approve-campaign.js';
import { authorise } from './workflows/authorise.js';
import { changeRole } from './workflows/change-role.js';
import { changeSettings } from './workflows/change-settings.js';
import { correctContactPoint } from './workflows/correct-contact-point.js';
import { draftOutage, reviseOutage } from './workflows/draft-outage.js';
import { launchCampaign } from './workflows/launch-campaign.js';
import { makeLetterLink, openLetterLink } from './workflows/make-letter-link.js';
import type { CustomerReads } from './workflows/ports/customer-reads.js';
import type { Reads } from './workflows/ports/reads.js';
import type { Deps } from './workflows/ports/work.js';
import { rehearseCampaign } from './workflows/rehearse-campaign.js';
import { planAgain, sendNoticeAgain } from './workflows/send-notice-again.js';
import { surveyAudience } from './workflows/survey-audience.js';
import { takeComplaint } from './workflows/take-complaint.js';

/** Real milliseconds between two looks at a request that is under way elsewhere. */
const LOOK_MS = 100;

export interface RouteParts {
  readonly reads: Reads & CustomerReads;
  /** How browsers reach us, without a path. */
  readonly publicUrl: string;
  readonly reader: DirectoryReader;
  /** What config/policy.yaml says, and what is in force. */
  readonly shipped: Policy;
  readonly policy: () => Promise<Policy>;
}

/** What the routes call. */
export const composeRoutes = (deps: Deps, { reads, publicUrl, reader, shipped, policy }: RouteParts) => {
  const survey = surveyAudience(deps);
  const views = { reads, clock: deps.clock, texts: deps.texts, rulebooks: deps.rulebooks, policy };
  const customers = { reads, clock: deps.clock, texts: deps.texts, admins: deps.admins };
  const detail = noticeDetail({ reads });
  const now = contactNow(customers);
  const office = { reads, admins: deps.admins, shipped };
  return {
    guard: {
      authorise: authorise(deps),
      answerOnce: answerOnce({ ...deps, isRefusal, pause: () => pause(LOOK_MS) }),
    },
    outages: {
      clock: deps.clock,
      texts: deps.texts,
      reads,
      nextUpdateMinutes: async () => (await policy()).nextUpdateMinutes,
      draftOutage: draftOutage(deps),
      reviseOutage: reviseOutage(deps),
      rehearseCampaign: rehearseCampaign({ ...deps, survey }),
      approveCampaign: approveCampaign(deps),
      launchCampaign: launchCampaign({ ...deps, survey }),
      outageDetail: outageDetail(views),
      outageList: outageList(views),
      replayVerdict: replayVerdict({ reads, lawAsKept }),
    },
    notices: { noticeList: noticeList({ reads }), noticeDetail: detail, blobs: deps.blobs },
    customers: {
      portal: deps.store.portal,
      publicUrl,
      noticeDetail: detail,
      contactNow: now,
      contactCard: contactCard(customers),
      contactHistory: contactHistory(customers),
      companyCard: companyCard(customers),
      companyHistory: companyHistory(customers),
      ticketCard: ticketCard({ ...customers, crm: deps.crm, contactNow: now }),
      noticePanel: noticePanel({ reads, noticeDetail: detail }),
      sendNoticeAgain: sendNoticeAgain(deps),
      correctContactPoint: correctContactPoint({ ...deps, reader, planAgain: planAgain(deps) }),
      takeComplaint: takeComplaint(deps),
      makeLetterLink: makeLetterLink(deps),
    },
    letters: { openLetterLink: openLetterLink(deps), noticeDetail: detail, blobs: deps.blobs },
    office: {
      me: me(office),
      roleList: roleList(office),
      settingList: settingList(office),
      settingHistory: settingHistory(office),
      changeRole: changeRole(deps),
      changeSettings: changeSettings(deps),
    },
  };
};
