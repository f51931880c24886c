import type { Addressee, ServicePoint } from '../account.js';
import { channelOf, type ContactPoint } from '../contact-point.js';
import type { AccountId } from '../ids.js';
import type { FactValue } from '../rules/rulebook.js';
import type { Instant } from '../time.js';
import type { DebtPolicy } from './policy.js';
import type { CaseFacts } from './question.js';

/** Whom and what a case is about, as the directory has them now. */
export interface CasePlace {
  readonly account: { readonly id: AccountId; readonly number: string };
  readonly servicePoint: ServicePoint & { readonly facts: Readonly<Record<string, FactValue>> };
  /** Of the account; who answers for it first. */
  readonly addressees: readonly Addressee[];
  /** The account is no longer supplied there since that day. */
  readonly suppliedNoMore: boolean;
}

/** Why a contact point cannot carry a notice of a debt; a marketing opt-out is none. Null: it can. */
export const debtObstacle = (point: ContactPoint, { noInternet }: Pick<Addressee, 'noInternet'>) => {
  const channel = channelOf(point.kind);
  if (point.problem !== null) return point.problem;
  if (channel === null) return 'landlineOnly';
  return channel === 'email' && noInternet ? 'noInternet' : null;
};

/** Those who owe: of several the law's notice goes to each. */
export const holdersOf = ({ addressees, servicePoint }: CasePlace): readonly Addressee[] =>
  addressees.filter(
    ({ role, servicePoints }) => role === 'holder' && servicePoints.includes(servicePoint.id),
  );

const hasElectronicContact = (place: CasePlace): boolean =>
  holdersOf(place).some(holder =>
    holder.contactPoints.some(
      point => channelOf(point.kind) !== 'letter' && debtObstacle(point, holder) === null,
    ),
  );

/** What the utility says of every place of a jurisdiction, the closest key winning. */
const saidOf = ({ facts }: Pick<DebtPolicy, 'facts'>, jurisdiction: string): CaseFacts['values'] =>
  Object.assign(
    {},
    ...Object.keys(facts)
      .filter(
        key =>
          jurisdiction === key || jurisdiction.startsWith(`${key}-`) || jurisdiction.startsWith(`${key}:`),
      )
      .sort((a, b) => a.length - b.length)
      .map(key => facts[key]),
  );

/**
 * What rulebooks may ask of the household and the place. What the CRM says of one place stands over what the utility says
 * of all; what the directory itself knows stands over both.
 */
export const caseFactsOf = (place: CasePlace, heardAt: Instant, policy: DebtPolicy): CaseFacts => {
  const { servicePoint, addressees } = place;
  return {
    values: {
      ...saidOf(policy, servicePoint.jurisdiction),
      ...servicePoint.facts,
      customerClass: servicePoint.customerClass,
      lifeSupport: servicePoint.lifeSupport,
      hasElectronicContact: hasElectronicContact(place),
      thirdPartyNamed: addressees.some(({ role }) => role === 'thirdParty'),
    },
    events: {},
    noServiceDays: policy.noServiceDays,
    vulnerable: servicePoint.lifeSupport || servicePoint.facts['vulnerable'] === true,
    balanceAsOf: heardAt,
  };
};
