import { expect, test } from '../support/test';

test('without scripts a person signs in and reads the overview', async ({ page }) => {
  await page.goto('/sign-in');
  await page.locator('[name="user"][value="ada.lind"]').first().click();
  await expect(page).not.toHaveURL(/\/sign-in/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('navigation').first()).toBeVisible();
});
