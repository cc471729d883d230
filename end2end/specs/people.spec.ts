import { partner } from '../support/journeys';
import { INGRID, MAJA } from '../support/people';
import { confirm, eventually, follow, main, openMail, openPackage, openPerson, passTime, send, sendRequest, title } from '../support/steps';
import { expect, open, test } from '../support/test';

const PARTNER_MAIL = 'vera.holm@lumenaudit.example';

test('[CAT-16] [CAT-17] [CAT-18] a resource requires an attribute, which is asked for, kept, and cleared with the access', async ({ as, trap }) => {
  trap.allow(/status of 422/);
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/catalogs');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'General', exact: true }), 'General');
  await follow(ingrid, main(ingrid).getByRole('link', { name: /^Resources/ }), 'General');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Remote network', exact: true }).first(), 'General');
  const row = main(ingrid).getByRole('group', { name: 'One more attribute' }).first();
  await row.getByLabel('Attribute of the person').selectOption({ label: 'An attribute of your own' });
  await row.getByLabel('Name, for an attribute of your own').fill('laptop number');
  await row.getByLabel('Question', { exact: true }).fill('What is the number of your laptop?');
  await row.getByLabel('Pattern').fill('[0-9]{4}');
  await row.locator('summary').click();
  await row.getByLabel('The question in other languages').fill('de: Welche Nummer hat Ihr Laptop?');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Save', exact: true }));
  await expect(main(ingrid)).toContainText('Name it with letters');
  await expect(main(ingrid).getByLabel('Question', { exact: true }).first()).toHaveValue('What is the number of your laptop?');
  await main(ingrid).getByLabel('Name, for an attribute of your own').first().fill('laptop.number');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Save', exact: true }));
  await expect(ingrid.getByText('What Remote network requires was saved.')).toBeVisible();
  await open(ingrid, '/admin/packages?q=Turbine+data');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Turbine data', exact: true }), 'Turbine data');
  await expect(main(ingrid).getByRole('table', { name: 'Attributes that are required' })).toContainText('laptop.number');

  const maja = await as(MAJA.user);
  await openPackage(maja, 'Remote network');
  const question = main(maja).getByLabel('What is the number of your laptop?');
  await question.fill('12');
  await send(maja, sendRequest(maja));
  await expect(main(maja)).toContainText('The answer does not have the expected form.');
  await question.fill('4711');
  await send(maja, sendRequest(maja));
  await expect(main(maja)).toContainText('4711');

  await openPerson(ingrid, MAJA.name);
  await expect(ingrid.getByRole('complementary')).toContainText('4711');
  await open(maja, '/access');
  await confirm(maja, main(maja).getByRole('button', { name: 'Give back Remote network' }), 'Give back');
  await eventually(ingrid, new URL(ingrid.url()).pathname, () => expect(ingrid.getByRole('complementary')).not.toContainText('4711', { timeout: 500 }));
});

test('[ORG-08] [ORG-09] [ASG-09] a guest is blocked and removed after the last access', async ({ as, trap }) => {
  trap.allow(/status of 40\d/);
  await partner(as);
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/people?lifecycle=governed');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Vera Holm' }).first(), 'Vera Holm');
  const person = new URL(ingrid.url()).pathname;
  await expect(main(ingrid).locator('.page-title-line')).toContainText('Under management');

  const maja = await as(MAJA.user);
  await open(maja, '/admin/packages?q=Audit+room');
  await follow(maja, main(maja).getByRole('link', { name: 'Audit room' }).first(), 'Audit room');
  await open(maja, `${new URL(maja.url()).pathname}/assignments?state=live&q=Vera`);
  await expect(main(maja).getByRole('row').filter({ hasText: 'Vera Holm' })).toContainText('Under management');
  await confirm(maja, main(maja).getByRole('button', { name: /^Remove Vera Holm/ }), 'Remove');

  await eventually(ingrid, person, () => expect(main(ingrid)).toContainText('The account is going to be removed', { timeout: 500 }));
  await expect(main(ingrid)).toContainText('they cannot sign in or ask for access');
  const mailbox = await as();
  await openMail(mailbox, PARTNER_MAIL, /will be removed on/);
  await passTime(ingrid, 'a month', 'a day');
  await eventually(ingrid, person, () => expect(main(ingrid)).toContainText('The account was removed', { timeout: 500 }));
  await expect(title(ingrid)).toHaveText('Vera Holm');
  await expect(main(ingrid).getByRole('table', { name: 'Latest requests' })).toContainText('Audit room');
});

test('[ASG-05] somebody from outside gets access by mail address', async ({ as, trap }) => {
  trap.allow(/status of 422/);
  const maja = await as(MAJA.user);
  await open(maja, '/admin/packages?q=Audit+room');
  await follow(maja, main(maja).getByRole('link', { name: 'Audit room' }).first(), 'Audit room');
  await open(maja, `${new URL(maja.url()).pathname}/assign`);
  await main(maja).getByRole('radio', { name: /^Lumen Audit/ }).check();
  await main(maja).getByRole('textbox', { name: /^Mail address/ }).fill('kim@elsewhere.example');
  await main(maja).getByRole('textbox', { name: /^Name/ }).fill('Kim Vale');
  await send(maja, main(maja).getByRole('button', { name: 'Assign', exact: true }));
  await expect(main(maja)).toContainText('Kim Vale: Your organization is not known here.');
  await main(maja).getByRole('textbox', { name: /^Mail address/ }).fill('kim.vale@lumenaudit.example');
  await send(maja, main(maja).getByRole('button', { name: 'Assign', exact: true }));
  await expect(main(maja)).toContainText('Kim Vale');
  const mailbox = await as();
  await openMail(mailbox, 'kim.vale@lumenaudit.example', 'You now have access: Audit room');
});

test('[UI-08] [ORG-06] the settings say what becomes of guests and who is invited', async ({ as, trap }) => {
  trap.allow(/status of 422/);
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/settings');
  await main(ingrid).getByLabel('Removed after').fill('14');
  await main(ingrid).getByRole('radio', { name: /^Only these/ }).check();
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Save' }));
  await expect(main(ingrid)).toContainText('Name at least one mail domain.');
  await expect(main(ingrid).getByLabel('Removed after')).toHaveValue('14');
  await main(ingrid).getByRole('textbox', { name: /^Mail domains/ }).fill('lumenaudit.example');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Save' }));
  await expect(ingrid.getByText('Settings saved.')).toBeVisible();
  await expect(main(ingrid).getByLabel('Removed after')).toHaveValue('14');
  await expect(main(ingrid).getByRole('radio', { name: /^Only these/ })).toBeChecked();
});
