import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { DEBTORS } from '../sandbox/debtors.js';
import type { Persona } from '../sandbox/stage.js';
import { pictureFolder, type DemoSite } from './demo-site.js';

export const PATIENT = { timeout: 30_000 };

/** A person's way to the records of debts, and through their forms. */
export interface Desk {
  /** A page of the portal, once one of its cards is drawn. */
  openAs(who: Persona, path: string, uid: string): Promise<Locator>;
  /** Somebody's Debt notice record. */
  openCase(who: Persona, name: string): Promise<Locator>;
  /** Every case, on the app page. */
  openDebts(lang?: 'en' | 'ru'): Promise<Locator>;
  dialog(): Locator;
  /** Presses the button that ends a form, sees that it was done, and closes it. */
  saveForm(button: string, done: RegExp): Promise<void>;
  /** Where a folder for pictures is named. */
  picture(name: string): Promise<void>;
}

export const deskAt = (demo: DemoSite, page: Page): Desk => {
  const pictures = pictureFolder();
  const openAs: Desk['openAs'] = async (who, path, uid) => {
    await page.context().addCookies([{ name: 'as', value: who, url: demo.url }]);
    await page.goto(`${demo.url}${path}`);
    const card = page.locator(`[data-card=${uid}]`);
    await card.getByRole('button', { name: /^(Refresh|Обновить)$/ }).waitFor(PATIENT);
    return card;
  };
  const dialog = (): Locator => page.getByRole('dialog');
  return {
    openAs,
    openCase: (who, name) => {
      const account = DEBTORS.find(each => each.name === name)?.account;
      const record = demo.stage.portal.records
        .list('debt_notice')
        .find(({ properties }) => properties['account_number'] === account);
      if (record === undefined) throw new Error(`${name} has no Debt notice record.`);
      return openAs(who, `/portal/debt-notices/${record.id}`, 'debt_notice_tab');
    },
    openDebts: async (lang = 'en') => {
      const app = await openAs('tom', `/portal/app?lang=${lang}#/debt`, 'operations_page');
      await app.getByRole('columnheader', { name: /^(Case|Дело)$/ }).waitFor(PATIENT);
      return app;
    },
    dialog,
    saveForm: async (button, done) => {
      await dialog().getByRole('button', { name: button }).click();
      await dialog().getByText(done).waitFor(PATIENT);
      await dialog().getByRole('button', { name: 'Close' }).click();
    },
    picture: async name => {
      if (pictures === null) return;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
  };
};
