import { refuse, type Outcome } from '../domain/outcome.js';

/** What a campaign's card offers and this version does not do yet. */
export type LaterAct = 'publicPage' | 'evidence' | 'regulatorReport';

const WHAT: Readonly<Record<LaterAct, { readonly message: string; readonly lawful: string }>> = {
  publicPage: {
    message: 'This version has no public page of outages yet.',
    lawful: 'Tell those who are affected by a campaign; what was said can be read on the notices.',
  },
  evidence: {
    message: 'This version does not make the evidence file yet.',
    lawful: 'Export the campaign: it lists each message, when it was served and how.',
  },
  regulatorReport: {
    message: 'This version does not write the regulator’s report yet.',
    lawful: 'Export the campaign: it holds the figures of the report.',
  },
};

/** Refuses what is not there yet, and says what can be done today. */
export const laterAct = (act: LaterAct): Outcome<never> =>
  refuse({ code: `later.${act}`, ...WHAT[act], because: [] });
