import type { Server } from '../../client/server.js';
import type { DebtCard } from '../../contract/debt.js';
import type { Reading } from '../../parts/debt-standing.js';
import type { Surface } from '../../parts/surface.js';
import { debtActWords } from '../../words/debt-acts.js';
import { debtWords } from '../../words/debt.js';
import { millisecondsOf } from '../../words/moments.js';
import { sayIn, type Language } from '../../words/say.js';

/** Beside what every surface lets one do, a sentence may be copied. */
export interface DebtSurface extends Surface {
  readonly copy: (text: string) => void;
}

/** What every part of the ladder is given. */
export interface DebtProps {
  readonly card: DebtCard;
  readonly server: Server;
  readonly surface: DebtSurface;
  readonly language: Language;
  /** Asks for newer facts after an act. */
  readonly onDone: () => void;
}

export const debtSay = (language: Language) => sayIn(debtWords, language);
export const debtActSay = (language: Language) => sayIn(debtActWords, language);
export const casePathOf = ({ case: id }: Pick<DebtCard, 'case'>, rest: string): string =>
  `/api/debts/${id}/${rest}`;
export const readingOf = ({ card, language }: Pick<DebtProps, 'card' | 'language'>): Reading => ({
  zone: card.zone,
  language,
  nowMs: millisecondsOf(card.serverNow),
});
