import { Button, Panel } from '@hubspot/ui-extensions';
import { ContactCard } from '../../ui-extensions/cards/contact/ContactCard.js';
import { ContactSidebarCard } from '../../ui-extensions/cards/contact/ContactSidebarCard.js';
import type { Language } from '../../ui-extensions/words/say.js';
import { makeStage } from './stage.js';

export const tabPath = (language: Language): string => `/api/cards/contacts/101?language=${language}`;
export const sidePath = (language: Language): string => `/api/cards/contacts/101/now?language=${language}`;

export const showTab = async (card: unknown, language: Language = 'en') => {
  const stage = makeStage('crm.record.tab', language);
  stage.renderer.mocks.context.crm = { objectId: 101, objectTypeId: '0-1' };
  stage.server.answers(tabPath(language), card);
  await stage.show(<ContactCard {...stage.props} />);
  return stage;
};
export const showSidebar = async (card: unknown, language: Language = 'en') => {
  const stage = makeStage('crm.record.sidebar', language);
  stage.renderer.mocks.context.crm = { objectId: 101, objectTypeId: '0-1' };
  stage.server.answers(sidePath(language), card);
  await stage.show(<ContactSidebarCard {...stage.props} />);
  return stage;
};
/** HubSpot's types ask for the handler where its renderer takes the value. */
export const typed = (value: string): never => value as never;
type Stage = Awaited<ReturnType<typeof showTab>>;
type SideStage = Awaited<ReturnType<typeof showSidebar>>;

export const buttonNamed = (stage: Stage | SideStage, name: string) =>
  stage.renderer.find(Button, node => node.text === name);
/** Opens the panel of a button and gives it back. */
export const opened = async (stage: Stage | SideStage, name: string) => {
  buttonNamed(stage, name).trigger('onClick');
  await stage.pace.pass(0);
  return () => buttonNamed(stage, name).props.overlay?.find(Panel) ?? failNow(`${name} opens no panel`);
};
const failNow = (what: string): never => {
  throw new Error(what);
};
