import type { PreviewView } from '../../ui-extensions/contract/campaign.js';
import type { AffectedAccount } from '../domain/account.js';
import { CHANNELS, type Channel } from '../domain/contact-point.js';
import type {
  AccountId,
  CampaignId,
  ContactPointId,
  OutageId,
  PartyId,
  PortalId,
  ServicePointId,
} from '../domain/ids.js';
import type { OutageNoticeFacts, OutageNoticeKind } from '../domain/notice/notice.js';
import { judgeRevision, lastLaunched, pinnedFor } from '../domain/outage/judge.js';
import { planNotices } from '../domain/outage/plan-notices.js';
import type { LetterCalendar, Policy } from '../domain/policy.js';
import type { Rulebook } from '../domain/rules/rulebook.js';
import type { Zone } from '../domain/time.js';
import type { Clock, LetterFile, Letters, LetterText, Rendered, Texts } from '../workflows/ports.js';
import type { Reach } from '../workflows/ports/directory.js';
import type { StoredOutage, StoredRevision } from '../workflows/ports/outages.js';
import type { Reads } from '../workflows/ports/reads.js';
import { bodyOf } from './notice-views.js';

export interface PreviewNeeds {
  readonly portal: PortalId;
  readonly reads: Reads;
  readonly clock: Clock;
  readonly texts: Texts;
  readonly letters: Letters;
  /** As it applies now. */
  readonly law: () => Promise<readonly Rulebook[]>;
  readonly policy: () => Promise<Policy>;
  readonly letterCalendar: LetterCalendar;
}
export interface PreviewAsked {
  readonly kind: OutageNoticeKind | null;
  readonly language: string | null;
  readonly channel: Channel | null;
}

/** Nobody's: a preview shows the words, and no customer's data. */
const SAMPLE = {
  name: 'A. Sample',
  number: '000-000',
  address: { line1: 'Sample Street 1', line2: '', city: 'Sampleton', postcode: '00000', country: 'DE' },
  party: 'sample' as PartyId,
  point: 'sample' as ServicePointId,
};

/** Somebody invented at a place the outage touches, who has heard of it already or not. */
const sampleAccount = (place: Reach, feeder: string, told: boolean): AffectedAccount => ({
  id: 'sample' as AccountId,
  number: SAMPLE.number,
  inArrears: false,
  servicePoints: [
    {
      id: SAMPLE.point,
      feeder,
      address: SAMPLE.address,
      zone: place.zone,
      jurisdiction: place.jurisdiction,
      customerClass: place.customerClass,
      lifeSupport: place.lifeSupport,
    },
  ],
  addressees: [
    {
      party: SAMPLE.party,
      name: SAMPLE.name,
      language: null,
      role: 'holder',
      noInternet: false,
      contactPoints: [
        {
          id: 'sample' as ContactPointId,
          kind: 'email',
          value: 'sample@example.com',
          optedOut: [],
          problem: null,
        },
      ],
      servicePoints: [SAMPLE.point],
    },
  ],
  told: told ? [{ addressee: SAMPLE.party, reached: [], servicePoints: [SAMPLE.point] }] : [],
});

interface Sample {
  readonly facts: OutageNoticeFacts;
  readonly zone: Zone;
}

/** What the newest revision says to whom, by kind of notice: first word to some, a change to others. */
const samplesOf = async (
  needs: PreviewNeeds,
  outage: StoredOutage,
  revision: StoredRevision,
): Promise<ReadonlyMap<OutageNoticeKind, Sample>> => {
  const former = lastLaunched(outage.revisions, revision.n);
  const places = await needs.reads.reach(revision.feeders, outage.id, revision.n);
  const now = needs.clock.now();
  const judged = judgeRevision(outage, revision, former, places, await needs.law(), now);
  const pinned = pinnedFor(judged.pinned);
  const policy = await needs.policy();
  const place = places.find(each => pinned(each) !== null);
  const samples = new Map<OutageNoticeKind, Sample>();
  if (place === undefined) return samples;
  for (const told of former === null ? [false] : [true, false])
    for (const { kind, facts, zone } of planNotices(sampleAccount(place, revision.feeders[0] ?? '', told), {
      portal: needs.portal,
      outage,
      campaign: '' as CampaignId,
      revision,
      former,
      affectedAccounts: null,
      policy,
      letters: needs.letterCalendar,
      languageFor: needs.texts.languageFor,
      pinned,
      now,
    }))
      if (!samples.has(kind)) samples.set(kind, { facts, zone });
  return samples;
};

interface Chosen {
  readonly kinds: readonly OutageNoticeKind[];
  readonly kind: OutageNoticeKind;
  readonly language: string;
  readonly channel: Channel;
  readonly content: Rendered;
  readonly letters: Letters;
}

const choose =
  (needs: PreviewNeeds) =>
  async (id: OutageId, asked: PreviewAsked): Promise<Chosen | null> => {
    const outage = await needs.reads.outage(id);
    const revision = outage?.revisions.at(-1);
    if (outage === null || revision === undefined) return null;
    const samples = await samplesOf(needs, outage, revision);
    const kinds = [...samples.keys()];
    const kind = asked.kind !== null && samples.has(asked.kind) ? asked.kind : kinds[0];
    const sample = kind === undefined ? undefined : samples.get(kind);
    if (kind === undefined || sample === undefined) return null;
    const { languages } = needs.texts;
    const language =
      asked.language !== null && languages.includes(asked.language) ? asked.language : (languages[0] ?? 'en');
    const channel = asked.channel ?? 'email';
    const { brand } = await needs.policy();
    const content = needs.texts.as(brand).render({
      channel,
      language,
      zone: sample.zone,
      on: needs.clock.now(),
      facts: sample.facts,
    });
    return { kinds, kind, language, channel, content, letters: needs.letters.as(brand) };
  };

const compose = (letters: Letters, content: LetterText): Promise<LetterFile> =>
  letters.compose(content, { name: SAMPLE.name, address: SAMPLE.address }, 'SAMPLE');

/** One text of the newest revision in one language, by the renderers that write to customers. Nothing is sent. */
export const campaignPreview =
  (needs: PreviewNeeds) =>
  async (id: OutageId, asked: PreviewAsked): Promise<PreviewView | null> => {
    const chosen = await choose(needs)(id, asked);
    if (chosen === null) return null;
    const { content, kinds, kind, language, channel } = chosen;
    return {
      kinds: [...kinds],
      languages: [...needs.texts.languages],
      channels: [...CHANNELS],
      kind,
      language,
      channel,
      subject: content.channel === 'sms' ? null : content.subject,
      text: bodyOf(content) ?? '',
      sms:
        content.channel === 'sms'
          ? { characters: content.characters, encoding: content.encoding, segments: content.segments }
          : null,
      pages: content.channel === 'letter' ? (await compose(chosen.letters, content)).pages : null,
    };
  };

/** The letter as it would be printed; null: there is none to set. */
export const letterPreview =
  (needs: PreviewNeeds) =>
  async (id: OutageId, asked: Omit<PreviewAsked, 'channel'>): Promise<Uint8Array | null> => {
    const chosen = await choose(needs)(id, { ...asked, channel: 'letter' });
    if (chosen === null || chosen.content.channel !== 'letter') return null;
    return (await compose(chosen.letters, chosen.content)).pdf;
  };
