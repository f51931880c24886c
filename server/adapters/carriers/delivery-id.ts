import type { DeliveryId } from '../../domain/ids.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Ids come back from outside (an address, a query, a printer's file), and some become file names: only the shape of
 * a UUID passes, in lower case, since mail servers may change the case of a local part.
 */
export const readDeliveryId = (text: string | null | undefined): DeliveryId | null => {
  const lower = text?.trim().toLowerCase() ?? '';
  return UUID.test(lower) ? (lower as DeliveryId) : null;
};
