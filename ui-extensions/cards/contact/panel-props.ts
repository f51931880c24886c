import type { Server } from '../../client/server.js';
import type { HistoryRow } from '../../contract/customer.js';
import type { Language } from '../../words/say.js';

/** What the panel of a notice is drawn with. */
export interface PanelProps {
  readonly server: Server;
  readonly language: Language;
  readonly notice: HistoryRow;
  readonly nowMs: number;
  /** Null: the user may act; else why not. */
  readonly mayNot: string | null;
  /** Something was done: the card asks anew. */
  readonly onDone: () => void;
}
