import type { Server } from '../../client/server.js';
import type { CampaignCard } from '../../contract/campaign.js';
import type { Surface } from '../../parts/surface.js';
import { campaignWords } from '../../words/campaign.js';
import { sendingWords } from '../../words/sending.js';
import { sayIn, type Language } from '../../words/say.js';

/** What every part of the campaign is given. */
export interface CampaignProps {
  readonly card: CampaignCard;
  readonly server: Server;
  readonly surface: Surface;
  readonly language: Language;
  /** Asks for newer facts after an act. */
  readonly onDone: () => void;
}

export const campaignSay = (language: Language) => sayIn(campaignWords, language);
export const sendingSay = (language: Language) => sayIn(sendingWords, language);

/** The routes of this outage. */
export const pathOf = ({ outage }: Pick<CampaignCard, 'outage'>, rest: string): string =>
  `/api/outages/${outage.id}/${rest}`;
export const cardPathOf = ({ outage }: Pick<CampaignCard, 'outage'>, rest: string): string =>
  `/api/cards/outages/${outage.id}/${rest}`;
