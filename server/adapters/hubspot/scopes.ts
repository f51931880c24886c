/**
 * Every scope the app asks for, and why: the one list, for the installation by consent, the manifest in plugin/ and the
 * documentation. Fewer would break what the reason says; more nobody should grant.
 */
export const SCOPE_REASONS = {
  oauth: 'to be installed by consent',
  automation: 'to tell a waiting workflow what came of its action',
  tickets: 'to open a ticket for what a person must do, and to find the first stage',
  'crm.objects.contacts.read': 'to know whom to tell, and how',
  'crm.objects.contacts.write': 'to log what was sent on the contact, and to correct a number',
  'crm.objects.companies.read': 'to know whom to tell at a company',
  'crm.objects.companies.write': 'to log what was sent on the company',
  'crm.objects.custom.read': 'to read service points and their people',
  'crm.objects.custom.write': 'to show outages as records, with what they affect',
  'crm.schemas.custom.read': 'to find the account’s own names of our objects',
  'crm.schemas.custom.write': 'to create our objects (provisioning)',
  'crm.schemas.contacts.read': 'to see which of our properties are there',
  'crm.schemas.contacts.write': 'to create our properties of contacts (provisioning)',
  'crm.schemas.companies.read': 'to see which of our properties are there',
  'crm.schemas.companies.write': 'to create our properties of companies (provisioning)',
  'crm.lists.read': 'to narrow a campaign to a list',
  'crm.lists.write': 'to hand back those who were missed as a list',
} as const;
export const SCOPES = Object.keys(SCOPE_REASONS) as readonly (keyof typeof SCOPE_REASONS)[];
