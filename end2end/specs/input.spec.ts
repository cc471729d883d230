import { expectAccessible } from '../support/axe';
import { ADA, ELIN, HENRIK, INGRID, JONAS, MAJA } from '../support/people';
import { ask, decide, fillIn, follow, main, openApproval, openPackage, send, sendRequest, story, title } from '../support/steps';
import { expect, hydrated, open, signIn, test } from '../support/test';

const HOSTILE = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>&amp;'"`;

test('[POL-25] a wrong answer keeps everything that was typed, with the message at the field', async ({ as, trap }) => {
  trap.allow(/status of 422/);
  const ada = await as(ADA.user);
  await openPackage(ada, 'ERP purchasing');
  const answers = { texts: { 'Cost center (four digits)': '21' }, choices: { 'Up to which amount per order?': '50,000' } };
  await fillIn(ada, { package: 'ERP purchasing', why: 'Spare sensors for the north park.', ...answers });
  await send(ada, sendRequest(ada));
  await expect(title(ada)).toHaveText('ERP purchasing');
  const center = main(ada).getByLabel('Cost center (four digits)');
  await expect(center).toHaveValue('21');
  await expect(center).toHaveAttribute('aria-invalid', 'true');
  await expect(center).toHaveAccessibleDescription(/form|match|digits|\[0-9\]/);
  await expect(main(ada).getByLabel('Up to which amount per order?')).toHaveValue('50,000');
  await expect(main(ada).getByLabel('Why do you need this?')).toHaveValue('Spare sensors for the north park.');
  const list = main(ada).getByRole('alert');
  await expect(list).toContainText('One thing needs your attention');
  await expectAccessible(ada);
  await list.getByRole('link').click();
  await expect(center).toBeFocused();
  await center.fill('2100');
  await send(ada, sendRequest(ada));
  await expect(ada).toHaveURL(/\/requests\/[0-9a-f-]{36}$/);
});

test('[POL-20] [POL-29] texts that are too long and times in the past are refused at their fields', async ({ as, trap }) => {
  trap.allow(/status of 422/);
  const elin = await as(ELIN.user);
  await openPackage(elin, 'Sales playbook');
  // What the browser itself would stop is sent all the same.
  await main(elin).locator('form#request').evaluate((form: HTMLFormElement) => {
    form.noValidate = true;
    for (const control of form.querySelectorAll('[maxlength], [min]')) for (const name of ['maxlength', 'min']) control.removeAttribute(name);
  });
  const long = 'a long story '.repeat(8_000).trim();
  await main(elin).getByLabel('Why do you need this?').evaluate((area: HTMLTextAreaElement, text) => { area.value = text; }, long);
  await main(elin).getByLabel('From', { exact: false }).first().fill('2020-01-02');
  await send(elin, sendRequest(elin));
  await expect(main(elin).getByLabel('Why do you need this?')).toHaveAccessibleDescription(/4,?000 characters/);
  await expect(main(elin).getByLabel('Why do you need this?')).toHaveValue(long);
  await main(elin).getByLabel('Why do you need this?').fill('For the autumn fair.');
  await main(elin).locator('form#request').evaluate((form: HTMLFormElement) => { form.noValidate = true; });
  await send(elin, sendRequest(elin));
  const from = main(elin).locator('input[name="start"]');
  await expect(from).toHaveValue('2020-01-02');
  await expect(from).toHaveAttribute('aria-invalid', 'true');
  await open(elin, '/requests');
  await expect(main(elin).getByRole('row').filter({ hasText: 'Sales playbook' })).toHaveCount(0);
});

test('[REQ-03] sent twice, a request is made once', async ({ as }) => {
  const elin = await as(ELIN.user);
  await openPackage(elin, 'Turbine data');
  const page = elin.url();
  await fillIn(elin, { package: 'Turbine data', why: 'Cost per turbine.' });
  await sendRequest(elin).dblclick();
  await expect(elin).toHaveURL(/\/requests\/[0-9a-f-]{36}$/);
  await hydrated(elin);
  const made = new URL(elin.url()).pathname;
  await elin.goBack();
  await expect(elin).toHaveURL(page);
  await hydrated(elin);
  if (await sendRequest(elin).isVisible()) {
    await main(elin).getByLabel('Why do you need this?').fill('Cost per turbine.');
    await send(elin, sendRequest(elin));
    await expect(elin.getByText('You have asked for this already.')).toBeVisible();
    expect(new URL(elin.url()).pathname).toBe(made);
  } else {
    await expect(main(elin).getByText('You have asked for this already')).toBeVisible();
  }
  await open(elin, '/requests');
  await expect(main(elin).getByRole('row').filter({ hasText: 'Turbine data' })).toHaveCount(1);
});

test('markup in names and texts is shown as text', async ({ as }) => {
  const henrik = await as(HENRIK.user);
  await open(henrik, '/admin/catalogs/new');
  await main(henrik).getByLabel('Name', { exact: true }).fill(HOSTILE);
  await main(henrik).getByLabel('Description').first().fill(HOSTILE);
  await send(henrik, main(henrik).getByRole('button', { name: 'Create catalog' }));
  await expect(title(henrik)).toHaveText(HOSTILE);
  await open(henrik, '/admin/catalogs');
  await follow(henrik, main(henrik).getByRole('link', { name: HOSTILE }), HOSTILE);
  await expect(henrik.locator('img')).toHaveCount(0);
  await expect(henrik).toHaveTitle(/<img src=x/);

  const ada = await as(ADA.user);
  const request = await ask(ada, { package: 'Year-end close', why: HOSTILE });
  await expect(story(ada).first()).toContainText(HOSTILE);
  const jonas = await as(JONAS.user);
  await openApproval(jonas, ADA.name, 'Year-end close');
  await expect(main(jonas).getByText(HOSTILE).first()).toBeVisible();
  await decide(jonas, ADA, 'Year-end close', 'Deny', HOSTILE);
  await open(ada, request);
  await expect(story(ada).filter({ hasText: `${JONAS.name} denied` })).toContainText(HOSTILE);
  for (const page of [henrik, ada, jonas]) {
    await expect(page.locator('img')).toHaveCount(0);
    expect(await page.title()).not.toBe('broken');
  }
});

