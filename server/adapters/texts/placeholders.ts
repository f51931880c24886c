import { isOfDebt } from '../../domain/debt/notice.js';
import { COMMON } from './common-placeholders.js';
import { DEBT } from './debt-placeholders.js';
import type { PlaceholderUse } from './message-check.js';
import { OUTAGE } from './outage-placeholders.js';
import type { Case } from './placeholder.js';

/** Notices of an outage and of a debt have facts of their own; a text of one cannot tell those of the other. */
export const FAMILIES = ['outage', 'debt'] as const;
export type Family = (typeof FAMILIES)[number];
export const familyOf = (facts: { readonly kind: string }): Family => (isOfDebt(facts) ? 'debt' : 'outage');

/** What the texts of a family may use. */
export const PLACEHOLDERS: Readonly<Record<Family, Readonly<Record<string, PlaceholderUse>>>> = {
  outage: { ...COMMON, ...OUTAGE },
  debt: { ...COMMON, ...DEBT },
};
export const isPlaceholder = (name: string): boolean => FAMILIES.some(family => name in PLACEHOLDERS[family]);
export const isYesNo = (name: string): boolean =>
  FAMILIES.some(family => {
    const found = PLACEHOLDERS[family][name];
    return found?.use === 'choice' && found.among.includes('yes');
  });

/** What a placeholder tells in this case; null: a fact that the notice lacks. */
export const valuesOf = (c: Case): ((name: string) => string | number | null) => {
  const { facts } = c;
  if (isOfDebt(facts)) {
    const debt = { ...c, facts };
    return name => COMMON[name]?.of(debt) ?? DEBT[name]?.of(debt) ?? null;
  }
  const outage = { ...c, facts };
  return name => COMMON[name]?.of(outage) ?? OUTAGE[name]?.of(outage) ?? null;
};
