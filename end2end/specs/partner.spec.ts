import { partner, proveMail } from '../support/journeys';
import { INGRID, MAJA } from '../support/people';
import { follow, main, openPerson, rolesOf, send, title } from '../support/steps';
import { expect, open, test } from '../support/test';

test('[ORG-04] [ORG-05] [ORG-07] [PKG-05] [POL-15] a partner opens a share link, proves the mail address, asks, and a sponsor approves', async ({ as }) => {
  await partner(as);
  const ingrid = await as(INGRID.user);
  await openPerson(ingrid, 'Vera Holm');
  await expect(main(ingrid).locator('.page-title-line')).toContainText('Guest');
  await expect(ingrid.getByRole('complementary')).toContainText('Lumen Audit');
  await expect(rolesOf(ingrid, 'Audit Room', 'Visitors')).toContainText('Audit room');
});

test('[PKG-04] [ORG-04] a partner sees only what the link is for', async ({ as, trap }) => {
  trap.allow(/status of 404/);
  const maja = await as(MAJA.user);
  await open(maja, '/admin/packages?q=Payroll+officer');
  await follow(maja, main(maja).getByRole('link', { name: 'Payroll officer' }).first(), 'Payroll officer');
  const inside = new URL(maja.url()).pathname.replace('/admin', '');

  const stranger = await as();
  await open(stranger, inside.replace('/packages/', '/share/'));
  await expect(title(stranger)).toHaveText('Nothing to see here without signing in');
  await expect(stranger.getByText('Payroll officer')).toHaveCount(0);

  const mailbox = await as();
  await open(stranger, '/sign-in');
  await proveMail(stranger, mailbox, 'nobody@elsewhere.example', 'Nemo');
  await expect(stranger).toHaveURL(/\/requests$/);
  await open(stranger, '/packages');
  await expect(main(stranger).getByRole('article')).toHaveCount(0);
  await expect(main(stranger).getByText('Open the link you were sent')).toBeVisible();
  for (const path of [inside, '/admin/catalogs', '/admin/people', '/admin/audit']) {
    const answer = await stranger.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(title(stranger)).toHaveText('Not found');
  }
});

test('a wrong code is refused, says how many tries are left, and works no more after five', async ({ as, trap }) => {
  trap.allow(/status of 422/);
  const page = await as();
  await open(page, '/sign-in');
  await page.getByLabel('Mail address').fill('mistaken@lumenaudit.example');
  await send(page, page.getByRole('button', { name: 'Send me a code' }));
  for (const left of ['4 more tries', '3 more tries', '2 more tries', 'one more try', 'Ask for a new one']) {
    await page.getByLabel('Code').fill('000000');
    await send(page, page.getByRole('button', { name: 'Continue' }));
    await expect(page.getByText(left).first()).toBeVisible();
  }
  await expect(page.getByRole('link', { name: 'Get a new code' })).toBeVisible();
});
