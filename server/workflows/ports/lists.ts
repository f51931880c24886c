/** A list of contacts in the CRM, which HubSpot calls a segment. */
export interface ContactList {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

/** The CRM's lists of contacts. Throws Fault. */
export interface Lists {
  /** Those whose name contains the text, up to a page of them. */
  search(text: string): Promise<readonly ContactList[]>;
  /** Null: there is none, or it is not one of contacts. */
  find(id: string): Promise<ContactList | null>;
  /** HubSpot ids of the contacts on it. */
  members(
    id: string,
    after: string | null,
  ): Promise<{ readonly items: readonly string[]; readonly next: string | null }>;
  /** A static list of that name with exactly these contacts; one that is there already is brought to it. */
  keep(name: string, contacts: readonly string[]): Promise<ContactList>;
}
