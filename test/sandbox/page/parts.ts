import { randomUUID } from 'node:crypto';
import { html, nothing, type Html, type Piece } from './html.js';

export type Tone = 'plain' | 'info' | 'good' | 'warn' | 'bad';

/** A state. Hollow: expected or unproven; filled: a fact. */
export const tag = (text: Piece, tone: Tone = 'plain', hollow = false): Html =>
  html`<span class="tag ${tone}${hollow ? ' hollow' : ''}">${text}</span>`;

export interface Column {
  readonly head: Piece;
  readonly number?: boolean;
}

/**
 * On a narrow screen every row stands as a block with its heads beside the cells. The roles are spelled out because
 * a browser drops a table's own once its parts are no longer laid out as a table.
 */
export const table = (
  caption: Piece,
  columns: readonly Column[],
  rows: readonly (readonly Piece[])[],
  options: { readonly hideCaption?: boolean } = {},
): Html => html`
<table class="stack" role="table">
  <caption${options.hideCaption === true ? html` class="hidden"` : nothing}>${caption}</caption>
  <thead role="rowgroup"><tr role="row">${columns.map(({ head, number }) => html`<th scope="col" role="columnheader"${number === true ? html` class="number"` : nothing}>${head}</th>`)}</tr></thead>
  <tbody role="rowgroup">${rows.map(
    cells =>
      html`<tr role="row">${cells.map((cell, index) => {
        const column = columns[index];
        return html`<td role="cell"${column?.number === true ? html` class="number"` : nothing}><span class="head" aria-hidden="true">${column?.head}</span><span class="cell">${cell}</span></td>`;
      })}</tr>`,
  )}</tbody>
</table>`;

export const facts = (rows: readonly (readonly [Piece, Piece])[]): Html =>
  html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

/** Big numbers; each names its unit. */
export const figures = (
  rows: readonly { readonly name: Piece; readonly value: Piece; readonly tone?: Tone }[],
): Html =>
  html`<dl class="figures">${rows.map(({ name, value, tone = 'plain' }) => html`<div class="${tone}"><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

export const card = (
  title: Piece,
  body: Piece,
  options: { readonly tone?: Tone; readonly id?: string } = {},
): Html => html`
<section class="card${options.tone === undefined ? nothing : ` ${options.tone}`}"${options.id === undefined ? nothing : html` id="${options.id}"`}>
  <h2>${title}</h2>
  ${body}
</section>`;

/** What changes by itself: the page's script puts the newest of it in place. */
export const live = (name: string, body: Piece): Html => html`<div data-live="${name}">${body}</div>`;
/** The same within a line of text. */
export const liveInline = (name: string, body: Piece): Html => html`<span data-live="${name}">${body}</span>`;

export const post = (action: string, body: Piece, kind = ''): Html =>
  html`<form method="post" action="${action}" class="${kind}">${body}</form>`;
export const hiddenField = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

/** A form that asks the server for something: with a key for each rendering, so that sent twice it is done once. */
export const ask = (action: string, body: Piece, kind = ''): Html =>
  post(action, html`${hiddenField('key', randomUUID())}${body}`, kind);

export interface Choice {
  readonly value: string;
  readonly label: string;
}
export const select = (name: string, label: Piece, choices: readonly Choice[], chosen: string): Html => html`
<label class="field"><span>${label}</span>
  <select name="${name}">${choices.map(({ value, label: text }) => html`<option value="${value}"${value === chosen ? html` selected` : nothing}>${text}</option>`)}</select>
</label>`;

export const field = (
  type: 'text' | 'search' | 'datetime-local',
  name: string,
  label: Piece,
  value: string,
  options: { readonly hint?: Piece; readonly required?: boolean } = {},
): Html => html`
<label class="field"><span>${label}</span>
  <input type="${type}" name="${name}" value="${value}"${options.required === true ? html` required` : nothing}>
  ${options.hint === undefined ? nothing : html`<small>${options.hint}</small>`}
</label>`;

export const checkbox = (name: string, value: string, label: Piece, checked: boolean): Html => html`
<label class="check"><input type="checkbox" name="${name}" value="${value}"${checked ? html` checked` : nothing}><span>${label}</span></label>`;
