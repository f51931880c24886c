import { PLANNED } from '../http/office-town.js';
import type { Reply } from './further-accounts.js';

/** An id in the form of ours that nothing has. */
export const NOBODYS = '01900000-0000-7000-8000-000000000000';
const AT = '2026-11-20T09:00:00.000Z';
/** Of every act about something by its id: a request that is in order. */
export const REQUESTS: Readonly<Record<string, (of: { readonly delivery: string }) => object>> = {
  '/api/outages/:id/draft': () => PLANNED,
  '/api/outages/:id/revisions': () => ({ kind: 'cancel' }),
  '/api/outages/:id/rehearsal': () => ({}),
  '/api/outages/:id/approvals': () => ({ kind: 'size' }),
  '/api/outages/:id/launch': () => ({ fingerprint: 'x' }),
  '/api/outages/:id/pause': () => ({ reason: 'wrong street' }),
  '/api/outages/:id/resume': () => ({}),
  '/api/outages/:id/resend': () => ({}),
  '/api/outages/:id/files': () => ({ file: 'export' }),
  '/api/outages/:id/missed-list': () => ({}),
  '/api/outages/:id/later': () => ({ act: 'evidence' }),
  '/api/notices/:id/send-again': () => ({ contactPoint: NOBODYS, reason: 'lost' }),
  '/api/notices/:id/letter-links': ({ delivery }) => ({ delivery }),
  '/api/contacts/:contact/corrections': () => ({ correction: { kind: 'email', email: 'x@mail.example' } }),
  '/api/contacts/:record/complaints': () => ({ about: 'other', said: 'x' }),
  '/api/companies/:record/complaints': () => ({ about: 'other', said: 'x' }),
  '/api/complaints/:id/close': () => ({}),
  '/api/tickets/:ticket/tries': () => ({ act: 'reached', way: 'phoneCall' }),
  '/api/debts/:case/holds': () => ({
    reason: 'manual',
    until: { day: '2026-12-04' },
    effect: 'barsAct',
    note: 'x',
  }),
  '/api/debts/:case/holds/:hold/release': () => ({ note: 'x' }),
  '/api/debts/:case/promise': () => ({ minor: 100, on: '2026-12-04' }),
  '/api/debts/:case/plan': () => ({ parts: [{ minor: 18420, on: '2026-12-04' }] }),
  '/api/debts/:case/check': () => ({}),
  '/api/debts/:case/approve': () => ({ reason: 'x' }),
  '/api/debts/:case/proofs': () => ({ step: 'first', form: 'letter', sentAt: AT, served: null, note: 'x' }),
  '/api/debts/:case/carried-out': () => ({ act: 'disconnection', at: AT }),
  '/api/debts/:case/reconnected': () => ({ at: AT }),
};

/** A card says when it was asked, and some repeat of which record. */
export const saidOf = ({ reference: _, ...body }: Reply['body'], ids: readonly string[]): string =>
  ids
    .reduce((text, id) => text.replaceAll(`"${id}"`, '"it"'), JSON.stringify(body))
    .replace(/"[\dT:.-]+Z"/g, '"then"');

/** What a read gives of what is not there. */
export const isEmpty = (value: unknown): boolean =>
  value === null || (Array.isArray(value) && value.length === 0);
