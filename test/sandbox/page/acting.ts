import type { Request } from 'express';
import { PEOPLE, PERSONAS } from '../staff.js';
import type { Persona } from '../stage.js';
import { one } from './requests.js';

/** Whom the cards are shown to; HubSpot would say. Chosen on each page that shows cards, kept in a cookie. */
export const actingAs = (request: Request): Persona => {
  const kept = /(?:^|;\s*)as=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const asked = one(request.query, 'as') || kept;
  return PERSONAS.find(persona => persona === asked) ?? 'tom';
};

/** As HubSpot numbers its users. */
export const userOf = (persona: Persona): { readonly id: number; readonly email: string } => ({
  id: 101 + PERSONAS.indexOf(persona),
  email: PEOPLE[persona],
});
