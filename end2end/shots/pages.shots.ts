import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crawl, kind } from '../support/crawl';
import { open, test } from '../support/test';

const out = process.env.SHOTS_OUT || 'test-results/shots';
const user = process.env.SHOTS_AS || undefined;
const routes = (process.env.SHOTS_ROUTES ?? '').split(/\s+/).filter(Boolean);

test('pictures', async ({ as, trap }) => {
  // A page one may not see makes a picture too.
  trap.allow(/status of 4\d\d/);
  await mkdir(out, { recursive: true });
  const page = await as(user);
  const paths = routes.length > 0 ? routes : await oneOfEachKind();
  for (const path of paths) {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await open(page, path);
        await page.screenshot({ path: join(out, `${fileName(path)}-${width}-${colorScheme}.png`), fullPage: true });
      }
    }
  }

  /** Without a list: every kind of page that this person can reach. */
  async function oneOfEachKind(): Promise<string[]> {
    const pages = await crawl(page.context().request, user === undefined ? ['/sign-in'] : ['/', '/admin/catalogs', '/no-such-page'], 1);
    return [...new Map(pages.filter(({ file }) => !file).map(({ path }) => [kind(path), path])).values()];
  }
});

function fileName(path: string): string {
  return kind(path).replace(/[^0-9A-Za-z]+/g, '-').replace(/^-|-$/g, '') || 'home';
}
