import type { Problem } from '../../../ui-extensions/contract/common.js';
import type * as z from 'zod/mini';
import type { feederList } from '../../../ui-extensions/contract/outage.js';
import { qualityField } from './change-forms.js';
import { html, nothing, type Html } from './html.js';
import { ask, checkbox, field, hiddenField, select } from './parts.js';
import { problemBlock } from './refusal-block.js';
import { wordOr } from './say.js';
import { fieldValue, plusHours, zoneWords } from './times.js';
import { TOWN_ZONE, type View } from './view.js';

/** Where the seeded town's premises are. */
const ZONES = [TOWN_ZONE, 'Europe/Lisbon'] as const;

type Feeders = z.infer<typeof feederList>;

/** What somebody typed, or what stands there at first. */
export interface Typed {
  readonly kind: 'planned' | 'emergency';
  readonly feeders: readonly string[];
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  readonly since: string;
  readonly etr: string;
  readonly quality: string;
  readonly reason: string;
  readonly alsoAffected: readonly string[];
}

/** Three days ahead at half past eight: lawful under a notice period of two days, and a working time. */
export const blankForm = (kind: Typed['kind'], now: string): Typed => {
  const morning = `${fieldValue(plusHours(now, 72), TOWN_ZONE).slice(0, 10)}T`;
  return {
    kind,
    feeders: [],
    zone: TOWN_ZONE,
    from: `${morning}08:30`,
    to: `${morning}12:30`,
    since: fieldValue(plusHours(now, -0.25), TOWN_ZONE),
    etr: '',
    quality: 'area',
    reason: '',
    alsoAffected: [],
  };
};

const feederField = (view: View, { feeders }: Feeders, chosen: readonly string[]): Html => html`
<fieldset>
  <legend>${view.say('form.feeders')}</legend>
  <div class="feeders" tabindex="0" role="group" aria-label="${view.say('form.feeders')}">${feeders.map(
    ({ feeder, servicePoints, accounts }) =>
      checkbox(
        'feeder',
        feeder,
        html`${feeder}<small>${view.say('form.feeders.hint', { points: view.number(servicePoints), n: accounts })}</small>`,
        chosen.includes(feeder),
      ),
  )}</div>
</fieldset>`;

/** Only what the notices have words for, in each of their languages. */
const services = (view: View, { services: known }: Feeders, chosen: readonly string[]): Html => html`
<fieldset>
  <legend>${view.say('form.also')}</legend>
  <div class="checks">${known.map(service => checkbox('alsoAffected', service, wordOr(view.say, `service.${service}`, service), chosen.includes(service)))}</div>
</fieldset>`;

const times = (view: View, typed: Typed): Html => {
  const { say } = view;
  const pair =
    typed.kind === 'planned'
      ? html`${field('datetime-local', 'from', say('form.from'), typed.from, { required: true })}${field('datetime-local', 'to', say('form.to'), typed.to, { required: true })}`
      : html`${field('datetime-local', 'since', say('form.since'), typed.since, { required: true })}${field('datetime-local', 'etr', say('form.etr'), typed.etr)}`;
  return html`<div class="pair">${pair}</div>${select(
    'zone',
    say('form.zone'),
    ZONES.map(zone => ({ value: zone, label: zoneWords(zone) })),
    typed.zone,
  )}${typed.kind === 'emergency' ? qualityField(view, typed.quality) : nothing}`;
};

export const outageForm = (
  view: View,
  feeders: Feeders,
  typed: Typed,
  refused: Problem | null = null,
): Html => {
  const { say } = view;
  return html`
<h1>${say(typed.kind === 'planned' ? 'oc.new' : 'oc.newEmergency')}</h1>
${refused === null ? nothing : problemBlock(view, refused)}
${ask(
  '/outages',
  html`
  ${hiddenField('kind', typed.kind)}
  ${feederField(view, feeders, typed.feeders)}
  ${times(view, typed)}
  ${select(
    'reason',
    say('form.reason'),
    feeders.reasons.map(({ code, text }) => ({ value: code, label: text })),
    typed.reason,
  )}
  ${services(view, feeders, typed.alsoAffected)}
  <p class="row"><button class="main">${say('form.submit')}</button><span class="quiet">${say('form.nothingSent')}</span></p>`,
  'card',
)}
<p>${typed.kind === 'planned' ? html`<a href="/outages/new?kind=emergency">${say('oc.newEmergency')}</a>` : html`<a href="/outages/new">${say('oc.new')}</a>`}</p>`;
};
