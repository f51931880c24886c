import { existsSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
export const WIDTHS = [1280, 360];

const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser && process.env['CI'] !== 'true')
  console.warn(`Nothing is tried in a browser: there is none at ${CHROMIUM}. Set CHROMIUM to one.`);
/** Where there is no browser, nothing is tried; in CI one must be there. */
export const inBrowser = hasBrowser || process.env['CI'] === 'true' ? describe : describe.skip;

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ARGS });

export interface Opened {
  readonly browser: Browser;
  readonly page: Page;
  /** What the browser complained of. */
  readonly complaints: readonly string[];
}

export const openBrowser = async (base: string): Promise<Opened> => {
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', error => complaints.push(`${page.url()}: ${error.message}`));
  return { browser, page, complaints };
};

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** What a person with a keyboard, a screen reader or a small screen would stumble over, at both widths. */
export const stumblingBlocks = async (page: Page, name: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    if (wider !== 0) found.push(`${name} is ${String(wider)} px too wide at ${String(width)}`);
    // Through the debugger, as the page's own policy lets no foreign script in.
    await page.evaluate(AXE);
    const violations = (await page.evaluate(
      'axe.run(document, { iframes: false }).then(result => result.violations)',
    )) as readonly Violation[];
    found.push(
      ...violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(
          ({ id, nodes }) => `${name} at ${String(width)}: ${id} ${nodes.map(node => node.html).join(' | ')}`,
        ),
    );
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return found;
};
