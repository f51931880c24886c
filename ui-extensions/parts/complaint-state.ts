import type { ComplaintRow } from '../contract/customer.js';
import { actWords } from '../words/customer-acts.js';
import { near } from '../words/moments.js';
import { sayIn, type Language } from '../words/say.js';

/** How a complaint stands, in one line. */
export const complaintState = (
  { askedAt, closesAt, closedAt, closedBy }: ComplaintRow,
  zone: string,
  language: Language,
  nowMs: number,
): string => {
  const say = sayIn(actWords, language);
  const at = (instant: string): string => near(instant, zone, language, nowMs);
  if (closedAt !== null)
    return closedBy === null
      ? say('complaint.closed.self', { when: at(closedAt) })
      : say('complaint.closed.by', { when: at(closedAt), who: closedBy });
  return askedAt === null || closesAt === null
    ? say('complaint.open')
    : say('complaint.asked', { asked: at(askedAt), closes: at(closesAt) });
};
