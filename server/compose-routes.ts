import { setTimeout as pause } from 'node:timers/promises';
import { lawAsKept } from './adapters/config/kept-law.js';
import type { Debts } from './compose-debts.js';
import type { Carriers } from './adapters/carriers/make-carriers.js';
import type { DebtCaseId, OutageId } from './domain/ids.js';
import type { Policy } from './domain/policy.js';
import { withHouse } from './domain/rules/house.js';
import { isRefusal } from './http/problems.js';
import { campaignCard } from './queries/campaign-card.js';
import { campaignExport } from './queries/campaign-export.js';
import { campaignPreview, letterPreview } from './queries/campaign-preview.js';
import { missedPeople } from './queries/missed-people.js';
import type { DirectoryReader } from './workflows/ports/directory-reader.js';
import { companyCard, companyHistory } from './queries/company-card.js';
import { contactCard, contactHistory, customerNow } from './queries/contact-card.js';
import { customerDebt } from './queries/customer-debt.js';
import { debtCard } from './queries/debt-card.js';
import { debtExport, debtList } from './queries/debt-list.js';
import { noticePanel } from './queries/notice-panel.js';
import { noticeDetail, noticeList } from './queries/notice-views.js';
import { me, roleList, settingHistory, settingList } from './queries/office-views.js';
import { operationsPage } from './queries/operations-page.js';
import { settingsPage, type BrandFacts } from './queries/settings-page.js';
import { outageArchive } from './queries/outage-archive.js';
import { outageDetail, outageList } from './queries/outage-views.js';
import { replayVerdict } from './queries/replay-verdict.js';
import { ticketCard } from './queries/ticket-card.js';
import { answerOnce } from './workflows/answer-once.js';
import { approveCampaign } from './workflows/approve-campaign.js';
import { authorise } from './workflows/authorise.js';
import { changeRole } from './workflows/change-role.js';
import { changeSettings } from './workflows/change-settings.js';
import { closeComplaint } from './workflows/close-complaint.js';
import { correctContactPoint } from './workflows/correct-contact-point.js';
import { draftOutage, redraftOutage, reviseOutage } from './workflows/draft-outage.js';
import { findList, keepList } from './workflows/keep-list.js';
import { launchCampaign } from './workflows/launch-campaign.js';
import { laterAct } from './workflows/later-act.js';
import { listMissed } from './workflows/list-missed.js';
import { lookAtCases } from './workflows/look-at-cases.js';
import { makeFileLink, openFileLink } from './workflows/make-file-link.js';
import { makeLetterLink, openLetterLink } from './workflows/make-letter-link.js';
import { pauseCampaign, resumeCampaign } from './workflows/pause-campaign.js';
import type { CustomerReads } from './workflows/ports/customer-reads.js';
import type { Reads } from './workflows/ports/reads.js';
import type { Deps } from './workflows/ports/work.js';
import { recordTry } from './workflows/record-try.js';
import { resendMissed } from './workflows/resend-missed.js';
import { replyToComplaint } from './workflows/reply-to-complaint.js';
import { rehearseCampaign } from './workflows/rehearse-campaign.js';
import { planAgain, sendNoticeAgain } from './workflows/send-notice-again.js';
import { testCarrier, type TestBrand } from './workflows/test-carrier.js';
import { surveyAudience } from './workflows/survey-audience.js';
import { takeComplaint } from './workflows/take-complaint.js';

/** Real milliseconds between two looks at a request that is under way elsewhere. */
const LOOK_MS = 100;

export interface RouteParts {
  readonly reads: Reads & CustomerReads;
  readonly carriers: Carriers;
  readonly debts: Debts;
  /** How browsers reach us, without a path. */
  readonly publicUrl: string;
  readonly reader: DirectoryReader;
  /** What config/policy.yaml says, and what is in force. */
  readonly shipped: Policy;
  readonly policy: () => Promise<Policy>;
  /** Of config/brand.yaml. */
  readonly brand: BrandFacts & TestBrand;
  readonly feedSilence: Readonly<Record<string, number>>;
}

