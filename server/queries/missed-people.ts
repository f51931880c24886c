import type { MissedRow } from '../../ui-extensions/contract/campaign.js';
import type { PostalAddress } from '../domain/contact-point.js';
import type { NoticeId, OutageId } from '../domain/ids.js';
import { reasonWords, type CardLanguage } from '../domain/notice/reasons.js';
import type { MissedCursor, MissedRead } from '../workflows/ports/campaign-reads.js';
import type { Reads } from '../workflows/ports/reads.js';

const PAGE = 25;

export interface MissedPage {
  readonly total: number;
  readonly rows: readonly MissedRow[];
  readonly next: string | null;
}

/** Who was not reached by anything said of an outage, life support first, with the reasons and the task. */
export const missedPeople =
  ({ reads }: { readonly reads: Reads }) =>
  async (outage: OutageId, after: string | null): Promise<MissedPage> => {
    const rows = await reads.missed(outage, cursorIn(after), PAGE + 1);
    const page = rows.slice(0, PAGE);
    const last = page.at(-1);
    return {
      total: await reads.missedCount(outage),
      rows: page.map(toRow),
      next: last !== undefined && rows.length > PAGE ? cursorOf(last) : null,
    };
  };

/** `1.<notice>` after somebody on life support, `0.<notice>` after anybody else. */
const cursorOf = ({ lifeSupport, notice }: MissedRead): string => `${lifeSupport ? 1 : 0}.${notice}`;
const CURSOR = /^([01])\.([0-9a-f-]{36})$/;
const cursorIn = (text: string | null): MissedCursor | null => {
  const [, lifeSupport, notice] = CURSOR.exec(text ?? '') ?? [];
  return notice === undefined ? null : { lifeSupport: lifeSupport === '1', notice: notice as NoticeId };
};

export const placeOf = (premises: readonly PostalAddress[]): string =>
  premises.map(({ line1, postcode, city }) => `${line1}, ${postcode} ${city}`).join('; ');

const toRow = ({ reasons, premises, state: _, contactIds, ...row }: MissedRead): MissedRow => ({
  ...row,
  contactIds: [...contactIds],
  place: placeOf(premises),
  reasons: { en: allWords(reasons, 'en'), ru: allWords(reasons, 'ru') },
});

/** Whom nothing has failed yet is listed too, once a person was asked before the deadline. */
const allWords = (reasons: readonly string[], language: CardLanguage): string[] =>
  reasons.length === 0
    ? [reasonWords('stillTrying', language)]
    : [...new Set(reasons.map(reason => wordsOf(reason, language)))];

/** `sms:sms.landline` of a delivery, `noContactPoint` of a person without one. */
const wordsOf = (reason: string, language: CardLanguage): string =>
  reasonWords(reason.slice(reason.indexOf(':') + 1), language);
