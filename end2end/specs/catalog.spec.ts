import type { Page } from '@playwright/test';
import { ADA, HENRIK, INGRID, JONAS, MAJA } from '../support/people';
import { askHere, confirm, eventually, follow, main, openApproval, openPerson, rolesOf, send, status, story, title } from '../support/steps';
import { expect, open, test } from '../support/test';

const CATALOG = 'Trading floor';
const PACKAGE = 'Exchange observer';
const ROLE = 'Member of Market desk';

/** Where the package that these tests build is; its tests build on each other. */
let share = '';

/** Goes on to the next step of the editor. */
async function next(page: Page, heading: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: heading, exact: true })).toBeVisible();
}

/** Finds somebody in the people field of this group of fields and picks them. */
async function pick(page: Page, group: string, words: string, name: string): Promise<void> {
  const fields = page.getByRole('group', { name: group, exact: true });
  await fields.getByRole('searchbox', { name: 'Find people and groups' }).fill(words);
  await fields.getByRole('checkbox', { name: new RegExp(name) }).check();
}

test('[CAT-01] [CAT-07] [CAT-08] [CAT-14] [ROL-01] [ROL-03] a catalog creator makes a catalog and brings in what is theirs', async ({ as }) => {
  const henrik = await as(HENRIK.user);
  await open(henrik, '/admin/catalogs');
  await expect(title(henrik)).toHaveText('Catalogs');
  await expect(main(henrik), 'only own catalogs').not.toContainText('Finance and Payroll');
  await follow(henrik, main(henrik).getByRole('link', { name: 'New catalog' }).first(), 'New catalog');
  await main(henrik).getByLabel('Name', { exact: true }).fill(CATALOG);
  await main(henrik).getByLabel('Description').first().fill('What the trading floor hands out.');
  await send(henrik, main(henrik).getByRole('button', { name: 'Create catalog' }));
  await expect(title(henrik)).toHaveText(CATALOG);
  await expect(henrik.getByText('Catalog created.')).toBeVisible();

  await follow(henrik, main(henrik).getByRole('link', { name: 'Add resources' }).first(), `Add resources to ${CATALOG}`);
  await expect(main(henrik).getByRole('checkbox', { name: /Tidemark ERP/ }), 'what others own is not offered').toHaveCount(0);
  await main(henrik).getByRole('checkbox', { name: /Market desk/ }).check();
  await send(henrik, main(henrik).getByRole('button', { name: 'Add to the catalog' }));
  await expect(henrik.getByText('1 resource added.')).toBeVisible();
  await expect(main(henrik).getByRole('row').filter({ hasText: 'Market desk' })).toContainText('No package');
});

test('[PKG-01] [PKG-05] [POL-03] [POL-14] [POL-20] [POL-28] a package and its policy are built step by step, and the link is shared', async ({ as }) => {
  const henrik = await as(HENRIK.user);
  await open(henrik, '/admin/catalogs');
  await follow(henrik, main(henrik).getByRole('link', { name: CATALOG }), CATALOG);
  await main(henrik).getByRole('link', { name: /^(New package|Create a package)$/ }).first().click();
  await expect(henrik).toHaveURL(/\/admin\/packages\/new\?catalog=/);
  // Lazily loaded: from here on the editor answers.
  await expect(henrik.getByRole('button', { name: 'Continue', exact: true })).toBeVisible();

  const basics = henrik.locator('#step-basics');
  await basics.getByLabel('Name', { exact: true }).fill(PACKAGE);
  await basics.getByLabel('Description').first().fill('See the orders of the desk.');
  await expect(basics.getByLabel('Catalog', { exact: true })).toHaveValue(/[0-9a-f-]{36}/);
  await next(henrik, 'Resource roles');
  await henrik.getByRole('checkbox', { name: new RegExp(ROLE) }).check();
  await next(henrik, 'Who can get it');
  await henrik.getByRole('radio', { name: /^Everyone except guests/ }).check();
  await henrik.getByLabel('Name of the policy').fill('Colleagues');
  await next(henrik, 'Approval');
  await henrik.getByLabel('Whoever asks must say why').check();
  await henrik.getByText('One stage', { exact: true }).click();
  const stage = henrik.getByRole('group', { name: 'Stage 1', exact: true });
  await stage.getByLabel('Who decides').selectOption('named');
  await pick(henrik, 'Stage 1', 'Jonas', JONAS.name);
  await pick(henrik, 'Stage 1', 'Maja', MAJA.name);
  await stage.getByLabel('Decide within').fill('3');

  const meaning = henrik.getByRole('region', { name: 'What this means' });
  await expect(meaning).toContainText(JONAS.name);
  await expect(meaning).toContainText(MAJA.name);
  await expect(meaning).toContainText('3 days');

  // Nothing is lost by reloading.
  await henrik.reload();
  await expect(henrik.getByText('What you had typed here is back.')).toBeVisible();
  await expect(meaning).toContainText(MAJA.name);
  await expect(henrik.getByRole('heading', { level: 2, name: 'Approval', exact: true })).toBeVisible();

  await next(henrik, 'Questions');
  await next(henrik, 'Lifecycle');
  await henrik.getByText('After a number of days', { exact: true }).click();
  await henrik.getByLabel('Days of access').fill('30');
  await next(henrik, 'Review');
  await expect(henrik.locator('#step-review')).toContainText(PACKAGE);
  await expect(henrik.locator('#step-review')).toContainText('1 role');
  await expect(henrik.locator('#step-review')).toContainText('30 days');
  await send(henrik, henrik.getByRole('button', { name: 'Create package' }).last());

  await expect(title(henrik)).toHaveText(PACKAGE);
  await expect(henrik.getByText('Package created.')).toBeVisible();
  await expect(main(henrik).getByText('People can find it and ask for it')).toBeVisible();
  share = await henrik.getByLabel('Link to this package').inputValue();
  expect(share).toMatch(/\/share\/[0-9a-f-]{36}$/);
});

