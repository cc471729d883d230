import { INGRID } from '../support/people';
import { confirm, follow, main, send, status, title } from '../support/steps';
import { expect, open, test } from '../support/test';

test('[BYD-25] [REQ-08] [BYD-10] [ASG-07] a request that failed is found in the history, and its roles are tried again', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/requests');
  await expect(title(ingrid)).toHaveText('Request history');
  await main(ingrid).getByRole('searchbox', { name: 'For whom' }).fill('tiina koski');
  await main(ingrid).getByLabel('State', { exact: true }).selectOption({ label: 'Could not be set up' });
  await main(ingrid).getByRole('button', { name: 'Search', exact: true }).click();
  await expect(ingrid).toHaveURL(/who=tiina\+koski.*state=deliveryFailed/);
  const row = main(ingrid).getByRole('table', { name: 'Requests found' }).getByRole('row').filter({ hasText: 'Tiina Koski' });
  await expect(row).toHaveCount(1);
  await follow(ingrid, row.getByRole('link', { name: 'Tiina Koski' }), /Tiina Koski/);
  const roles = main(ingrid).getByRole('table', { name: 'Delivery of each role' });
  await expect(roles).toContainText('its members come from another directory');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Try all roles now' }));
  await expect(ingrid.getByText('The roles of Tiina Koski were tried; not all could be given.')).toBeVisible();
  await expect(status(ingrid), 'it is under way again').toHaveText(/Being set up/);

  await main(ingrid).getByRole('link', { name: 'Requests', exact: true }).first().click();
  await follow(ingrid, main(ingrid).getByRole('link', { name: /See which, what is wrong/ }), /.+/);
  await expect(main(ingrid).getByRole('table', { name: 'Delivery errors' })).toContainText('Tiina Koski');
});

test('[REQ-06] what is not there at all or waits is canceled, [REQ-09] and a record that is over is deleted', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/requests?state=pendingApproval&kind=userAdd');
  const found = main(ingrid).getByRole('table', { name: 'Requests found' }).getByRole('rowheader');
  await follow(ingrid, found.last().getByRole('link'), /.+/);
  await confirm(ingrid, main(ingrid).getByRole('button', { name: 'Cancel request' }), 'Cancel request');
  await expect(status(ingrid)).toHaveText(/Canceled/);
  await confirm(ingrid, main(ingrid).getByRole('button', { name: 'Delete', exact: true }), 'Delete');
  await expect(ingrid.getByText('The request was deleted.')).toBeVisible();
});

test('[ASG-11] a list of people is looked at, and those who are missing get the package', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/packages?q=learning');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Learning', exact: true }), 'Learning');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Assign', exact: true }), 'Assign Learning');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Assign to many' }), 'Assign Learning to many');
  await main(ingrid).getByRole('radio').first().check();
  await main(ingrid).getByLabel('Or read a file').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('name;mail\nAda;ada.lind@havsund.example\nJonas;jonas.bakke@havsund.example\nWho;nobody@havsund.example\n'),
  });
  await expect(main(ingrid).getByLabel('Mail addresses or user names')).toHaveValue(/jonas\.bakke/);
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Preview' }));
  const preview = main(ingrid).getByRole('table', { name: 'What would happen to each line' });
  await expect(preview.getByRole('row').filter({ hasText: 'nobody@havsund.example' })).toContainText('Unknown');
  await send(ingrid, main(ingrid).getByRole('button', { name: /^Assign to \d/ }));
  await expect(ingrid.getByText(/^Assigned to \d/)).toBeVisible();
});

test('[BYD-28] the numbers of the last weeks are drawn, with a table behind them', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/numbers');
  await expect(title(ingrid)).toHaveText('Numbers');
  await expect(main(ingrid).getByRole('heading', { name: /Time to access/ })).toBeVisible();
  await main(ingrid).getByText('As a table').click();
  await expect(main(ingrid).getByRole('table', { name: 'Requests week by week' }).getByRole('row')).toHaveCount(14);
  await main(ingrid).getByRole('link', { name: '4 weeks' }).click();
  await expect(ingrid).toHaveURL(/period=4/);
  await expect(main(ingrid).getByRole('heading', { name: /Busiest packages/ })).toBeVisible();
});

test('[BYD-22] one approver takes the place of another in every policy that names them, and a policy becomes a template', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/packages');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Change approvers' }), 'Change approvers');
  for (const [group, words, name] of [['Who goes', 'henrik', /Henrik Dahl/], ['Who comes instead', 'jonas', /Jonas Bakke/]] as const) {
    const picker = main(ingrid).getByRole('group', { name: group, exact: true });
    await picker.getByRole('searchbox').fill(words);
    await picker.getByRole('button', { name: 'Find', exact: true }).click();
    await expect(picker.getByRole('radio', { name })).toBeVisible();
    await picker.getByRole('radio', { name }).check();
  }
  await main(ingrid).getByRole('button', { name: 'Show what would change' }).click();
  const table = main(ingrid).getByRole('table', { name: 'Policies that would change' });
  await expect(table.getByRole('row').nth(1)).toContainText('Jonas Bakke');
  await main(ingrid).getByRole('checkbox', { name: /^(The one policy|All \d+ policies) shown$/ }).check();
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Change these policies' }));
  await expect(ingrid.getByText(/polic(y was|ies were) changed\./)).toBeVisible();

  await open(ingrid, '/admin/packages?q=learning');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Learning', exact: true }), 'Learning');
  await main(ingrid).getByRole('link', { name: 'Policies', exact: true }).click();
  await main(ingrid).getByRole('button', { name: /^Keep .* as a template$/ }).first().click();
  await ingrid.getByRole('dialog').getByLabel('Name of the template').fill('For all who learn');
  await send(ingrid, ingrid.getByRole('dialog').getByRole('button', { name: 'Keep as template' }));
  await expect(ingrid.getByText('Kept as a template.')).toBeVisible();
  await main(ingrid).getByRole('link', { name: 'New policy from For all who learn' }).click();
  await expect(main(ingrid).getByLabel('Name of the policy')).toHaveValue('For all who learn');
});
