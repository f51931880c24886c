import type { Addressee } from '../account.js';
import { channelOf, type ContactPoint } from '../contact-point.js';
import type {
  AccountId,
  DebtCaseId,
  DeliveryKey,
  NoticeKey,
  PartyId,
  PortalId,
  ServicePointId,
} from '../ids.js';
import { sendMoment } from '../notice/choose-deliveries.js';
import type { DeliveryDraft } from '../notice/notice.js';
import type { Citation } from '../outcome.js';
import type { Policy } from '../policy.js';
import type { Law, LegalChannel } from '../rules/rulebook.js';
import { addDays, civilDateIn, type Instant, type Zone } from '../time.js';
import { debtObstacle, holdersOf, type CasePlace } from './case-facts.js';
import type { Step } from './decision.js';
import { kindOf } from './kinds.js';
import { ruleOf } from './ladder.js';
import type { DebtNoticeFacts, DebtNoticeKind } from './notice.js';
import type { DebtPolicy } from './policy.js';
import type { DebtCase } from './replay.js';
import { overdueBills } from './statement.js';

export type Give = Extract<Step, { readonly kind: 'give' }>;
export type DebtDelivery = DeliveryDraft & { readonly form: LegalChannel };

/** One notice of a debt to one addressee, as the ledger takes it. */
export interface DebtNotice {
  readonly key: NoticeKey;
  readonly debtCase: DebtCaseId;
  /** How often this case has given something before. */
  readonly revision: number;
  /** As the rulebook calls it; null: news that no law asks for. */
  readonly step: string | null;
  readonly kind: DebtNoticeKind;
  readonly account: AccountId;
  readonly addressee: PartyId;
  readonly role: Addressee['role'];
  readonly servicePoints: readonly ServicePointId[];
  readonly jurisdiction: string;
  readonly zone: Zone;
  readonly language: string;
  readonly facts: DebtNoticeFacts;
  readonly lifeSupport: boolean;
  readonly because: readonly Citation[];
  readonly deliveries: readonly DebtDelivery[];
}

export interface DebtPlanInput {
  readonly portal: PortalId;
  readonly id: DebtCaseId;
  readonly ref: string;
  readonly revision: number;
  readonly state: DebtCase;
  readonly place: CasePlace;
  readonly law: Law;
  readonly policy: DebtPolicy;
  readonly quietHours: Policy['quietHours'];
  readonly languageFor: (preferred: string | null) => string;
  /** Somebody prints letters. */
  readonly letters: boolean;
  readonly now: Instant;
}

export interface DebtPlan {
  readonly notices: readonly DebtNotice[];
  /** Forms in which we can reach nobody: a person gives the notice, and enters how it was served. */
  readonly byHand: readonly (readonly LegalChannel[])[];
}

const CARRIED: Readonly<Partial<Record<LegalChannel, 'email' | 'sms' | 'letter'>>> = {
  email: 'email',
  sms: 'sms',
  letter: 'letter',
  registeredLetter: 'letter',
};

/** First what reaches at once; of two letters the registered one where the law asks for more than the post's stamp. */
const preferred = (law: Law, notice: string, oneOf: readonly LegalChannel[]): readonly LegalChannel[] => {
  const proved = ruleOf(law, notice, 'registeredLetter')?.event === 'delivered';
  const letters: readonly LegalChannel[] = proved
    ? ['registeredLetter', 'letter']
    : ['letter', 'registeredLetter'];
  return (['email', 'sms', ...letters] as const).filter(way => oneOf.includes(way));
};

const pointFor = (
  way: LegalChannel,
  addressee: Addressee,
  { letters }: DebtPlanInput,
): ContactPoint | undefined =>
  way.toLowerCase().endsWith('letter') && !letters
    ? undefined
    : addressee.contactPoints.find(
        point => channelOf(point.kind) === CARRIED[way] && debtObstacle(point, addressee) === null,
      );

interface Way {
  readonly form: LegalChannel;
  readonly point: ContactPoint;
}

const ELECTRONIC: readonly LegalChannel[] = ['email', 'sms'];

/**
 * One way of a form; of electronic ones each that there is, where the law wants arrival proved, for hardly a mailbox
 * says that something has arrived.
 */
export const waysFor = (
  oneOf: readonly LegalChannel[],
  notice: string,
  addressee: Addressee,
  input: DebtPlanInput,
): readonly Way[] => {
  const all = preferred(input.law, notice, oneOf).flatMap((form): readonly Way[] => {
    const point = pointFor(form, addressee, input);
    return point === undefined ? [] : [{ form, point }];
  });
  const [first] = all;
  if (first === undefined) return [];
  const proved = ruleOf(input.law, notice, first.form)?.event === 'delivered';
  return ELECTRONIC.includes(first.form) && proved
    ? all.filter(({ form }) => ELECTRONIC.includes(form))
    : [first];
};

