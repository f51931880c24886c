declare const brand: unique symbol;
export type Id<Name extends string> = string & { readonly [brand]: Name };

/** A HubSpot portal (account). The first part of every key: a HubSpot id means nothing without it. */
export type PortalId = Id<'portal'>;
export type PartyId = Id<'party'>;
export type ContactPointId = Id<'contactPoint'>;
export type AccountId = Id<'account'>;
export type ServicePointId = Id<'servicePoint'>;
export type OutageId = Id<'outage'>;
/** UUIDv8 of account, service point and the moment it was opened. */
export type DebtCaseId = Id<'debtCase'>;
export type CampaignId = Id<'campaign'>;
/** UUIDv8: the time of the notice's origin, then the hash of its key. Same key, same id. */
export type NoticeId = Id<'notice'>;
/** UUIDv8, as for a notice. */
export type DeliveryId = Id<'delivery'>;
/** What somebody decided for a customer; made of the key of the request, so that the same press is the same decision. */
export type DecisionId = Id<'decision'>;
/** `portal/origin/revision/kind/account/addressee/jurisdiction/zone` */
export type NoticeKey = Id<'noticeKey'>;
/** `<notice key>/channel/<contact point>/n`; the carrier's idempotency key. */
export type DeliveryKey = Id<'deliveryKey'>;
