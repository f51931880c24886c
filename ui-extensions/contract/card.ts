import * as z from 'zod/mini';
import { instant } from './common.js';

/** What every card's answer says besides its facts: when they were true, and when to ask again; null: not by itself. */
export const cardAnswer = { serverNow: instant, nextPollSeconds: z.nullable(z.number()) };
