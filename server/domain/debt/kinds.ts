import { LEGAL_CHANNELS, type Law, type LegalChannel } from '../rules/rulebook.js';
import { ruleOf } from './ladder.js';
import type { DebtNoticeKind } from './notice.js';

/** The ways in law that we have a carrier for; everything else a person must do. */
export const OURS: readonly LegalChannel[] = ['email', 'sms', 'letter', 'registeredLetter'];
const ADDRESSED: readonly string[] = ['customer', 'occupants', 'thirdParty'];

/** Every way in which this law lets a notice be given. */
export const waysOf = ({ rules }: Law, notice: string): readonly LegalChannel[] =>
  rules.notices?.[notice]?.form?.value.groups.flatMap(({ oneOf }) => oneOf) ?? [];

const isWritten = (law: Law, notice: string): boolean => {
  const asked = waysOf(law, notice);
  const ways =
    asked.length > 0 ? asked : LEGAL_CHANNELS.filter(channel => ruleOf(law, notice, channel) !== undefined);
  return ways.length === 0 || ways.some(way => OURS.includes(way));
};

/**
 * Which of our texts says what a notice of this law must say: of its written notices to people the last is the
 * disconnection letter, the first of several the initial notice, and what stands between them a final notice.
 */
export const kindOf = (law: Law, notice: string): DebtNoticeKind => {
  const all = Object.entries(law.rules.notices ?? {});
  if (law.rules.notices?.[notice]?.given?.value.says === 'offer') return 'plan_offer';
  const orders = all.flatMap(([name, { given }]) =>
    given !== undefined &&
    given.value.says === undefined &&
    ADDRESSED.includes(given.value.to) &&
    isWritten(law, name)
      ? [given.value.order]
      : [],
  );
  const order = law.rules.notices?.[notice]?.given?.value.order ?? 1;
  if (order >= Math.max(...orders)) return 'disconnection_letter';
  return order <= Math.min(...orders) ? 'initial_notice' : 'final_notice';
};
