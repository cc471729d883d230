import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page as it stands, one readable line per element. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze();
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} — ${node.failureSummary ?? rule.help}`));
}

/** Fails on any axe violation. The themes differ in nothing but colors, so the dark one is asked only about contrast. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const [colorScheme, rules] of [['light', undefined], ['dark', ['color-contrast']]] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await violations(page, rules && [...rules]), `axe on ${page.url()}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Fails when the page scrolls sideways at this width. */
export async function expectFits(page: Page, width: number): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width, height: 800 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overflow, `${page.url()} is wider than ${width} px by`).toBeLessThanOrEqual(0);
  await page.setViewportSize(before);
}
