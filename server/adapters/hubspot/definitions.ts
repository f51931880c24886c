/** A property as HubSpot is asked for it. */
export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'number' | 'bool' | 'enumeration' | 'date' | 'datetime';
  readonly fieldType: 'text' | 'number' | 'booleancheckbox' | 'select' | 'date';
  /** None: the group that HubSpot gives a custom object. */
  readonly groupName?: string;
  readonly description?: string;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  /** A key for upserts; HubSpot takes it only when the property is created. */
  readonly hasUniqueValue?: boolean;
}

/** `name` is its key on creation; afterwards HubSpot tells only the words. */
export interface LabelDefinition {
  readonly name: string;
  readonly label: string;
  readonly inverseLabel: string;
}

/** HubSpot's ids of the objects every portal has, as far as we need them. */
export const STANDARD_IDS = { contacts: '0-1', companies: '0-2', tickets: '0-5' } as const;
export type StandardType = keyof typeof STANDARD_IDS;
export const STANDARD_TYPES: readonly StandardType[] = ['contacts', 'companies', 'tickets'];

/** The other end of an association of ours. */
export type AssociatedType = StandardType | 'service_point';

export interface ObjectDefinition {
  readonly name: string;
  readonly labels: { readonly singular: string; readonly plural: string };
  readonly description: string;
  readonly primaryDisplayProperty: string;
  readonly secondaryDisplayProperties: readonly string[];
  readonly requiredProperties: readonly string[];
  readonly searchableProperties: readonly string[];
  readonly properties: readonly PropertyDefinition[];
  /** Its records may be associated with these, standard ones and those before it; HubSpot adds the activities by itself. */
  readonly associatedObjects: readonly {
    readonly objectType: AssociatedType;
    readonly labels?: readonly LabelDefinition[];
  }[];
}

type More = Pick<PropertyDefinition, 'description' | 'hasUniqueValue' | 'groupName'>;

const text = (name: string, label: string, more: More = {}): PropertyDefinition => ({
  name,
  label,
  type: 'string',
  fieldType: 'text',
  ...more,
});
const number = (name: string, label: string): PropertyDefinition => ({
  name,
  label,
  type: 'number',
  fieldType: 'number',
});
const moment = (name: string, label: string): PropertyDefinition => ({
  name,
  label,
  type: 'datetime',
  fieldType: 'date',
});
/** A civil day: the same one for every reader, wherever they are. */
const day = (name: string, label: string): PropertyDefinition => ({
  name,
  label,
  type: 'date',
  fieldType: 'date',
});
const flag = (name: string, label: string, more: More = {}): PropertyDefinition => ({
  name,
  label,
  type: 'bool',
  fieldType: 'booleancheckbox',
  ...more,
});

/** Who a person is to a service point; a notice's addressee is chosen by it. */
const ROLES: readonly LabelDefinition[] = [
  { name: 'account_holder', label: 'Account holder', inverseLabel: 'Account holder of' },
  { name: 'occupant', label: 'Occupant', inverseLabel: 'Occupant of' },
  { name: 'nominated_carer', label: 'Nominated carer', inverseLabel: 'Nominated carer for' },
  { name: 'third_party', label: 'Third party', inverseLabel: 'Third party for' },
];

const CUSTOMER_CLASS: PropertyDefinition = {
  name: 'customer_class',
  label: 'Customer class',
  type: 'enumeration',
  fieldType: 'select',
  options: [
    { label: 'Residential', value: 'residential' },
    { label: 'Business', value: 'business' },
  ],
};

/** What the account owes, where no feed of the billing system says it. */
export const balanceProperties = (more: More = {}): readonly PropertyDefinition[] => [
  { ...number('balance_due', 'Balance due'), ...more },
  text('balance_currency', 'Currency of the balance', { ...more, description: 'ISO 4217' }),
  { ...day('balance_due_date', 'Balance to be paid by'), ...more },
  {
    ...moment('balance_as_of', 'Balance as of'),
    ...more,
    description: 'When billing last said so; nobody is disconnected on an old one',
  },
];

const SERVICE_POINT: ObjectDefinition = {
  name: 'service_point',
  labels: { singular: 'Service point', plural: 'Service points' },
  description: 'A place where supply is delivered and metered.',
  primaryDisplayProperty: 'service_point_id',
  secondaryDisplayProperties: ['address_line1', 'city'],
  requiredProperties: ['service_point_id'],
  searchableProperties: ['service_point_id', 'account_number', 'address_line1', 'postcode'],
  properties: [
    text('service_point_id', 'Service point ID', { hasUniqueValue: true }),
    text('account_number', 'Account number'),
    text('feeder', 'Feeder'),
    text('address_line1', 'Address line 1'),
    text('address_line2', 'Address line 2'),
    text('city', 'City'),
    text('postcode', 'Postcode'),
    text('country', 'Country', { description: 'ISO 3166-1 alpha-2' }),
    text('timezone', 'Time zone', { description: 'IANA name' }),
    text('jurisdiction', 'Jurisdiction', { description: 'ISO 3166-2, with a locality where one legislates' }),
    CUSTOMER_CLASS,
    flag('life_support', 'Life support'),
    flag('in_arrears', 'In arrears'),
    text('rule_facts', 'Rule facts', {
      description: 'What the rules of the place ask and no other field says; lines such as basicSupply=true',
    }),
    ...balanceProperties(),
  ],
  associatedObjects: [
    { objectType: 'contacts', labels: ROLES },
    { objectType: 'companies', labels: ROLES },
  ],
};

