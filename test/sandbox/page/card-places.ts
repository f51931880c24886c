import { html, nothing, type Html } from './html.js';
import { hiddenField, post, tag } from './parts.js';
import { defaultPortalId } from '../../portal/portal.js';
import type { Placement } from '../../portal/cards/assets.js';
import type { Surface } from '../../portal/host/wire.js';
import { PEOPLE, PERSONAS } from '../staff.js';
import type { Persona } from '../stage.js';
import { userOf } from './acting.js';
import type { CardStage } from './card-stage.js';
import { TOWN_ZONE, type View } from './view.js';

/** The record that a card stands on. */
export interface OnRecord {
  /** As the manifests name it: `contacts`, `p_outage`. */
  readonly objectType: string;
  readonly objectTypeId: string;
  readonly id: string;
}
export interface Places {
  readonly cards: CardStage;
  readonly view: View;
  readonly as: Persona;
  readonly on: OnRecord | null;
}

/** What HubSpot tells a card about where it stands and who looks. */
const contextOf = ({ cards, view, as, on }: Places, { name, location }: Placement): Surface['context'] => {
  const { id, email } = userOf(as);
  const first = as.charAt(0).toUpperCase() + as.slice(1);
  return {
    location,
    user: {
      id,
      email,
      emails: [email],
      firstName: first,
      lastName: '',
      roles: [],
      teams: [],
      permissions: [],
      locale: view.lang === 'ru' ? 'ru' : 'en-gb',
      language: view.lang,
    },
    portal: { id: defaultPortalId, timezone: TOWN_ZONE },
    variables: cards.variables,
    extension: { appId: 1, appName: 'Forewarn', cardTitle: name },
    ...(on === null ? {} : { crm: { objectId: Number(on.id), objectTypeId: on.objectTypeId } }),
  };
};

const surface = (places: Places, placement: Placement): Html => {
  const given: Surface = {
    bundle: `/cards/bundles/${placement.bundle}`,
    title: placement.name,
    context: contextOf(places, placement),
  };
  return html`
<section class="card hs-card ${placement.location.includes('sidebar') ? 'narrow' : ''}" aria-label="${placement.name}" data-card="${placement.uid}">
  <h2>${placement.name} ${tag(places.view.say('dm.tag'), 'info', true)}</h2>
  <div data-surface="${JSON.stringify(given)}"></div>
</section>`;
};

/** Every card that its manifest puts at this place of this record. */
export const cardsAt = (places: Places, location: string): Html => {
  const here = places.cards.placements.filter(
    placement =>
      placement.location === location &&
      (places.on === null || placement.objectTypes.includes(places.on.objectType)),
  );
  return html`${here.map(placement => surface(places, placement))}`;
};

/** Who looks; what they may do is for the server to say. */
export const actingBar = ({ view, as }: Pick<Places, 'view' | 'as'>): Html =>
  post(
    '/as',
    html`
${hiddenField('back', view.path)}
<label class="field"><span>${view.say('cards.as')}</span>
  <select name="as">${PERSONAS.map(persona => html`<option value="${persona}"${persona === as ? html` selected` : nothing}>${view.say(`cards.as.${persona}`)} — ${PEOPLE[persona]}</option>`)}</select>
</label>
<button class="small">${view.say('cards.as.switch')}</button>`,
    'row acting',
  );

/** What a page with cards needs once: where they announce things, and the script that draws them. */
export const cardScripts: Html = html`<div id="cards"></div><link rel="stylesheet" href="/cards/host.css"><script src="/cards/host.js" defer></script>`;
