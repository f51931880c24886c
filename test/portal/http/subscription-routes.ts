import { z } from 'zod';
import { apiVersion } from '../api-version.js';
import { invalid, refused, type Outcome } from '../problem.js';
import { answered, bodyOf, type Answer, type Call, type Handling, type Route } from './route.js';

/** A class of marketing mail somebody may refuse; statutory notices are none. */
export interface SubscriptionType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

type State = 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NOT_SPECIFIED';

const base = `/communication-preferences/${apiVersion}`;
const v3 = '/communication-preferences/v3';
const write = z.strictObject({
  subscriptionId: z.union([z.string(), z.number().int()]).transform(String),
  statusState: z.enum(['SUBSCRIBED', 'UNSUBSCRIBED', 'NOT_SPECIFIED']),
  channel: z.literal('EMAIL'),
  legalBasis: z.string().optional(),
  legalBasisExplanation: z.string().optional(),
});
const oldWrite = z.strictObject({
  emailAddress: z.string(),
  subscriptionId: z.string(),
  legalBasis: z.string().optional(),
  legalBasisExplanation: z.string().optional(),
});

/** What people have said about e-mail; there is no consent for any other channel here. */
export function subscriptionRoutes({ crm }: Handling, types: readonly SubscriptionType[]): readonly Route[] {
  const states = new Map<string, State>();
  const since = crm.now();
  const key = (email: string, id: string): string => `${email.toLowerCase()} ${id}`;
  const stateOf = (email: string, id: string): State => states.get(key(email, id)) ?? 'NOT_SPECIFIED';
  const definition = (type: SubscriptionType): unknown => ({
    ...type,
    isActive: true,
    isDefault: false,
    isInternal: false,
    communicationMethod: 'Email',
    purpose: 'Marketing',
    createdAt: since,
    updatedAt: since,
  });
  const view = (email: string, type: SubscriptionType): Readonly<Record<string, unknown>> => ({
    channel: 'EMAIL',
    subscriberIdString: email,
    subscriptionId: Number(type.id),
    subscriptionName: type.name,
    status: stateOf(email, type.id),
    source: 'Public API',
    timestamp: crm.now(),
  });
  const oldView = (email: string, type: SubscriptionType): unknown => ({
    ...type,
    status: stateOf(email, type.id) === 'SUBSCRIBED' ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
    sourceOfStatus: 'SUBSCRIPTION_STATUS',
  });
  const emailOf = ({ params }: Call): string => params['email'] ?? '';
  const set = (email: string, id: string, state: State): SubscriptionType | undefined => {
    const type = types.find(known => known.id === id);
    if (type) states.set(key(email, id), state);
    return type;
  };
  const writeOne: Route['answer'] = call => {
    const body = bodyOf(call, write);
    if (!body.ok) return body;
    const type = set(emailOf(call), body.value.subscriptionId, body.value.statusState);
    return type ? answered(200, { status: 'COMPLETE', results: [view(emailOf(call), type)] }) : unknownType;
  };
  const oldChange =
    (state: State): Route['answer'] =>
    call => {
      const body = bodyOf(call, oldWrite);
      if (!body.ok) return body;
      const { emailAddress, subscriptionId } = body.value;
      const type = set(emailAddress, subscriptionId, state);
      return type ? answered(200, oldView(emailAddress, type)) : unknownType;
    };
  const unsubscribeAll: Route['answer'] = call => {
    for (const { id } of types) set(emailOf(call), id, 'UNSUBSCRIBED');
    return answered(200, { status: 'COMPLETE', results: types.map(type => view(emailOf(call), type)) });
  };
  const wide: Route['answer'] = call => {
    const out = types.length > 0 && types.every(({ id }) => stateOf(emailOf(call), id) === 'UNSUBSCRIBED');
    const status = out ? 'UNSUBSCRIBED' : 'NOT_SPECIFIED';
    const row = {
      channel: 'EMAIL',
      subscriberIdString: emailOf(call),
      wideStatusType: 'PORTAL_WIDE',
      status,
    };
    return answered(200, { status: 'COMPLETE', results: [row] });
  };
  const status = `${base}/statuses/:email`;
  return [
    {
      method: 'GET',
      path: `${base}/definitions`,
      answer: () => answered(200, { results: types.map(definition) }),
    },
    {
      method: 'GET',
      path: status,
      answer: call => {
        const results = types.map(type => view(emailOf(call), type));
        return answered(200, { status: 'COMPLETE', results });
      },
    },
    { method: 'POST', path: status, answer: writeOne },
    { method: 'GET', path: `${status}/unsubscribe-all`, answer: wide },
    { method: 'POST', path: `${status}/unsubscribe-all`, answer: unsubscribeAll },
    {
      method: 'GET',
      path: `${v3}/definitions`,
      answer: () => answered(200, { subscriptionDefinitions: types.map(definition) }),
    },
    {
      method: 'GET',
      path: `${v3}/status/email/:email`,
      answer: call => {
        const subscriptionStatuses = types.map(type => oldView(emailOf(call), type));
        return answered(200, { recipient: emailOf(call), subscriptionStatuses });
      },
    },
    { method: 'POST', path: `${v3}/subscribe`, answer: oldChange('SUBSCRIBED') },
    { method: 'POST', path: `${v3}/unsubscribe`, answer: oldChange('UNSUBSCRIBED') },
  ];
}

const unknownType: Outcome<Answer> = refused(invalid('No subscription of that id'));
