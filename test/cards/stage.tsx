import type { ExtensionPointLocation } from '@hubspot/ui-extensions';
import { createRenderer, type Renderer } from '@hubspot/ui-extensions/testing';
import type { ReactElement } from 'react';
import { PaceContext } from '../../ui-extensions/client/pace.js';
import type { CardProps } from '../../ui-extensions/parts/card-props.js';
import type { Language } from '../../ui-extensions/words/say.js';
import { makeFakeServer, type FakeServer } from './fake-server.js';
import { makeHandPace, type HandPace } from './hand-pace.js';

export interface Stage<Location extends ExtensionPointLocation> {
  readonly renderer: Renderer<Location>;
  readonly server: FakeServer;
  readonly pace: HandPace;
  readonly props: CardProps<Location>;
  /** Draws the card and lets what is ready to happen happen. */
  show(card: ReactElement): Promise<void>;
  /** All words on the surface now. */
  text(): string;
}

/** HubSpot's own renderer for one surface, with a server and a time that the test holds in its hands. */
export const makeStage = <Location extends ExtensionPointLocation>(
  location: Location,
  language: Language = 'en',
): Stage<Location> => {
  const renderer = createRenderer(location);
  const server = makeFakeServer();
  const pace = makeHandPace();
  renderer.mocks.context.portal = { id: 1, timezone: 'Europe/Berlin' };
  return {
    renderer,
    server,
    pace,
    props: {
      server,
      context: renderer.mocks.context,
      actions: renderer.mocks.actions as unknown as CardProps<Location>['actions'],
      language,
    },
    show: async card => {
      renderer.render(<PaceContext.Provider value={pace}>{card}</PaceContext.Provider>);
      await pace.pass(0);
    },
    text: () => renderer.getRootNode().toString(),
  };
};
