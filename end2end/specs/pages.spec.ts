import { expectAccessible, expectFits } from '../support/axe';
import { crawl, kind, personas } from '../support/crawl';
import { expect, open, test } from '../support/test';

/** Where people start, everything else has to be reachable by links; and two addresses that not everybody, or nobody, may see. */
const START = ['/', '/admin/catalogs', '/no-such-page'];

test('no page has a dead link, an axe violation or a sideways scroll bar', async ({ as, request, trap }) => {
  test.setTimeout(15 * 60_000);
  const people = await personas(request);
  expect(people.length, 'people on the sign-in page').toBeGreaterThan(2);
  const looked = new Set<string>();
  for (const person of [undefined, ...people]) {
    const name = person ?? 'a visitor';
    await test.step(name, async () => {
      const page = await as(person);
      const start = person === undefined ? ['/sign-in'] : START;
      const pages = await crawl(page.context().request, start);
      const dead = pages.filter(({ path, status }) => status >= 400 && !start.includes(path));
      expect.soft(dead, `dead links for ${name}`).toEqual([]);
      for (const { path, status } of pages.filter(({ file }) => !file)) {
        // A start page one may not see is a page too, and has to look right.
        const look = `${kind(path)} ${status}`;
        if (looked.has(look)) continue;
        looked.add(look);
        if (status >= 400) trap.allow(new RegExp(`status of ${status}`));
        await test.step(`${name}: ${look}`, async () => {
          await open(page, path);
          await expectAccessible(page);
          for (const width of [1280, 768, 360]) await expectFits(page, width);
        });
      }
    });
  }
});
