import { expectFits } from '../support/axe';
import { sentences } from '../support/catalogue';
import { crawl, kind } from '../support/crawl';
import { ADA, ELIN, INGRID, JONAS, MAJA } from '../support/people';
import { follow, main, send, title } from '../support/steps';
import { expect, open, test } from '../support/test';
import type { Page } from '@playwright/test';

test.use({ locale: 'de-DE' });

const ENGLISH = sentences('de');
/** Names of roles, groups and departments in the directory of the demonstration, which are whatever the directory says. */
for (const name of ['Administration', 'Everyone', 'Administrator', 'Member', 'Members', 'Owner', 'Owners', 'Reader', 'Visitor', 'Visitors']) ENGLISH.delete(name);

/** What the page still says in English: texts and labels that stand in the catalogue. */
async function english(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push((node.textContent ?? '').trim());
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name) ?? '');
    }
    return [...found, document.title.split(' · ')[0] ?? ''];
  });
  return said.filter((text) => ENGLISH.has(text));
}

test('[NOT-05] a German browser reads German, from the server and from the program in the browser', async ({ as }) => {
  const page = await as(ADA.user);
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await open(page, '/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  expect(loaded.filter((path) => path.startsWith('/texts/')), 'catalogues').toEqual([expect.stringMatching(/^\/texts\/de\//)]);
  expect(await english(page)).toEqual([]);
  // From here on the browser renders.
  await page.getByRole('navigation').getByRole('link', { name: 'Pakete' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pakete');
  await page.getByRole('navigation').getByRole('link', { name: 'Anträge' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Meine Anträge');
  expect(await english(page)).toEqual([]);
});

test('[NOT-05] every page somebody meets is in German throughout, and fits a phone', async ({ as, trap }) => {
  test.setTimeout(10 * 60_000);
  const looked = new Set<string>();
  for (const person of [undefined, ELIN.user, JONAS.user, MAJA.user, INGRID.user]) {
    const page = await as(person);
    const pages = await crawl(page.context().request, person === undefined ? ['/sign-in'] : ['/', '/no-such-page'], 2);
    for (const { path, status } of pages.filter(({ file }) => !file)) {
      const look = `${kind(path)} ${status}`;
      // Mail that was sent before anybody read German stays as it was.
      if (looked.has(look) || path.startsWith('/demo/mailbox/')) continue;
      looked.add(look);
      if (status >= 400) trap.allow(new RegExp(`status of ${status}`));
      await test.step(`${person ?? 'a visitor'}: ${look}`, async () => {
        await open(page, path);
        expect.soft(await english(page), `English on ${path}`).toEqual([]);
        await expectFits(page, 360);
      });
    }
  }
});

test('[NOT-05] an English browser loads no catalogue', async ({ browser, baseURL, trap }) => {
  const context = await browser.newContext({ baseURL, locale: 'en-GB' });
  trap.watch(context);
  const page = await context.newPage();
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await open(page, '/sign-in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(main(page)).toContainText('Sign in');
  expect(loaded.filter((path) => path.startsWith('/texts/'))).toEqual([]);
  await context.close();
});

test('[NOT-05] a package is called as its reader calls it, and found by each of its names', async ({ as }) => {
  const german = 'Zahlen der Woche';
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/packages');
  const link = main(ingrid).getByRole('table').getByRole('link').first();
  const written = (await link.innerText()).trim();
  await follow(ingrid, link, written);
  const page = new URL(ingrid.url()).pathname;
  await open(ingrid, `${page}/edit`);
  const form = main(ingrid).locator('form').filter({ has: ingrid.getByRole('button', { name: 'Speichern', exact: true }) });
  await form.getByText('Andere Sprachen').click();
  await form.getByLabel('Name (Deutsch)').fill(german);
  await send(ingrid, form.getByRole('button', { name: 'Speichern', exact: true }));
  await expect(title(ingrid)).toHaveText(german);
  await open(ingrid, `/admin/packages?q=${encodeURIComponent(written)}`);
  await expect(main(ingrid).getByRole('link', { name: german, exact: true })).toBeVisible();
  // What was written first is still what the form begins with.
  await open(ingrid, `${page}/edit`);
  await expect(form.getByLabel('Name', { exact: true })).toHaveValue(written);
});
