import type { Locator, Page } from '@playwright/test';
import { ELIN, MAJA } from '../support/people';
import { main, status, title } from '../support/steps';
import { expect, hydrated, open, test } from '../support/test';

/** Presses Tab until the element has the focus, and sees that one can tell. */
async function tabTo(page: Page, target: Locator, limit = 80): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < limit; presses++) {
    await page.keyboard.press('Tab');
    const focused = await target.evaluate((element) => element === document.activeElement);
    if (!focused) continue;
    const shown = await target.evaluate((element) => {
      const style = getComputedStyle(element);
      return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
    });
    expect(shown, `one sees that ${target} has the focus`).toBe(true);
    return;
  }
  throw new Error(`${target} was not reached with ${limit} presses of Tab`);
}

/** Presses Enter, and waits for the page that answers a form. */
async function enter(page: Page): Promise<void> {
  const answered = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await answered;
  await hydrated(page);
}

test('an employee asks and a manager approves with nothing but the keyboard', async ({ as }) => {
  const elin = await as(ELIN.user);
  await open(elin, '/');
  await elin.keyboard.press('Tab');
  await expect(elin.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await elin.keyboard.press('Enter');
  await expect(main(elin)).toBeFocused();

  await elin.keyboard.press('Control+k');
  await expect(elin.getByRole('searchbox', { name: /^Search packages, people/ })).toBeFocused();
  await elin.keyboard.type('Contract archive');
  await elin.keyboard.press('Enter');
  await expect(elin).toHaveURL(/\/search\?q=/);
  await expect(title(elin)).toHaveText('Search');
  await hydrated(elin);
  await tabTo(elin, main(elin).getByRole('link', { name: 'Contract archive', exact: true }).first());
  await elin.keyboard.press('Enter');
  await expect(title(elin)).toHaveText('Contract archive');

  await tabTo(elin, main(elin).getByLabel('Which contracts do you work with?'));
  await elin.keyboard.type('Emp');
  await tabTo(elin, main(elin).getByLabel('Why do you need this?'));
  await elin.keyboard.type('Pay of new employees.');
  await tabTo(elin, main(elin).getByRole('button', { name: 'Send request' }));
  await enter(elin);
  await expect(elin).toHaveURL(/\/requests\/[0-9a-f-]{36}$/);
  const request = elin.url();
  await expect(main(elin).getByText('Employment')).toBeVisible();

  const maja = await as(MAJA.user);
  await open(maja, '/approvals');
  await tabTo(maja, main(maja).getByRole('link', { name: `Decide: Contract archive for ${ELIN.name}` }));
  await maja.keyboard.press('Enter');
  await expect(title(maja)).toHaveText(`Contract archive for ${ELIN.name}`);
  await tabTo(maja, main(maja).getByRole('button', { name: 'Approve', exact: true }));
  await enter(maja);
  await expect(maja.getByText('You approved the request.')).toBeVisible();
  await open(elin, request);
  await expect(status(elin)).toHaveText(/Done|Being set up/);
});

test('whoever follows a link with the keyboard goes on at the top of the new page', async ({ as }) => {
  const elin = await as(ELIN.user);
  await open(elin, '/');
  await tabTo(elin, elin.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'My access' }));
  await elin.keyboard.press('Enter');
  await expect(title(elin)).toHaveText('My access');
  await expect(main(elin)).toBeFocused();
});

test('menus and dialogs open, close and give the focus back', async ({ as }) => {
  const elin = await as(ELIN.user);
  await open(elin, '/access');
  const person = elin.getByRole('button', { name: ELIN.name });
  await tabTo(elin, person);
  await elin.keyboard.press('Enter');
  await expect(elin.getByRole('link', { name: 'Your profile' })).toBeVisible();
  await elin.keyboard.press('Escape');
  await expect(elin.getByRole('link', { name: 'Your profile' })).toBeHidden();
  await expect(person).toBeFocused();

  const give = main(elin).getByRole('button', { name: 'Give back Payroll officer' });
  await tabTo(elin, give);
  await elin.keyboard.press('Enter');
  const dialog = elin.getByRole('dialog', { name: 'Give Payroll officer back?' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Keep it as it is' }), 'Enter takes nothing away by mistake').toBeFocused();
  await elin.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(give).toBeFocused();
});
