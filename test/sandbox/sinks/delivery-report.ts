/** A bounce as a mail server writes it (RFC 3464). */
export const deliveryReport = (about: {
  readonly action: 'failed' | 'delayed' | 'delivered';
  readonly status: string;
  readonly diagnostic: string;
  /** Our envelope sender, to whom the report goes. */
  readonly returnTo: string;
  readonly recipient: string;
  readonly envelopeId: string | null;
  /** Headers of the mail it is about. */
  readonly headers: string;
}): string => {
  const boundary = 'report-7f3a1c';
  return [
    'From: Mail Delivery System <mailer-daemon@sink.example>',
    `To: <${about.returnTo}>`,
    'Subject: Delivery report',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'This is the mail system. Your message met with the following:',
    about.diagnostic,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; sink.example',
    ...(about.envelopeId === null ? [] : [`Original-Envelope-Id: ${about.envelopeId}`]),
    '',
    `Final-Recipient: rfc822; ${about.recipient}`,
    `Action: ${about.action}`,
    `Status: ${about.status}`,
    `Diagnostic-Code: smtp;`,
    ` ${about.diagnostic}`,
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    about.headers.trim(),
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
};
