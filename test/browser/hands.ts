import type { Locator, Page } from 'playwright-core';

/** How many presses it took; typing and scrolling are free. */
export interface Hands {
  presses(): number;
  /** With the mouse. */
  press(target: Locator): Promise<void>;
}

export const withMouse = (): Hands => {
  let presses = 0;
  return {
    presses: () => presses,
    press: async target => {
      presses += 1;
      await target.click();
    },
  };
};

const MOST_STEPS = 150;
const FOCUSED = `(() => {
  const element = document.activeElement;
  if (element === null || element === document.body) return '';
  const label = element.labels === undefined || element.labels === null ? undefined : element.labels[0];
  return (element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '').trim();
})()`;

/** What the keyboard is on, by the name a screen reader would say. */
export const focusedName = async (page: Page): Promise<string> => String(await page.evaluate(FOCUSED));

/** Walks with the Tab key, as somebody without a mouse must, until it is there. */
export const tabTo = async (page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  const seen: string[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press(key);
    const now = await focusedName(page);
    if (name.test(now)) return;
    seen.push(now);
  }
  throw new Error(`The keyboard never came to ${String(name)}; it went over ${seen.join(' | ')}`);
};