/** What an outage does to a place and to the people there. */
export const AFFECTS_LABEL = 'Affects';
const AFFECTS: readonly LabelDefinition[] = [
  { name: 'affects', label: AFFECTS_LABEL, inverseLabel: 'Affected by' },
];
const ADDRESSED_TO: readonly LabelDefinition[] = [
  { name: 'addressed_to', label: 'Addressed to', inverseLabel: 'Addressee of' },
];

const OUTAGE: ObjectDefinition = {
  name: 'outage',
  labels: { singular: 'Outage', plural: 'Outages' },
  description: 'A part of the network that is, or will be, without supply.',
  primaryDisplayProperty: 'outage_name',
  secondaryDisplayProperties: ['outage_status', 'window_start'],
  requiredProperties: ['forewarn_id'],
  searchableProperties: ['forewarn_id', 'outage_name', 'feeders'],
  properties: [
    text('forewarn_id', 'Forewarn ID', { hasUniqueValue: true }),
    text('outage_name', 'Name'),
    text('outage_kind', 'Kind'),
    text('outage_status', 'Status'),
    moment('window_start', 'Window starts'),
    moment('window_end', 'Window ends'),
    moment('etr', 'Estimated time of restoration'),
    text('outage_reason', 'Reason'),
    text('feeders', 'Feeders'),
    number('affected_customers', 'Customers affected'),
    number('served_customers', 'Customers served with notice'),
    number('unreachable_customers', 'Customers not reached'),
    text('verdict', 'Verdict'),
    text('rulebook', 'Rulebook'),
  ],
  associatedObjects: [
    { objectType: 'contacts', labels: AFFECTS },
    { objectType: 'companies', labels: AFFECTS },
    { objectType: 'tickets' },
    { objectType: 'service_point', labels: AFFECTS },
  ],
};

/** A debt case as a record: where its ladder stands. What it consists of is kept by the server. */
const DEBT_NOTICE: ObjectDefinition = {
  name: 'debt_notice',
  labels: { singular: 'Debt notice', plural: 'Debt notices' },
  description:
    'The notices that an account in arrears is given before supply may be cut off, and where they stand.',
  primaryDisplayProperty: 'debt_notice_name',
  secondaryDisplayProperties: ['debt_step', 'debt_status'],
  requiredProperties: ['forewarn_id'],
  searchableProperties: ['forewarn_id', 'debt_notice_name', 'account_number'],
  properties: [
    text('forewarn_id', 'Forewarn ID', { hasUniqueValue: true }),
    text('debt_notice_name', 'Name'),
    text('account_number', 'Account number'),
    text('debt_step', 'Step'),
    text('debt_status', 'Status'),
    number('amount_due', 'Amount due'),
    text('currency', 'Currency', { description: 'ISO 4217' }),
    day('pay_by', 'Pay by'),
    moment('served_at', 'Served'),
    day('disconnect_from', 'Disconnection not before'),
    text('hold', 'Hold'),
    text('debt_ref', 'Reference', { description: 'Short and public; the customer quotes it.' }),
    day('next_step', 'Goes on'),
    number('proofs_missing', 'Proofs missing'),
    number('notices_returned', 'Notices returned'),
    text('rulebook', 'Rulebook'),
  ],
  associatedObjects: [
    { objectType: 'contacts', labels: ADDRESSED_TO },
    { objectType: 'companies', labels: ADDRESSED_TO },
    { objectType: 'tickets' },
    { objectType: 'service_point' },
  ],
};

/** Where our tickets stand, told by its label; without it they go to the account's first pipeline. */
export const TICKET_PIPELINE = {
  label: 'Forewarn',
  stages: [
    { label: 'To do', ticketState: 'OPEN' },
    { label: 'Waiting for the customer', ticketState: 'OPEN' },
    { label: 'Done', ticketState: 'CLOSED' },
  ],
} as const;

/** Custom objects; each may name only standard ones and those before it. */
export const OBJECTS: readonly ObjectDefinition[] = [SERVICE_POINT, OUTAGE, DEBT_NOTICE];

/** Under it our properties of standard objects stand together. */
export const GROUP = { name: 'forewarn', label: 'Forewarn' };
const ours = { groupName: GROUP.name };

/** Where an account has no custom objects, contacts and companies carry the one place they are supplied at. */
export const PLACE_PROPERTIES: readonly PropertyDefinition[] = [
  text('account_number', 'Account number', ours),
  text('feeder', 'Feeder', ours),
  text('supply_timezone', 'Time zone of the premises', { ...ours, description: 'IANA name' }),
  text('jurisdiction', 'Jurisdiction', {
    ...ours,
    description: 'ISO 3166-2, with a locality where one legislates',
  }),
  { ...CUSTOMER_CLASS, ...ours },
  flag('life_support', 'Life support', ours),
  flag('in_arrears', 'In arrears', ours),
  ...balanceProperties(ours),
];

/** What we add to objects that every portal has. */
export const PROPERTIES: Readonly<Record<StandardType, readonly PropertyDefinition[]>> = {
  contacts: [
    text('preferred_language', 'Preferred language for notices', ours),
    flag('no_internet', 'No internet', ours),
    flag('outage_sms_opt_out', 'No outage texts', ours),
    flag('outage_email_opt_out', 'No outage emails', ours),
  ],
  companies: [text('preferred_language', 'Preferred language for notices', ours)],
  tickets: [text('forewarn_key', 'Forewarn key', { ...ours, hasUniqueValue: true })],
};
