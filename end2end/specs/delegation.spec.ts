import type { Page } from '@playwright/test';
import { ADA, INGRID, JONAS, type Person } from '../support/people';
import { confirm, follow, main, send, title } from '../support/steps';
import { expect, open, test } from '../support/test';

const CATALOG = 'Wave laboratory';

/** Gives a role on the page of roles that is open at this path. */
async function give(page: Page, path: string, role: RegExp, person: Person): Promise<void> {
  await open(page, `${path}?find=${encodeURIComponent(person.name)}`);
  await main(page).getByRole('radio', { name: role }).check();
  await main(page).getByRole('group', { name: 'Who gets it', exact: true }).getByRole('checkbox', { name: new RegExp(person.name) }).check();
  await send(page, main(page).getByRole('button', { name: 'Give the role' }));
  await expect(page.getByText(/^The role .+ was given\.$/)).toBeVisible();
}

test('[ROL-01] an administrator makes a catalog creator, who sees no catalog of others', async ({ as }) => {
  const ada = await as(ADA.user);
  await open(ada, '/');
  await expect(ada.getByRole('link', { name: 'Catalogs', exact: true }), 'no role, no administration').toHaveCount(0);
  await open(ada, '/profile/rights');
  await expect(title(ada)).toHaveText('What you may do');
  await expect(main(ada)).toContainText('No roles');

  const ingrid = await as(INGRID.user);
  await give(ingrid, '/admin/roles', /^Catalog creator/, ADA);

  await open(ada, '/admin/catalogs');
  await expect(title(ada)).toHaveText('Catalogs');
  await expect(main(ada), 'only own catalogs').not.toContainText('Finance and Payroll');
  await open(ada, '/profile/rights');
  const roles = main(ada).getByRole('table', { name: 'Roles in the portal' });
  await expect(roles.getByRole('row').filter({ hasText: 'Catalog creator' })).toContainText(`by ${INGRID.name}`);
  await roles.getByText('What it allows').click();
  await expect(roles).toContainText('Create catalogs');
});

test('[CAT-01] [ROL-03] [ROL-05] the creator becomes the owner, and makes a manager, who sees only this catalog', async ({ as }) => {
  const ada = await as(ADA.user);
  await open(ada, '/admin/catalogs');
  await follow(ada, main(ada).getByRole('link', { name: 'New catalog' }).first(), 'New catalog');
  await main(ada).getByLabel('Name', { exact: true }).fill(CATALOG);
  await send(ada, main(ada).getByRole('button', { name: 'Create catalog' }));
  await expect(title(ada)).toHaveText(CATALOG);
  const catalog = new URL(ada.url()).pathname;
  const here = ada.getByRole('region', { name: 'What you may do here' });
  await here.getByText('As Catalog owner', { exact: true }).click();
  await expect(here).toContainText('Create and change policies');

  await give(ada, `${catalog}/roles`, /^Package manager/, JONAS);

  const jonas = await as(JONAS.user);
  await open(jonas, '/admin');
  await expect(title(jonas)).toHaveText('Catalogs');
  await expect(main(jonas)).not.toContainText('Finance and Payroll');
  await follow(jonas, main(jonas).getByRole('link', { name: CATALOG }), CATALOG);
  await expect(main(jonas).getByRole('link', { name: /^(New package|Create a package)$/ }).first()).toBeVisible();
  await expect(main(jonas).getByRole('link', { name: 'Edit', exact: true }), 'a manager does not change the catalog').toHaveCount(0);
  await open(jonas, `${catalog}/roles`);
  await expect(main(jonas).getByRole('button', { name: 'Give the role' }), 'a manager makes no managers').toHaveCount(0);
  await open(jonas, '/profile/rights');
  const row = main(jonas).getByRole('row').filter({ hasText: 'Package manager' }).filter({ hasText: CATALOG });
  await expect(row).toContainText(`by ${ADA.name}`);
});

test('[ROL-05] [ROL-07] who loses the role loses the catalog at once; the administrator sees why somebody may what', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/people?q=ada+lind');
  await follow(ingrid, main(ingrid).getByRole('link', { name: ADA.name }), ADA.name);
  const held = main(ingrid).getByRole('table', { name: 'Roles in the portal' });
  await expect(held.getByRole('row').filter({ hasText: 'Catalog owner' })).toContainText(CATALOG);

  const ada = await as(ADA.user);
  await open(ada, '/admin/catalogs');
  await follow(ada, main(ada).getByRole('link', { name: CATALOG }), CATALOG);
  const catalog = new URL(ada.url()).pathname;
  await open(ada, `${catalog}/roles`);
  await confirm(ada, main(ada).getByRole('button', { name: `Take the role Package manager from ${JONAS.name}` }), 'Remove');
  await expect(ada.getByText(`The role was taken from ${JONAS.name}.`)).toBeVisible();

  const jonas = await as(JONAS.user);
  await open(jonas, '/');
  await expect(jonas.getByRole('link', { name: 'Catalogs', exact: true })).toHaveCount(0);
});
