/** Header fields of one group of a delivery report, names in lower case. */
export type StatusFields = ReadonlyMap<string, string>;

export interface DeliveryStatus {
  readonly message: StatusFields;
  /** One group for each recipient. */
  readonly recipients: readonly StatusFields[];
}

const readGroup = (group: string): StatusFields => {
  const fields = new Map<string, string>();
  // A line that begins with white space continues the one before.
  for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
};

/**
 * The body of a message/delivery-status part (RFC 3464): groups of header lines, parted by empty lines, the first
 * about the message and each other about one recipient.
 */
export const parseDeliveryStatus = (text: string): DeliveryStatus => {
  const groups = text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .map(readGroup)
    .filter(fields => fields.size > 0);
  const isRecipient = (fields: StatusFields) =>
    fields.has('final-recipient') || fields.has('action') || fields.has('status');
  return {
    message: groups.find(fields => !isRecipient(fields)) ?? new Map<string, string>(),
    recipients: groups.filter(isRecipient),
  };
};

/** A value such as `rfc822; text` or `smtp; 550 …` without its type. */
export const untyped = (value: string | undefined): string => (value ?? '').replace(/^[^;]*;\s*/, '').trim();
