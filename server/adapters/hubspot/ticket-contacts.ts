import type { Api } from './api.js';
import { readLinks } from './links.js';

/** A person waits for the answer, but it is one call, and none for a card that is not opened. */
export const readContactsOfTicket =
  (api: Api) =>
  async (ticket: string): Promise<readonly string[]> => {
    const links = await readLinks(api, 'tickets', 'contacts', 'tickets-contacts', [ticket]);
    return [...new Set(links.map(({ to }) => to))];
  };
