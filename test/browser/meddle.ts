import type { Page, Route } from 'playwright-core';

/** What a card asked of the server, as HubSpot passes it on. */
export interface CardAsked {
  readonly method: string;
  readonly url: string;
}

const CARD_FETCH = '**/cards/fetch';

/** An answer as HubSpot gives it to the card. */
const answer = (route: Route, status: number): Promise<void> =>
  route.fulfill({
    json: {
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: 'broken', message: 'Something broke.', reference: 'r' }),
    },
  });

export interface Meddled {
  /** How many requests were meddled with. */
  times(): number;
  stop(): Promise<void>;
}

/**
 * Stands between the cards and the server and does to the first requests that match what networks do: `late` lets them
 * through after so long, `lost` lets them be done and loses the answer, `broken` has them done and answers 500.
 */
export const meddle = async (
  page: Page,
  matches: (asked: CardAsked) => boolean,
  how: { readonly kind: 'late'; readonly ms: number } | { readonly kind: 'lost' | 'broken' },
  most = 1,
): Promise<Meddled> => {
  let times = 0;
  const handler = async (route: Route): Promise<void> => {
    const asked = route.request().postDataJSON() as CardAsked;
    if (times >= most || !matches(asked)) {
      await route.fallback();
      return;
    }
    times += 1;
    if (how.kind === 'late') {
      await new Promise(resolve => setTimeout(resolve, how.ms));
      await route.fallback();
      return;
    }
    await route.fetch();
    if (how.kind === 'broken') await answer(route, 500);
    else await route.fulfill({ json: { failed: 'The server did not answer in time' } });
  };
  await page.route(CARD_FETCH, handler);
  return { times: () => times, stop: () => page.unroute(CARD_FETCH, handler) };
};
