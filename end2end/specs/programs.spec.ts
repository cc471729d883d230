import type { APIRequestContext } from '@playwright/test';
import { INGRID } from '../support/people';
import { follow, main, send, status, title } from '../support/steps';
import { expect, hydrated, open, test } from '../support/test';

test('an identity provider gets a token, brings somebody in, and is shut out again', async ({ as, playwright, portal, trap }) => {
  trap.allow(/status of 422/);
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/programs');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Add a program' }).first(), 'Add a program');
  await main(ingrid).getByLabel('Name').fill('Havsund directory');
  await main(ingrid).getByLabel('Description').fill('Ask Maja in IT.');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Add the program' }));
  await expect(title(ingrid)).toHaveText('Havsund directory');
  const page = new URL(ingrid.url()).pathname;

  // What is missing is said, and what was typed stays.
  await main(ingrid).getByLabel('Name').fill('Provisioning');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Make the token' }));
  await expect(main(ingrid)).toContainText('Choose what it is for.');
  await expect(main(ingrid).getByLabel('Name')).toHaveValue('Provisioning');
  await main(ingrid).getByRole('checkbox', { name: /^Bring people and groups in/ }).check();
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Make the token' }));
  const token = await main(ingrid).getByLabel('Token', { exact: true }).inputValue();
  const address = await main(ingrid).getByLabel('Address for SCIM 2.0').inputValue();
  expect(address).toMatch(/\/scim\/v2$/);

  // Loading the page again does not show it again.
  await open(ingrid, page);
  await expect(main(ingrid)).not.toContainText(token);
  await expect(main(ingrid).getByRole('row', { name: /Provisioning/ })).toContainText('Never');

  const scim: APIRequestContext = await playwright.request.newContext({
    baseURL: portal.url,
    extraHTTPHeaders: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
  });
  const made = await scim.post('/scim/v2/Users', {
    data: { userName: 'liv.moen', displayName: 'Liv Moen', emails: [{ value: 'liv.moen@havsund.example' }], active: true },
  });
  expect(made.status()).toBe(201);
  await open(ingrid, '/admin/people?q=liv.moen');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Liv Moen' }), /Liv Moen/);
  await open(ingrid, '/admin/audit');
  await expect(main(ingrid)).toContainText('Havsund directory');

  // A program that is disabled has no token that works.
  await open(ingrid, page);
  await main(ingrid).getByRole('button', { name: 'Disable' }).click();
  await send(ingrid, ingrid.getByRole('dialog').getByRole('button', { name: 'Disable' }));
  await expect(status(ingrid)).toHaveText('Disabled');
  expect((await scim.get('/scim/v2/Users')).status()).toBe(401);
  await main(ingrid).getByRole('button', { name: 'Enable' }).click();
  await send(ingrid, ingrid.getByRole('dialog').getByRole('button', { name: 'Enable' }));
  expect((await scim.get('/scim/v2/Users')).status()).toBe(200);

  // Nor does one that was revoked.
  await main(ingrid).getByRole('button', { name: 'Revoke the token Provisioning' }).click();
  await send(ingrid, ingrid.getByRole('dialog').getByRole('button', { name: 'Revoke' }));
  await expect(main(ingrid)).toContainText('It has no token.');
  expect((await scim.get('/scim/v2/Users')).status()).toBe(401);
  await scim.dispose();
});

test('a double click makes one token', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/programs/new');
  await main(ingrid).getByLabel('Name').fill('Twice job');
  await main(ingrid).getByRole('button', { name: 'Add the program' }).dblclick();
  await expect(title(ingrid)).toHaveText('Twice job');
  await hydrated(ingrid);
  await main(ingrid).getByLabel('Name').fill('Once');
  await main(ingrid).getByRole('checkbox', { name: /^Bring people and groups in/ }).check();
  await main(ingrid).getByRole('button', { name: 'Make the token' }).dblclick();
  await expect(main(ingrid).getByLabel('Token', { exact: true })).toBeVisible();
  await open(ingrid, new URL(ingrid.url()).pathname);
  await expect(main(ingrid).getByRole('row', { name: /Once/ })).toHaveCount(1);
});

test('[ROL-01] a program holds a role, and loses it again', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/programs/new');
  await main(ingrid).getByLabel('Name').fill('Night job');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Add the program' }));
  const page = new URL(ingrid.url()).pathname;
  await expect(main(ingrid)).toContainText('It has no roles.');
  await open(ingrid, '/admin/roles?find=night');
  await main(ingrid).getByRole('radio', { name: /^Catalog creator/ }).check();
  await main(ingrid).getByRole('checkbox', { name: /Night job/ }).check();
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Give the role' }));
  await open(ingrid, page);
  await hydrated(ingrid);
  await expect(main(ingrid)).not.toContainText('It has no roles.');
  await main(ingrid).getByRole('button', { name: 'Delete' }).click();
  await send(ingrid, ingrid.getByRole('dialog').getByRole('button', { name: 'Delete' }));
  await expect(title(ingrid)).toHaveText('Programs');
  await open(ingrid, '/admin/roles');
  await expect(main(ingrid)).not.toContainText('Night job');
});
