import type { Page } from 'playwright-core';

/** Everything within `selector` that is wider than its place, or whose words are cut off; a table may scroll by itself. */
const SPILLED = `selector => {
  const card = document.querySelector(selector);
  if (card === null) return ['there is no ' + selector];
  const edge = card.getBoundingClientRect().right + 1;
  const scrolls = element => {
    for (let at = element; at !== null && at !== card; at = at.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true;
    return false;
  };
  return [...card.querySelectorAll('*')]
    .filter(element => element.getClientRects().length > 0 && getComputedStyle(element).position !== 'absolute')
    .filter(element => {
      if (scrolls(element)) return false;
      const style = getComputedStyle(element);
      const cut = style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1;
      return cut || element.getBoundingClientRect().right > edge;
    })
    .map(element => element.tagName + ' ' + (element.textContent ?? '').trim().slice(0, 60));
}`;

/** What does not fit into a card drawn so wide. */
export const spilledAt = async (page: Page, selector: string, width: number): Promise<readonly string[]> => {
  await page.locator(selector).evaluate(
    (card, px) => {
      const { style } = card as unknown as { style: { width: string } };
      style.width = px;
    },
    `${String(width)}px`,
  );
  return (await page.evaluate(`(${SPILLED})(${JSON.stringify(selector)})`)) as readonly string[];
};

/** What does not fit at 200 %: a window of half the width has the same room for words. */
export const spilledAtDouble = async (page: Page, selector: string): Promise<readonly string[]> => {
  await page.setViewportSize({ width: 640, height: 450 });
  const wider = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  const spilled = (await page.evaluate(`(${SPILLED})(${JSON.stringify(selector)})`)) as readonly string[];
  await page.setViewportSize({ width: 1280, height: 900 });
  return wider > 0 ? [`the page is ${String(wider)} px too wide`, ...spilled] : spilled;
};
