import type { NoticeRow, NoticeView } from '../../ui-extensions/contract/notice.js';
import type { NoticeId } from '../domain/ids.js';
import type { Rendered } from '../workflows/ports.js';
import type {
  DeliveryProof,
  DeliveryRead,
  NoticeFilter,
  NoticeRead,
  Reads,
} from '../workflows/ports/reads.js';
import { reasonWords, type CardLanguage } from '../domain/notice/reasons.js';

export const noticeList =
  ({ reads }: { readonly reads: Reads }) =>
  async (
    filter: NoticeFilter,
  ): Promise<{ readonly notices: readonly NoticeRow[]; readonly next: string | null }> => {
    const rows = await reads.notices({ ...filter, limit: filter.limit + 1 });
    const page = rows.slice(0, filter.limit);
    return {
      notices: page.map(row => toRow(row)),
      next: rows.length > filter.limit ? (page.at(-1)?.id ?? null) : null,
    };
  };

export const noticeDetail =
  ({ reads }: { readonly reads: Reads }) =>
  async (id: NoticeId, language: CardLanguage = 'en'): Promise<NoticeView | null> => {
    const notice = await reads.notice(id);
    if (notice === null) return null;
    const proofs = await reads.proofs(id);
    return {
      notice: toRow(notice, language),
      because: [...notice.because],
      deliveries: notice.deliveries.flatMap(delivery => {
        const proof = proofs.find(row => row.id === delivery.id);
        return proof === undefined ? [] : [toDelivery(id, delivery, proof, language)];
      }),
    };
  };

export const toRow = (notice: NoticeRead, language: CardLanguage = 'en'): NoticeRow => {
  const { service, because: _, ...rest } = notice;
  return {
    ...rest,
    servedAt: service.state === 'served' ? service.at : null,
    servedHow: service.state === 'served' ? service.how : null,
    contactIds: [...notice.contactIds],
    premises: [...notice.premises],
    unreachable: notice.unreachable.map(code => reasonWords(code, language)),
    deliveries: notice.deliveries.map(delivery => toDeliveryRow(delivery, language)),
  };
};

const wordsOrNull = (code: string | null, language: CardLanguage): string | null =>
  code === null ? null : reasonWords(code, language);

const toDeliveryRow = (delivery: DeliveryRead, language: CardLanguage) => ({
  ...delivery,
  reason: wordsOrNull(delivery.reason, language),
});

/** The words, whatever the channel. */
export const bodyOf = (content: Rendered | null): string | null => {
  switch (content?.channel) {
    case undefined:
      return null;
    case 'sms':
      return content.body;
    case 'email':
      return content.text;
    case 'letter':
      return [
        content.salutation,
        ...content.body.map(part =>
          typeof part === 'string' ? part : part.map(row => `${row.label}: ${row.value}`).join('\n'),
        ),
        content.closing,
      ].join('\n\n');
  }
};

const toDelivery = (
  notice: NoticeId,
  delivery: DeliveryRead,
  proof: DeliveryProof,
  language: CardLanguage,
): NoticeView['deliveries'][number] => ({
  row: toDeliveryRow(delivery, language),
  to: delivery.channel === 'letter' ? addressLine(proof.to) : proof.to,
  template: proof.template,
  sha256: proof.sha256,
  subject: proof.content === null || proof.content.channel === 'sms' ? null : proof.content.subject,
  body: bodyOf(proof.content),
  letter:
    proof.content?.channel === 'letter' ? `/api/notices/${notice}/deliveries/${delivery.id}/letter` : null,
  sms:
    proof.content?.channel === 'sms'
      ? {
          encoding: proof.content.encoding,
          characters: proof.content.characters,
          segments: proof.content.segments,
        }
      : null,
  attempts: proof.attempts.map(attempt => ({
    ...attempt,
    reason: wordsOrNull(attempt.reason, language),
  })),
  receipts: proof.receipts.map(receipt => ({
    ...receipt,
    reason: wordsOrNull(receipt.reason, language),
  })),
});

const addressLine = (json: string): string => {
  const address = JSON.parse(json) as Record<string, string | undefined>;
  return [address['line1'], address['line2'], `${address['postcode'] ?? ''} ${address['city'] ?? ''}`]
    .filter(part => part !== undefined && part !== '')
    .join(', ');
};
