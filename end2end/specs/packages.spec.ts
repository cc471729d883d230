import { ELIN, INGRID } from '../support/people';
import { confirm, follow, main, openPackage, send, title } from '../support/steps';
import { expect, open, test } from '../support/test';

/** Opens a package in the administration. */
async function administer(page: import('@playwright/test').Page, name: string): Promise<void> {
  await open(page, `/admin/packages?q=${encodeURIComponent(name)}`);
  await follow(page, main(page).getByRole('link', { name, exact: true }), name);
}

test('[PKG-17] [PKG-19] [BYD-01] what rules a package out is set on its page and told to whoever asks', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await administer(ingrid, 'ERP reporting');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Separation of duties' }), 'ERP reporting');
  await expect(main(ingrid)).toContainText('Nothing rules it out');
  await main(ingrid).getByRole('searchbox', { name: 'Search packages and groups' }).fill('payroll officer');
  await main(ingrid).getByRole('searchbox', { name: 'Search packages and groups' }).press('Enter');
  await main(ingrid).getByRole('checkbox', { name: /Payroll officer/ }).check();
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Add', exact: true }));
  await expect(main(ingrid).getByRole('row').filter({ hasText: 'Payroll officer' })).toContainText('Finance and Payroll');

  const elin = await as(ELIN.user);
  await openPackage(elin, 'ERP reporting');
  await expect(main(elin)).toContainText('You have Payroll officer, and that rules this access out.');

  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Payroll officer', exact: true }), 'Payroll officer');
  await expect(main(ingrid).getByRole('heading', { name: /What it rules out itself/ })).toBeVisible();
  await expect(main(ingrid).getByRole('row').filter({ hasText: 'ERP reporting' })).toBeVisible();
});

test('[BYD-20] retiring a package shows who loses it, and can be called off', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await administer(ingrid, 'Learning');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Edit', exact: true }), 'Edit Learning');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Retire', exact: true }), 'Retire Learning');
  await expect(main(ingrid).getByRole('heading', { name: /Who loses it/ })).toBeVisible();
  await main(ingrid).getByLabel('Last day of access').fill('2035-01-31');
  await main(ingrid).getByLabel('What holders should know').fill('The new school does all of it.');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Retire the package' }));
  await expect(title(ingrid)).toHaveText('Learning');
  await expect(main(ingrid)).toContainText('This package is being retired');
  await confirm(ingrid, main(ingrid).getByRole('button', { name: 'Call off' }), 'Call off');
  await expect(main(ingrid)).not.toContainText('This package is being retired');
});

test('[PKG-16] [BYD-21] a package is copied to another catalog with what it gives', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await administer(ingrid, 'Sales playbook');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Edit', exact: true }), 'Edit Sales playbook');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Move or copy', exact: true }), 'Move or copy Sales playbook');
  await main(ingrid).getByLabel('Catalog', { exact: true }).selectOption({ label: 'Marine Operations' });
  await main(ingrid).getByRole('button', { name: 'Check this catalog', exact: true }).click();
  await expect(main(ingrid).getByRole('heading', { name: /What it gives/ })).toBeVisible();
  const copy = main(ingrid).locator('form[action$="/copy"]');
  await copy.getByLabel('Name of the copy').fill('Marine playbook');
  const missing = copy.getByRole('checkbox', { name: /missing resource/ });
  if (await missing.count()) await missing.check();
  await send(ingrid, copy.getByRole('button', { name: 'Copy', exact: true }));
  await expect(title(ingrid)).toHaveText('Marine playbook');
  await expect(main(ingrid)).toContainText('Resource roles');
});

test('[BYD-02] a package is tried on a person and a day', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await administer(ingrid, 'Payroll officer');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Try it with a person', exact: true }), 'Try Payroll officer');
  await main(ingrid).getByRole('searchbox', { name: /Find by name/ }).fill('pavel');
  await main(ingrid).getByRole('button', { name: 'Find', exact: true }).click();
  await main(ingrid).getByRole('radio', { name: /^Pavel/ }).check();
  await main(ingrid).getByRole('button', { name: 'Try', exact: true }).click();
  await expect(main(ingrid)).toContainText(/Pavel \S+ could not ask/);
  await expect(main(ingrid)).toContainText('has ERP purchasing, which rules this package out');
});

test('[UI-08] [PKG-08] settings decide who sees what packages give', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/settings');
  await expect(title(ingrid)).toHaveText('Settings');
  await main(ingrid).getByRole('radio', { name: /^Nobody.*names and descriptions/s }).check();
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Save' }));
  await expect(ingrid.getByText('Settings saved.')).toBeVisible();
  const elin = await as(ELIN.user);
  await openPackage(elin, 'ERP purchasing');
  await expect(main(elin)).toContainText('What the package gives is shown to those who have it.');
});
