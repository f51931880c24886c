import type { PortalId } from '../../domain/ids.js';
import type { Network, NetworkWord } from '../../workflows/ports/orders.js';
import { folderNetwork, readReplies, type WriteWhole } from './folder-network.js';
import { isSigned, readWords } from './network-words.js';
import { webhookNetwork, type WebhookSettings } from './webhook-network.js';

/** How the network is told: through a folder, or by webhook. */
export type NetworkSettings = { readonly folder: string } | WebhookSettings;

/** The way to the network of all portals, and its words back. */
export interface Networks {
  of(portal: PortalId): Network;
  /** Words that lie in the folder; returns how many files could not be read. */
  replies(record: (words: readonly NetworkWord[]) => Promise<unknown>): Promise<number>;
  /** A signed callback; null: not signed by the network, or not to be read. */
  callback(
    body: Uint8Array,
    signed: { readonly timestamp: string; readonly signature: string },
  ): { readonly words: readonly NetworkWord[] } | { readonly refused: 'signature' | 'malformed' };
}

export const makeNetworks = (
  settings: NetworkSettings,
  { writeWhole, nowMs }: { readonly writeWhole: WriteWhole; readonly nowMs: () => number },
): Networks =>
  'folder' in settings
    ? {
        of: portal => folderNetwork(settings.folder, portal, writeWhole),
        replies: record => readReplies(settings.folder, record),
        // A folder has no secret: nobody can have signed anything.
        callback: () => ({ refused: 'signature' }),
      }
    : {
        of: portal => webhookNetwork(settings, portal, nowMs),
        replies: () => Promise.resolve(0),
        callback: (body, signed) => {
          if (!isSigned(settings.secret, signed, body, nowMs())) return { refused: 'signature' };
          const words = readWords(Buffer.from(body).toString('utf8'));
          return words === null ? { refused: 'malformed' } : { words };
        },
      };
