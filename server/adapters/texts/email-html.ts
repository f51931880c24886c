import type { Brand } from './brand.js';
import type { SaidBlock } from './scope.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => ENTITIES[character] ?? character);

/** What an e-mail says, before it is set as text or as HTML. */
export interface EmailParts {
  readonly language: string;
  readonly subject: string;
  readonly heading: string;
  readonly salutation: string;
  readonly blocks: readonly SaidBlock[];
  readonly closing: string;
  readonly why: string;
  /** Name, address, phone and site of the sender. */
  readonly sender: readonly string[];
}

/** Only the brand's own addresses become links, so that no customer record can plant one. */
const linker = (brand: Brand): ((escaped: string) => string) => {
  const links = new Map([
    ...[
      brand.terms,
      brand.portal,
      brand.site,
      brand.help.plan,
      brand.help.dispute,
      brand.help.fund.url,
      brand.help.advice.url,
      brand.help.ombudsman.url,
    ].map(url => [url, url] as const),
    [brand.email, `mailto:${brand.email}`],
    ...[
      brand.phones.customer,
      brand.phones.emergency,
      brand.help.advice.phone,
      brand.help.ombudsman.phone,
    ].map(p => [p, `tel:${p.replaceAll(' ', '')}`] as const),
  ]);
  // The longest first: the site is the beginning of its pages.
  const found = [...links.keys()]
    .sort((a, b) => b.length - a.length)
    .map(l => l.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?:${found.join('|')})(?![\\w/-])`, 'g');
  return escaped =>
    escaped.replace(
      pattern,
      text => `<a href="${links.get(text) ?? text}" style="color:inherit">${text}</a>`,
    );
};

const CELL = 'padding:6px 12px 6px 0;border-bottom:1px solid #d5d9dd;text-align:left;vertical-align:top';

const blockHtml = (block: SaidBlock, set: (text: string) => string): string =>
  typeof block === 'string'
    ? `<p style="margin:0 0 16px">${set(block)}</p>`
    : `<table style="border-collapse:collapse;margin:0 0 16px;width:100%">${block
        .map(
          ({ label, value, strong }) =>
            `<tr><th scope="row" style="${CELL};width:30%">${set(label)}</th><td style="${CELL}${strong === true ? ';font-weight:bold' : ''}">${set(value)}</td></tr>`,
        )
        .join('')}</table>`;

/** One page of markup without images, scripts or outside styles: it reads the same in every mail program and aloud. */
export const makeEmailHtml = (brand: Brand): ((parts: EmailParts) => string) => {
  const link = linker(brand);
  const set = (text: string): string => link(escapeHtml(text)).replaceAll('\n', '<br>');
  const colour = brand.letterhead.colour;
  return parts =>
    [
      '<!DOCTYPE html>',
      `<html lang="${escapeHtml(parts.language)}"><head><meta charset="utf-8">`,
      `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(parts.subject)}</title></head>`,
      '<body style="margin:0;background:#ffffff;color:#1b1f23;font:16px/1.5 Arial,Helvetica,sans-serif">',
      '<div style="max-width:600px;margin:0 auto;padding:16px">',
      `<div role="banner" style="background:${colour};color:#ffffff;padding:12px 16px;font-weight:bold">${set(parts.sender[0] ?? '')}</div>`,
      `<div role="main"><h1 style="font-size:22px;line-height:1.3;margin:20px 0 16px">${set(parts.heading)}</h1>`,
      ...[parts.salutation, ...parts.blocks, parts.closing].map(block => blockHtml(block, set)),
      '</div>',
      '<div role="contentinfo" style="border-top:1px solid #d5d9dd;padding-top:12px;font-size:14px;color:#4a5157">',
      `<p style="margin:0 0 8px">${set(parts.why)}</p><p style="margin:0">${set(parts.sender.join('\n'))}</p>`,
      '</div></div></body></html>',
    ].join('\n');
};
