import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { ADA, ELIN, HENRIK, INGRID, OSKAR } from '../support/people';
import { confirm, eventually, main, openMail, openPerson, send, title } from '../support/steps';
import { expect, open, test } from '../support/test';

const FIRST = 'tulip anvil harbor 9';
const SECOND = 'granite owl on a ladder';

/** What an authenticator app shows for a key, so many half minutes from now. */
function appShows(key: string, later = 0): string {
  const bits = [...key.replaceAll(' ', '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac('sha1', new Uint8Array(bytes)).update(new Uint8Array(step)).digest();
  const at = (hash[19] ?? 0) & 15;
  return ((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).toString().padStart(6, '0');
}

/** The first step of signing in. */
async function password(page: Page, user: string, typed: string): Promise<void> {
  await open(page, '/sign-in');
  await page.getByLabel('User name').fill(user);
  await page.getByRole('textbox', { name: 'Password' }).fill(typed);
  await send(page, page.getByRole('button', { name: 'Sign in', exact: true }));
}

/** Sets a second factor up on the page about it; the key and the recovery codes. */
async function setUp(page: Page, typed: string): Promise<{ key: string; codes: string[] }> {
  await open(page, '/profile/second-factor');
  await main(page).getByLabel('Current password').fill(typed);
  await send(page, main(page).getByRole('button', { name: 'Set up a second factor' }));
  await expect(main(page).getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await expectAccessible(page);
  const key = await main(page).getByLabel('Key').inputValue();
  await main(page).getByRole('textbox', { name: 'Code' }).fill(appShows(key));
  await send(page, main(page).getByRole('button', { name: 'Turn it on' }));
  await expect(main(page).getByText('It is on')).toBeVisible();
  await expectAccessible(page);
  const codes = await main(page).locator('.recovery-codes code').allTextContents();
  expect(codes).toHaveLength(10);
  return { key, codes };
}

test('a forgotten password is set anew by a link that comes by mail', async ({ as, portal, trap }) => {
  trap.allow(/status of 422/);
  await portal.run(['user', 'set-password', '--user-name', ELIN.user], `${FIRST}\n`);
  const page = await as();
  await open(page, '/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(title(page)).toHaveText('Forgot your password?');
  await page.getByLabel('User name or mail address').fill(ELIN.user);
  await send(page, page.getByRole('button', { name: 'Send me a link' }));
  await expect(page.getByText('If there is such an account, an email is on its way.')).toBeVisible();

  await openMail(page, 'elin.berg@havsund.example', /^A new password for /);
  await page.locator('.mail-text').getByRole('link').first().click();
  await expect(title(page)).toHaveText('Set a new password');
  const link = new URL(page.url()).pathname;
  await open(page, link);
  await expectAccessible(page);
  await page.getByLabel('New password', { exact: true }).fill('password1234');
  await page.getByLabel('New password again').fill('password1234');
  await send(page, page.getByRole('button', { name: 'Set the password' }));
  await expect(page.getByText('This password would be guessed soon').first()).toBeVisible();
  await page.getByLabel('New password', { exact: true }).fill(SECOND);
  await page.getByLabel('New password again').fill(SECOND);
  await send(page, page.getByRole('button', { name: 'Set the password' }));
  await expect(page.getByText('Your new password is set.')).toBeVisible();

  await open(page, link);
  await expect(title(page)).toHaveText('This link no longer works');
  await password(page, ELIN.user, SECOND);
  await expect(page).toHaveURL(/\/$/);
  const mails = `/demo/mailbox?to=${encodeURIComponent('elin.berg@havsund.example')}`;
  await eventually(page, mails, () => expect(page.getByRole('link', { name: 'Your password was changed' })).toBeVisible({ timeout: 500 }));
});

test('with a second factor, signing in takes the password and a code of the app, or a recovery code', async ({ as, portal, trap }) => {
  trap.allow(/status of 422/);
  await portal.run(['user', 'set-password', '--user-name', ADA.user], `${FIRST}\n`);
  const desk = await as();
  await password(desk, ADA.user, FIRST);
  await expect(desk).toHaveURL(/\/$/);
  const { key, codes } = await setUp(desk, FIRST);
  await open(desk, '/profile/second-factor');
  await expect(main(desk).getByText('You have 10 recovery codes left.')).toBeVisible();
  await expect(desk.locator('.recovery-codes')).toHaveCount(0);

  const phone = await as();
  await password(phone, ADA.user, FIRST);
  await expect(title(phone)).toHaveText('One more step');
  await expectAccessible(phone);
  await phone.getByRole('textbox', { name: 'Code' }).fill('000000');
  await send(phone, phone.getByRole('button', { name: 'Continue' }));
  await expect(phone.getByText('This code is not right.').first()).toBeVisible();
  // The code of this half minute may have set it up: each works once.
  await phone.getByRole('textbox', { name: 'Code' }).fill(appShows(key, 1));
  await send(phone, phone.getByRole('button', { name: 'Continue' }));
  await expect(phone).toHaveURL(/\/$/);

  const borrowed = await as();
  await password(borrowed, ADA.user, FIRST);
  await borrowed.getByRole('textbox', { name: 'Code' }).fill((codes[0] ?? '').toUpperCase());
  await send(borrowed, borrowed.getByRole('button', { name: 'Continue' }));
  await expect(borrowed).toHaveURL(/\/$/);

  await open(borrowed, '/profile/sessions');
  await confirm(borrowed, main(borrowed).getByRole('button', { name: 'Sign out everywhere' }), 'Sign out everywhere');
  await expect(borrowed.getByText('You are signed out everywhere.')).toBeVisible();
  await phone.goto('/profile');
  await expect(phone).toHaveURL(/\/sign-in/);
});

test('an administrator removes the second factor of somebody who lost everything', async ({ as, portal }) => {
  await portal.run(['user', 'set-password', '--user-name', HENRIK.user], `${FIRST}\n`);
  const henrik = await as();
  await password(henrik, HENRIK.user, FIRST);
  await setUp(henrik, FIRST);
  const ingrid = await as(INGRID.user);
  await openPerson(ingrid, HENRIK.name);
  await confirm(ingrid, main(ingrid).getByRole('button', { name: 'Remove second factor' }), 'Remove second factor');
  await expect(ingrid.getByText(`The second factor of ${HENRIK.name} is removed.`)).toBeVisible();
  const again = await as();
  await password(again, HENRIK.user, FIRST);
  await expect(again).toHaveURL(/\/$/);
});

test('who has to have a second factor sets it up before seeing anything else', async ({ as, portal, trap }) => {
  trap.allow(/status of 40\d/);
  await portal.run(['user', 'set-password', '--user-name', OSKAR.user], `${FIRST}\n`);
  const oskar = await as();
  await password(oskar, OSKAR.user, FIRST);
  await expect(oskar).toHaveURL(/\/$/);

  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/settings');
  await main(ingrid).getByRole('radio', { name: /^Everyone with a password/ }).check();
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Save' }));
  await expect(ingrid.getByText('Settings saved.')).toBeVisible();

  await open(oskar, '/packages');
  await expect(oskar).toHaveURL(/\/profile\/second-factor/);
  await expect(main(oskar).getByText('You need one to go on')).toBeVisible();
  const asked = await oskar.request.get('/v1.0/identityGovernance/entitlementManagement/assignmentRequests');
  expect(asked.status()).toBe(401);
  await setUp(oskar, FIRST);
  await open(oskar, '/packages');
  await expect(title(oskar)).toHaveText('Packages');

  await open(ingrid, '/admin/settings');
  await main(ingrid).getByRole('radio', { name: /^Nobody Everybody/ }).check();
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Save' }));
});