/** An e-mail besides, where the law is content with paper: it comes first, and counts for nothing. */
const courtesy = (ways: readonly Way[], addressee: Addressee, input: DebtPlanInput): readonly Way[] => {
  const point = pointFor('email', addressee, input);
  return point === undefined || ways.length === 0 || ways.some(({ form }) => CARRIED[form] !== 'letter')
    ? []
    : [{ form: 'email', point }];
};

const toWhom = (to: string, place: CasePlace): readonly Addressee[] => {
  const here = place.addressees.filter(({ servicePoints }) => servicePoints.includes(place.servicePoint.id));
  switch (to) {
    case 'customer':
      return holdersOf(place);
    case 'occupants':
      return here.filter(({ role }) => role === 'occupant');
    case 'thirdParty':
      return here.filter(({ role }) => role === 'thirdParty');
    default:
      return [];
  }
};

/** What every notice of a case says of it. */
export const debtFacts = (
  kind: DebtNoticeKind,
  addressee: Addressee,
  { state, place, ref, policy, now }: DebtPlanInput,
): Omit<DebtNoticeFacts, 'owed'> => ({
  kind,
  ref,
  addresseeName: addressee.name,
  role: addressee.role,
  customerClass: place.servicePoint.customerClass,
  accountNumber: place.account.number,
  premises: [place.servicePoint.address],
  lifeSupport: place.servicePoint.lifeSupport,
  bills: overdueBills(state.entries, state.currency, civilDateIn(state.zone, now)).map(
    ({ bill, unpaid }) => ({
      id: bill.id,
      issued: bill.issued,
      due: bill.due,
      unpaid,
    }),
  ),
  payBy: null,
  earliestCut: null,
  act: 'disconnection',
  again: false,
  reconnectionFee: feeOf(policy, state.currency),
  plan: null,
  received: null,
  reconnectBy: null,
});

const feeOf = ({ reconnectionFee }: DebtPolicy, currency: string): DebtNoticeFacts['reconnectionFee'] => {
  const minor = reconnectionFee[currency];
  return minor === undefined ? null : { minor, currency };
};

/** A notice on its way to one person, under keys that the same decision always makes again. */
export const debtNotice = (
  facts: DebtNoticeFacts,
  step: string | null,
  because: readonly Citation[],
  addressee: Addressee,
  ways: readonly Way[],
  input: DebtPlanInput,
): DebtNotice => {
  const { portal, id, revision, place, quietHours, now } = input;
  const { jurisdiction, zone } = place.servicePoint;
  const when = { policy: { quietHours }, urgent: false, serveBy: null, zone, now };
  const key = [
    portal,
    `debt:${id}`,
    revision,
    facts.kind,
    place.account.id,
    addressee.party,
    jurisdiction,
    zone,
  ].join('/') as NoticeKey;
  return {
    key,
    debtCase: id,
    revision,
    step,
    kind: facts.kind,
    account: place.account.id,
    addressee: addressee.party,
    role: addressee.role,
    servicePoints: [place.servicePoint.id],
    jurisdiction,
    zone,
    language: input.languageFor(addressee.language),
    facts,
    lifeSupport: facts.lifeSupport,
    because,
    deliveries: ways.flatMap(({ form, point }): readonly DebtDelivery[] => {
      const channel = CARRIED[form];
      return channel === undefined
        ? []
        : [
            {
              key: `${key}/${channel}/${point.id}/1` as DeliveryKey,
              channel,
              form,
              contactPoint: point.id,
              // No step of a debt is worth waking anybody.
              sendAt: sendMoment(when, channel),
              priority: 1,
            },
          ];
    }),
  };
};

/**
 * The notices a step of the ladder asks for: one to each who must be told, on one way of each form that is owed. What no
 * carrier of ours can do is left to a person.
 */
export const planDebtNotices = (
  give: Give,
  act: string,
  because: readonly Citation[],
  input: DebtPlanInput,
): DebtPlan => {
  const kind = kindOf(input.law, give.notice);
  const people = toWhom(give.to, input.place);
  const chosen = people.map(addressee => {
    const found = give.forms.map(oneOf => waysFor(oneOf, give.notice, addressee, input));
    const ways = [...new Map(found.flat().map(way => [way.point.id, way])).values()];
    return { addressee, ways, lacking: give.forms.filter((_, index) => found[index]?.length === 0) };
  });
  const lacking = people.length === 0 ? give.forms : chosen.flatMap(each => each.lacking);
  return {
    notices: chosen.flatMap(({ addressee, ways }) =>
      ways.length === 0
        ? []
        : [
            debtNotice(
              {
                ...debtFacts(kind, addressee, input),
                owed: give.claimed,
                payBy: give.dateShown === null ? null : addDays(give.dateShown, -1),
                earliestCut: give.dateShown,
                act,
                again: give.again,
              },
              give.notice,
              because,
              addressee,
              [...ways, ...courtesy(ways, addressee, input)],
              input,
            ),
          ],
    ),
    byHand: [...new Map(lacking.map(form => [form.join(), form])).values()],
  };
};
