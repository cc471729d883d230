import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page as it stands, one readable line per element. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze();
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} — ${node.failureSummary ?? rule.help}`));
}

/** Ids that stand on the page more than once: a label belongs to the first element with its id. */
async function twice(page: Page): Promise<string[]> {
  const ids = await page.locator('[id]').evaluateAll((elements) => elements.map((element) => element.id));
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}

/** Fails on any axe violation, and on ids that are there twice, which axe does not see in closed dialogs. The themes differ in nothing but colors, so the dark one is asked only about contrast. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const [colorScheme, rules] of [['light', undefined], ['dark', ['color-contrast']]] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await violations(page, rules && [...rules]), `axe on ${page.url()}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
  expect.soft(await twice(page), `ids that ${page.url()} has twice`).toEqual([]);
}

/** Fails when the page scrolls sideways at this width. */
export async function expectFits(page: Page, width: number): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width, height: 800 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overflow, `${page.url()} is wider than ${width} px by`).toBeLessThanOrEqual(0);
  // What leaves its frame does not widen the page: it is cut, or lies under what stands beside it.
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('.table')]
      .filter((table) => table.checkVisibility() && table.scrollWidth > (table.parentElement?.clientWidth ?? Infinity) + 1)
      .map((table) => table.querySelector('caption')?.textContent ?? ''),
  );
  expect.soft(cut, `tables of ${page.url()} that do not fit into ${width} px`).toEqual([]);
  await page.setViewportSize(before);
}