/** What the routes call. */
export const composeRoutes = (
  deps: Deps,
  { reads, carriers, debts, publicUrl, reader, shipped, policy, brand, feedSilence }: RouteParts,
) => {
  const survey = surveyAudience(deps);
  const keep = keepList(deps);
  const law = async () => withHouse(deps.rulebooks, (await policy()).houseRules);
  const views = { reads, clock: deps.clock, texts: deps.texts, law, policy };
  const cards = { ...deps, ...views, portal: deps.store.portal };
  const look = lookAtCases(deps);
  /** As a look of a transaction, with nothing locked. */
  const unlocked = {
    debtCases: {
      lock: (ids: readonly DebtCaseId[]) => reads.caseRows(ids),
      events: (ids: readonly DebtCaseId[]) => reads.caseEvents(ids),
      places: (ids: readonly DebtCaseId[]) => reads.casePlaces(ids),
      deliveries: (ids: readonly DebtCaseId[]) => reads.caseDeliveries(ids),
    },
    settings: { current: () => reads.settings() },
    weather: { about: (...asked: Parameters<Reads['weatherAbout']>) => reads.weatherAbout(...asked) },
  };
  const lookAt = async (id: DebtCaseId) => (await look(unlocked, [id]))[0] ?? null;
  const debtViews = { reads, clock: deps.clock, admins: deps.admins, lookAt };
  const customers = { reads, clock: deps.clock, texts: deps.texts, admins: deps.admins, lookAt };
  const detail = noticeDetail({ reads });
  const now = customerNow(customers);
  const office = { reads, admins: deps.admins, shipped };
  const known = carriers.all.map(({ carrier, ratePerSecond, cost, account }) => ({
    name: carrier.name,
    channel: carrier.channel,
    ratePerSecond,
    cost,
    account,
  }));
  const pages = { ...views, ...office, carriers: known, customObjects: () => deps.crm.customObjects() };
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
      redraftOutage: redraftOutage(deps),
      reviseOutage: reviseOutage(deps),
      rehearseCampaign: rehearseCampaign({
        ...deps,
        // A rehearsal reads the list anew; a launch sends to what was rehearsed.
        survey: async (outage, revision) => {
          await keep(outage, revision);
          return survey(outage, revision);
        },
      }),
      findList: findList(deps),
      lists: (text: string) => deps.crm.lists.search(text),
      approveCampaign: approveCampaign(deps),
      launchCampaign: launchCampaign({ ...deps, survey }),
      pauseCampaign: pauseCampaign(deps),
      resumeCampaign: resumeCampaign(deps),
      outageDetail: outageDetail(views),
      outageList: outageList(views),
      replayVerdict: replayVerdict({ reads, lawAsKept }),
    },
    campaigns: {
      outageOfRecord: (record: string) => reads.outageOfRecord(record),
      campaignCard: campaignCard(cards),
      campaignPreview: campaignPreview(cards),
      missedPeople: missedPeople({ reads }),
      pace: async (outage: OutageId) => {
        const campaign = await reads.newestCampaign(outage);
        return campaign === null ? null : reads.pace(campaign.id);
      },
      portal: deps.store.portal,
      publicUrl,
      makeFileLink: makeFileLink(deps),
      resendMissed: resendMissed(deps),
      listMissed: listMissed({ ...deps, reads }),
      laterAct,
    },
    pages: {
      operationsPage: operationsPage({ ...pages, feedSilence }),
      outageArchive: outageArchive(views),
      settingsPage: settingsPage({ ...pages, brand, rulebooks: deps.rulebooks }),
    },
    notices: { noticeList: noticeList({ reads }), noticeDetail: detail, blobs: deps.blobs },
    customers: {
      portal: deps.store.portal,
      publicUrl,
      noticeDetail: detail,
      customerNow: now,
      contactCard: contactCard(customers),
      contactHistory: contactHistory(customers),
      companyCard: companyCard(customers),
      companyHistory: companyHistory(customers),
      ticketCard: ticketCard({ ...customers, crm: deps.crm, customerNow: now, policy }),
      noticePanel: noticePanel({ reads, noticeDetail: detail }),
      sendNoticeAgain: sendNoticeAgain(deps),
      correctContactPoint: correctContactPoint({ ...deps, reader, planAgain: planAgain(deps) }),
      takeComplaint: takeComplaint({ ...deps, replyToComplaint: replyToComplaint(deps) }),
      closeComplaint: closeComplaint(deps),
      recordTry: recordTry(deps),
      makeLetterLink: makeLetterLink(deps),
    },
    debtActs: debts.acts,
    debts: {
      portal: deps.store.portal,
      publicUrl,
      debtCard: debtCard(debtViews),
      customerDebt: customerDebt(debtViews),
      debtList: debtList(debtViews),
      makeFileLink: makeFileLink(deps),
    },
    files: {
      debtExport: debtExport(debtViews),
      openFileLink: openFileLink(deps),
      campaignExport: campaignExport({ reads }),
      letterPreview: letterPreview(cards),
    },
    letters: { openLetterLink: openLetterLink(deps), noticeDetail: detail, blobs: deps.blobs },
    office: {
      me: me(office),
      roleList: roleList(office),
      settingList: settingList(office),
      settingHistory: settingHistory(office),
      changeRole: changeRole(deps),
      changeSettings: changeSettings(deps),
      testCarrier: testCarrier({ ...deps, brand }),
    },
  };
};
