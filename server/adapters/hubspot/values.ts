import { saysNothing, type SaidBalance } from '../../domain/debt/balance.js';
import type { CrmRecord } from './answers.js';

/** A property as trimmed text; '' when it is not set. */
export const text = ({ properties }: CrmRecord, name: string): string => (properties[name] ?? '').trim();
export const textOrNull = (record: CrmRecord, name: string): string | null => text(record, name) || null;
/** Imports leave more than HubSpot's own `true` behind. */
export const flag = (record: CrmRecord, name: string): boolean =>
  /^(true|yes|y|1)$/i.test(text(record, name));

/** What the record says is owed; null: nothing of it is set. */
export const balanceOf = (record: CrmRecord): SaidBalance | null => {
  const said = {
    amount: text(record, 'balance_due'),
    currency: text(record, 'balance_currency'),
    due: text(record, 'balance_due_date'),
    asOf: text(record, 'balance_as_of'),
  };
  return saysNothing(said) ? null : said;
};

export const pageQuery = (properties: readonly string[], after: string | null): string => {
  const query = new URLSearchParams({ limit: '100', properties: properties.join(',') });
  if (after !== null) query.set('after', after);
  return query.toString();
};
