import { CHANNELS, type Channel } from '../contact-point.js';
import type { CivilDate } from '../time.js';
import type { ResolvedRules, Rule, Rulebook, Scenario, ServedWhen } from './rulebook.js';

/** Why no answer can be given: the fact or rule that is missing, and who can supply it. */
export interface Undetermined {
  readonly code: 'jurisdiction.unknown' | 'rules.notInForce' | 'rule.missing';
  readonly message: string;
}
export type Resolution =
  | { readonly known: true; readonly rules: ResolvedRules }
  | { readonly known: false; readonly missing: Undetermined };

const covers = (layer: string, key: string): boolean =>
  key === layer || key.startsWith(`${layer}-`) || key.startsWith(`${layer}:`);
/** How specific a rulebook is for a key: the length of its longest key that covers it, 0 if none does. */
const specificity = (rulebook: Rulebook, key: string): number =>
  Math.max(0, ...rulebook.jurisdictions.filter(layer => covers(layer, key)).map(layer => layer.length));

const inForce = (rulebook: Rulebook, on: CivilDate): boolean =>
  rulebook.validFrom <= on && (rulebook.validTo === null || on <= rulebook.validTo);

const missing = (code: Undetermined['code'], message: string): Resolution => ({
  known: false,
  missing: { code, message },
});

/**
 * Merges the layers that cover a jurisdiction, the most specific winning field by field. An unknown key, or a field
 * that no layer sets, leaves the question undetermined: the baseline is never applied to somebody who did not ask for it.
 */
export const resolveRules = (
  rulebooks: readonly Rulebook[],
  jurisdiction: string,
  scenario: Scenario,
  on: CivilDate,
): Resolution => {
  const covering = rulebooks.filter(rulebook => specificity(rulebook, jurisdiction) > 0);
  if (covering.length === 0)
    return missing('jurisdiction.unknown', `No rulebook covers the jurisdiction "${jurisdiction}".`);
  const layers = covering
    .filter(rulebook => inForce(rulebook, on))
    .sort((a, b) => specificity(a, jurisdiction) - specificity(b, jurisdiction) || (a.id < b.id ? -1 : 1));
  if (layers.length === 0)
    return missing('rules.notInForce', `No rulebook for "${jurisdiction}" is in force on ${on}.`);

  const merged = Object.assign(
    {},
    ...layers.map(layer => layer.scenarios[scenario] ?? {}),
  ) as Partial<ResolvedRules>;
  const servedWhen = Object.assign(
    {},
    ...layers.map(layer => layer.scenarios[scenario]?.servedWhen ?? {}),
  ) as Partial<Record<Channel, Rule<ServedWhen>>>;
  const { lead, writtenForm } = merged;
  const gap =
    lead === undefined
      ? 'lead'
      : writtenForm === undefined
        ? 'writtenForm'
        : CHANNELS.find(c => servedWhen[c] === undefined);
  if (lead === undefined || writtenForm === undefined || gap !== undefined)
    return missing('rule.missing', `The rulebooks for "${jurisdiction}" say nothing of ${scenario}.${gap}.`);
  return {
    known: true,
    rules: {
      jurisdiction,
      scenario,
      rulebooks: layers.map(layer => `${layer.id}@${layer.version}`),
      lead,
      writtenForm,
      servedWhen: servedWhen as Record<Channel, Rule<ServedWhen>>,
      content: Object.assign({}, ...layers.map(layer => layer.content)) as ResolvedRules['content'],
    },
  };
};
