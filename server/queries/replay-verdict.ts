import type { ReplayView } from '../../ui-extensions/contract/outage.js';
import type { OutageId } from '../domain/ids.js';
import { askAgain } from '../domain/rules/answer.js';
import type { Judgement } from '../domain/rules/assess.js';
import type { Rulebook } from '../domain/rules/rulebook.js';
import type { KeptLaw, Reads } from '../workflows/ports/reads.js';

interface Needs {
  readonly reads: Reads;
  /** Reads kept texts as the files were read. */
  readonly lawAsKept: (kept: KeptLaw) => readonly Rulebook[];
}

/** Without regard to the order of fields, which the ledger does not keep. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, node: unknown) =>
    typeof node === 'object' && node !== null && !Array.isArray(node)
      ? Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)))
      : node,
  );
const bare = ({ whom: _w, asked: _a, ...said }: Judgement): string => canonical(said);

/**
 * Judges a launched revision again by the rulebooks and calendars that it was judged by then, whatever the files say
 * today: what an auditor asks for. Null: no such launch.
 */
export const replayVerdict =
  ({ reads, lawAsKept }: Needs) =>
  async (id: OutageId, n: number): Promise<ReplayView | null> => {
    const revision = (await reads.outage(id))?.revisions.find(each => each.n === n);
    const judgements = revision?.verdict?.judgements;
    if (judgements === undefined) return null;
    const asked = judgements.flatMap(judgement => judgement.asked ?? []);
    const kept = lawAsKept(
      await reads.keptLaw({
        rulebooks: [...new Set(asked.flatMap(({ versions }) => versions.rulebooks))],
        calendars: [...new Set(asked.flatMap(({ versions }) => versions.calendars))],
      }),
    );
    return {
      revision: n,
      answers: judgements.map(then => {
        const again = then.asked === undefined ? null : askAgain(then.asked, kept);
        const { jurisdiction, zone, whom, verdict } = then;
        return {
          ...{ jurisdiction, zone, whom: [...whom], then: verdict },
          again: again?.ok === true ? again.value.verdict : null,
          same: again?.ok === true && bare(again.value) === bare(then),
          why: again?.ok === false ? again.refusals[0].message : null,
        };
      }),
    };
  };