test('[ROL-07] [APR-05] what one may not see is not there: no page, no form, no answer', async ({ as, trap }) => {
  trap.allow(/status of 404/);
  const elin = await as(ELIN.user);
  const request = await ask(elin, { package: 'ERP purchasing', texts: { 'Cost center (four digits)': '2100' }, choices: { 'Up to which amount per order?': '5,000' } });
  const maja = await as(MAJA.user);
  await open(maja, '/admin/catalogs');
  await follow(maja, main(maja).getByRole('link', { name: 'Finance and Payroll' }), 'Finance and Payroll');
  const catalog = new URL(maja.url()).pathname;
  const approval = request.replace('/requests/', '/approvals/');
  const ada = await as(ADA.user);
  const unknown = '00000000-0000-7000-8000-000000000000';
  const paths = [request, approval, catalog, `${catalog}/roles`, '/admin/people', '/admin/audit', '/admin/roles', `/requests/${unknown}`, '/packages/no-id', '/admin/nothing'];
  for (const path of paths) {
    const answer = await ada.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(title(ada)).toHaveText('Not found');
    await expect(main(ada)).not.toContainText('Finance and Payroll');
    await hydrated(ada);
  }
  for (const path of [`${request}/cancel`, `${approval}/decide`, `${catalog}/edit`, `${catalog}/delete`]) {
    const answer = await ada.context().request.post(path, { form: { name: 'Mine', decision: 'Approve' }, maxRedirects: 0 });
    expect([404, 422], path).toContain(answer.status());
    expect(await answer.text(), path).not.toContain('Finance and Payroll');
  }
  const own = await elin.goto(approval);
  expect(own?.status(), 'nobody decides about their own request').toBe(404);
  await hydrated(elin);
  await open(elin, request);
  await expect(story(elin).filter({ hasText: 'Waiting for' })).toHaveCount(1);
});

test('after signing out, the back button shows nothing', async ({ as }) => {
  const ada = await as(ADA.user);
  await open(ada, '/access');
  await expect(title(ada)).toHaveText('My access');
  await ada.getByRole('button', { name: ADA.name }).click();
  await send(ada, ada.getByRole('button', { name: 'Sign out' }));
  await expect(ada).toHaveURL(/\/sign-in/);
  await expect(ada.getByText('You are signed out.')).toBeVisible();
  await ada.goBack();
  await hydrated(ada);
  await expect(ada).toHaveURL(/\/sign-in/);
  await expect(ada.getByRole('heading', { name: 'My access' })).toHaveCount(0);
});

test('signing in never leads to another site', async ({ as, request, portal }) => {
  for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)', 'evil.example', '/%0d%0aLocation:https://evil.example']) {
    const answer = await request.post('/auth/demo', { form: { user: ADA.user, next }, maxRedirects: 0 });
    expect(answer.status(), next).toBe(303);
    expect(new URL(answer.headers()['location'] ?? '', portal.url).origin, next).toBe(portal.url);
  }
  const page = await as();
  await open(page, '/sign-in?next=https://evil.example/');
  await send(page, page.locator(`button[name="user"][value="${ADA.user}"]`));
  expect(new URL(page.url()).origin).toBe(portal.url);
  await open(page, '/sign-in?next=/access');
  await send(page, page.locator(`button[name="user"][value="${ADA.user}"]`));
  await expect(page, 'a page of this site is reached').toHaveURL(/\/access$/);
});

test('[CAT-05] two people change a catalog at once: the second is told, and keeps what was typed', async ({ as, trap }) => {
  trap.allow(/status of 409/);
  const [maja, ingrid] = [await as(MAJA.user), await as(INGRID.user)];
  await open(maja, '/admin/catalogs');
  await follow(maja, main(maja).getByRole('link', { name: 'Finance and Payroll' }), 'Finance and Payroll');
  const edit = `${new URL(maja.url()).pathname}/edit`;
  await open(maja, edit);
  await open(ingrid, edit);
  await main(maja).getByLabel('Description').first().fill('Accounts, pay and purchasing.');
  await send(maja, main(maja).getByRole('button', { name: 'Save' }));
  await expect(maja.getByText('Catalog saved.')).toBeVisible();
  await main(ingrid).getByLabel('Description').first().fill('Changed by IT.');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Save' }));
  await expect(main(ingrid).getByRole('alert')).toContainText('Someone else changed this meanwhile');
  await expect(main(ingrid).getByLabel('Description').first()).toHaveValue('Changed by IT.');
  await open(maja, edit);
  await expect(main(maja).getByLabel('Description').first()).toHaveValue('Accounts, pay and purchasing.');
});

test('the session of one person is not another\'s after signing in as somebody else', async ({ as }) => {
  const page = await as(ADA.user);
  await open(page, '/');
  await signIn(page, JONAS.user);
  await open(page, '/');
  await expect(page.getByRole('button', { name: JONAS.name })).toBeVisible();
  await expect(page.getByRole('button', { name: ADA.name })).toHaveCount(0);
});
