import type { Locator, Page } from '@playwright/test';
import type { Person } from './people';
import { expect, hydrated, open } from './test';

/** Sends a form, and waits for the page that answers. */
export async function send(page: Page, button: Locator): Promise<void> {
  const answered = page.waitForEvent('load');
  await button.click();
  await answered;
  await hydrated(page);
}

/** Follows a link to a page with this heading. */
export async function follow(page: Page, link: Locator, heading: string | RegExp): Promise<void> {
  await link.click();
  await expect(title(page)).toHaveText(heading);
  await hydrated(page);
}

/** The heading of the page. */
export function title(page: Page): Locator {
  return page.getByRole('heading', { level: 1 });
}

/** The content of the page, without the frame. */
export function main(page: Page): Locator {
  return page.getByRole('main');
}

/** The badge beside the heading: where the thing on the page stands. */
export function status(page: Page): Locator {
  return main(page).locator('.page-title-line .badge').first();
}

/** The story of a request, step by step. */
export function story(page: Page): Locator {
  return main(page).locator('ol.timeline > li');
}

/** Opens a page again and again until the check holds: for what happens a moment later, such as delivery and mail. */
export async function eventually(page: Page, path: string, check: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await open(page, path);
    await check();
  }).toPass({ timeout: 30_000, intervals: [250, 500, 1_000, 2_000] });
}

/** Searches for a package in My Access and opens its page. */
export async function openPackage(page: Page, name: string): Promise<void> {
  await open(page, '/packages');
  await main(page).getByRole('searchbox', { name: 'Search packages' }).fill(name);
  await main(page).getByRole('searchbox', { name: 'Search packages' }).press('Enter');
  await expect(page).toHaveURL(/[?&]q=/);
  await hydrated(page);
  await follow(page, main(page).getByRole('link', { name, exact: true }), name);
}

/** What somebody asks for. */
export interface Wish {
  package: string;
  why?: string;
  /** Texts by label. */
  texts?: Record<string, string>;
  /** Choices by label. */
  choices?: Record<string, string>;
}

/** Fills in the form of the package's page, without sending it. */
export async function fillIn(page: Page, wish: Wish): Promise<void> {
  for (const [label, text] of Object.entries(wish.texts ?? {})) await main(page).getByLabel(label).fill(text);
  for (const [label, choice] of Object.entries(wish.choices ?? {})) await main(page).getByLabel(label).selectOption(choice);
  if (wish.why !== undefined) await main(page).getByLabel('Why do you need this?').fill(wish.why);
}

/** The button that sends the form of the package's page. */
export function sendRequest(page: Page): Locator {
  return main(page).getByRole('button', { name: /^(Send request|Get access)$/ });
}

/** Asks for a package from its page on; the path of the request. */
export async function ask(page: Page, wish: Wish): Promise<string> {
  await openPackage(page, wish.package);
  return askHere(page, wish);
}

/** Asks for the package whose page is open; the path of the request. */
export async function askHere(page: Page, wish: Wish): Promise<string> {
  await fillIn(page, wish);
  await send(page, sendRequest(page));
  await expect(page).toHaveURL(/\/requests\/[0-9a-f-]{36}$/);
  await expect(page.getByText('Your request was sent.')).toBeVisible();
  await expect(title(page)).toHaveText(wish.package);
  return new URL(page.url()).pathname;
}

/** Opens the request of somebody from the list of approvals. */
export async function openApproval(page: Page, subject: string, name: string): Promise<void> {
  await open(page, '/approvals');
  await follow(page, main(page).getByRole('link', { name: `Decide: ${name} for ${subject}`, exact: true }), `${name} for ${subject}`);
}

/** Decides on the request of somebody, from the list of approvals on. */
export async function decide(page: Page, subject: Person | string, name: string, decision: 'Approve' | 'Deny', reason?: string): Promise<void> {
  await openApproval(page, typeof subject === 'string' ? subject : subject.name, name);
  if (reason !== undefined) await main(page).getByLabel('Reason').fill(reason);
  await send(page, main(page).getByRole('button', { name: decision, exact: true }));
  const verb = decision === 'Approve' ? 'approved' : 'denied';
  await expect(page.getByText(`You ${verb} the request.`)).toBeVisible();
  await expect(page.getByText(`You ${verb} this on`)).toBeVisible();
}

/** Presses the button that confirms in the dialog that this button opens. */
export async function confirm(page: Page, opening: Locator, verb: string): Promise<void> {
  await opening.click();
  await send(page, page.getByRole('dialog').getByRole('button', { name: verb, exact: true }));
}

/** Lets time pass, as an administrator does in the demo bar. */
export async function passTime(page: Page, ...steps: ('a day' | 'a week' | 'a month')[]): Promise<void> {
  for (const step of steps) {
    await open(page, '/');
    await send(page, page.getByRole('region', { name: 'Demo' }).getByRole('button', { name: step, exact: true }));
    await expect(page.getByText(`A ${step.slice(2)} has passed.`)).toBeVisible();
  }
}

/** Waits for a mail and opens it. */
export async function openMail(page: Page, to: string, subject: string | RegExp): Promise<void> {
  const mail = page.getByRole('link', { name: subject }).first();
  await eventually(page, `/demo/mailbox?to=${encodeURIComponent(to)}`, () => expect(mail).toBeVisible({ timeout: 500 }));
  await follow(page, mail, subject);
}

/** Opens the administration's page about somebody. */
export async function openPerson(page: Page, name: string): Promise<void> {
  await open(page, `/admin/people?q=${encodeURIComponent(name)}`);
  await follow(page, main(page).getByRole('link', { name }).first(), name);
}

/** The rows of the table of roles on somebody's page. */
export function rolesOf(page: Page, resource: string, role: string): Locator {
  const row = main(page).getByRole('table', { name: 'Roles held' }).getByRole('row');
  return row.filter({ has: page.getByRole('rowheader', { name: resource, exact: true }) }).filter({ hasText: role });
}