test('[APR-03] [POL-20] [NOT-01] two approvers decide at once: the first counts, the second reads who decided', async ({ as, trap }) => {
  trap.allow(/status of 409/);
  const ada = await as(ADA.user);
  await open(ada, new URL(share).pathname);
  await expect(title(ada), 'the link leads to the package').toHaveText(PACKAGE);
  const request = await askHere(ada, { package: PACKAGE, why: 'To compare forecasts with orders.' });

  const [jonas, maja] = [await as(JONAS.user), await as(MAJA.user)];
  await openApproval(jonas, ADA.name, PACKAGE);
  await openApproval(maja, ADA.name, PACKAGE);
  await send(maja, main(maja).getByRole('button', { name: 'Approve', exact: true }));
  await expect(maja.getByText('You approved the request.')).toBeVisible();
  await main(jonas).getByLabel('Reason').fill('Not needed in our department.');
  await send(jonas, main(jonas).getByRole('button', { name: 'Deny', exact: true }));
  await expect(jonas.getByText(`${MAJA.name} has already approved this.`)).toBeVisible();
  await expect(main(jonas).getByRole('button', { name: 'Deny', exact: true })).toHaveCount(0);

  await eventually(ada, request, () => expect(status(ada)).toHaveText('Done', { timeout: 500 }));
  await expect(story(ada).filter({ hasText: `${MAJA.name} approved` })).toHaveCount(1);
  await expect(story(ada).filter({ hasText: JONAS.name })).toHaveCount(0);
  const ingrid = await as(INGRID.user);
  await openPerson(ingrid, ADA.name);
  await expect(rolesOf(ingrid, 'Market desk', 'Member')).toContainText(PACKAGE);
});

test('[ASG-06] [PKG-10] [PKG-15] the owner takes the access away; a package that people have is not deleted', async ({ as, trap }) => {
  trap.allow(/status of 4\d\d/);
  const henrik = await as(HENRIK.user);
  const admin = new URL(share).pathname.replace('/share/', '/admin/packages/');
  await open(henrik, `${admin}/assignments`);
  const row = main(henrik).getByRole('row').filter({ hasText: ADA.name });
  await row.getByRole('button', { name: `Remove ${ADA.name} from ${PACKAGE}` }).click();
  await expect(henrik.getByRole('dialog')).toContainText(`${ADA.name} loses 1 role now`);
  await henrik.getByRole('button', { name: 'Keep it as it is' }).click();
  await expect(henrik.getByRole('dialog')).toHaveCount(0);
  await confirm(henrik, row.getByRole('button', { name: `Remove ${ADA.name} from ${PACKAGE}` }), 'Remove');
  await eventually(henrik, `${admin}/assignments?state=expired`, () =>
    expect(main(henrik).getByRole('row').filter({ hasText: ADA.name })).toHaveCount(1, { timeout: 500 }),
  );
  const ada = await as(ADA.user);
  await open(ada, '/access');
  await expect(main(ada).getByRole('list', { name: `Roles of ${PACKAGE}` })).toHaveCount(0);
});
