import { test as base, expect, type Page } from '@playwright/test';
import { Portal } from './portal';
import { Trap } from './trap';

/** Keeps one portal per spec file: the next file of the same worker gets a fresh one. */
class Portals {
  private current?: { file: string; portal: Portal };

  async for(file: string): Promise<Portal> {
    if (this.current?.file !== file) {
      await this.stop();
      this.current = { file, portal: await Portal.start() };
    }
    return this.current.portal;
  }

  async stop(): Promise<void> {
    await this.current?.portal.stop();
    this.current = undefined;
  }
}

interface Fixtures {
  /** The portal of this spec file. */
  portal: Portal;
  /** Fails the test for every console error, exception and server error that is not allowed. */
  trap: Trap;
  /** A page in a browser of its own, signed in as that person (or signed out). */
  as: (user?: string) => Promise<Page>;
}

/** Playwright's `test` with a portal of its own and the trap always set. */
export const test = base.extend<Fixtures, { portals: Portals }>({
  portals: [
    async ({}, use) => {
      const portals = new Portals();
      await use(portals);
      await portals.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  portal: async ({ portals }, use, info) => {
    const portal = await portals.for(info.file);
    await use(portal);
    if (info.status !== info.expectedStatus) await info.attach('server.log', { body: portal.log(), contentType: 'text/plain' });
  },
  baseURL: async ({ portal }, use) => use(portal.url),
  trap: [
    async ({}, use) => {
      const trap = new Trap();
      await use(trap);
      expect(trap.findings(), 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, trap }, use) => {
    trap.watch(context);
    await use(context);
  },
  as: async ({ browser, baseURL, trap }, use) => {
    const pages: Page[] = [];
    await use(async (user) => {
      const context = await browser.newContext({ baseURL });
      trap.watch(context);
      const page = await context.newPage();
      pages.push(page);
      if (user !== undefined) await signIn(page, user);
      return page;
    });
    for (const page of pages) await page.context().close();
  },
});

/** Signs the browser of this page in as a person of the demo organization, by the same request as the sign-in page. */
export async function signIn(page: Page, user: string): Promise<void> {
  const answer = await page.context().request.post('/auth/demo', { form: { user }, maxRedirects: 0 });
  expect(answer.status(), `sign in as ${user}: ${await answer.text()}`).toBeLessThan(400);
}

/** Opens a page and waits until the WASM has taken over (where scripts run). */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** Waits until the WASM has taken over the page: before that, clicks do what they do without scripts. */
export async function hydrated(page: Page): Promise<void> {
  if (withoutScripts()) return;
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}

/** Does this project run with JavaScript off? */
export function withoutScripts(): boolean {
  return base.info().project.use.javaScriptEnabled === false;
}

export { expect };
