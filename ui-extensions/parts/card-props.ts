import type { ExtensionPointApi, ExtensionPointLocation } from '@hubspot/ui-extensions';
import { makeServer, type Fetch, type Server } from '../client/server.js';
import { languageOf, type Language } from '../words/say.js';

/** What a card, page or settings surface is given by its entry. */
export interface CardProps<Location extends ExtensionPointLocation> {
  readonly server: Server;
  readonly context: ExtensionPointApi<Location>['context'];
  readonly actions: ExtensionPointApi<Location>['actions'];
  readonly language: Language;
}
export type RecordTabProps = CardProps<'crm.record.tab'>;
/** Of the sidebar of a record; the preview of a record draws it unchanged. */
export type SidebarProps = CardProps<'crm.record.sidebar'>;
export type HelpdeskProps = CardProps<'helpdesk.sidebar'>;
export type PagesProps = CardProps<'pages'>;
export type SettingsProps = CardProps<'settings'>;

/** The profile of the project (`hsprofile.<name>.json`) says where the companion server is. */
const BACKEND_URL = 'BACKEND_URL';

/** For the entries: what HubSpot gives, in the shape the surfaces take. `fetch` is `hubspot.fetch`. */
export const propsOf = <Location extends ExtensionPointLocation>(
  { context, actions }: ExtensionPointApi<Location>,
  fetch: Fetch,
): CardProps<Location> => ({
  server: makeServer({ fetch, baseUrl: String(context.variables?.[BACKEND_URL] ?? '') }),
  context,
  actions,
  language: languageOf(context.user),
});
