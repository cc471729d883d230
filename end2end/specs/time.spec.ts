import { ADA, AMINA, ELIN, INGRID, JONAS, MAJA } from '../support/people';
import { ask, decide, eventually, main, openMail, openPerson, passTime, rolesOf, status, story, title } from '../support/steps';
import { expect, open, test } from '../support/test';

test('[POL-19] [REQ-10] [NOT-01] [NOT-02] nobody decides in time, and the request is denied by itself', async ({ as }) => {
  const ada = await as(ADA.user);
  const request = await ask(ada, { package: 'ERP purchasing', texts: { 'Cost center (four digits)': '3100' }, choices: { 'Up to which amount per order?': '5,000' } });
  const jonas = await as(JONAS.user);
  await open(jonas, '/approvals');
  await expect(main(jonas).getByRole('link', { name: `Decide: ERP purchasing for ${ADA.name}` })).toHaveCount(1);

  const ingrid = await as(INGRID.user);
  await passTime(ingrid, 'a week', 'a day');

  await open(ada, request);
  await expect(status(ada)).toHaveText('Nobody decided in time');
  await expect(story(ada).filter({ hasText: 'Nobody decided in time' })).toContainText(JONAS.name);
  await expect(main(ada).getByRole('link', { name: 'Ask again' })).toBeVisible();
  await open(jonas, '/approvals');
  await expect(title(jonas)).toHaveText('Approvals');
  await expect(main(jonas).getByRole('link', { name: `Decide: ERP purchasing for ${ADA.name}` })).toHaveCount(0);
  await open(jonas, '/approvals?tab=history');
  await expect(main(jonas).getByRole('row').filter({ hasText: 'ERP purchasing' }).filter({ hasText: ADA.name })).toContainText('Nobody decided in time');
  await openMail(ada, 'ada.lind@havsund.example', 'Nobody decided in time: ERP purchasing');
  await openMail(jonas, 'jonas.bakke@havsund.example', `Expired: ERP purchasing for ${ADA.name}`);
});

test('[PKG-11] [ASG-06] [POL-28] [NOT-02] access ends, but another package keeps the group that both give', async ({ as }) => {
  const elin = await as(ELIN.user);
  const remote = await ask(elin, { package: 'Remote network' });
  await eventually(elin, remote, () => expect(status(elin)).toHaveText('Done', { timeout: 500 }));
  const data = await ask(elin, { package: 'Turbine data', why: 'Cost per turbine.' });
  await decide(await as(MAJA.user), ELIN, 'Turbine data', 'Approve');
  await decide(await as(AMINA.user), ELIN, 'Turbine data', 'Approve');
  await eventually(elin, data, () => expect(status(elin)).toHaveText('Done', { timeout: 500 }));

  const ingrid = await as(INGRID.user);
  await openPerson(ingrid, ELIN.name);
  await expect(rolesOf(ingrid, 'Remote network', 'Member')).toContainText('Turbine data');
  await expect(rolesOf(ingrid, 'Remote network', 'Member').first()).toContainText('Remote network');
  await expect(rolesOf(ingrid, 'Turbine Insight', 'Analyst')).toHaveCount(1);

  // Turbine data ends after 90 days, Remote network after 180.
  await passTime(ingrid, 'a month', 'a month', 'a month', 'a day');
  await open(elin, data);
  await expect(story(elin).last()).toContainText('Access ended');
  await open(elin, '/access?tab=ended');
  await expect(main(elin).getByRole('row').filter({ hasText: 'Turbine data' })).toHaveCount(1);
  await open(elin, '/access');
  await expect(main(elin).getByRole('list', { name: 'Roles of Remote network' })).toContainText('Ready');
  await expect(main(elin).getByRole('list', { name: 'Roles of Turbine data' })).toHaveCount(0);
  await openMail(elin, 'elin.berg@havsund.example', 'Access ended: Turbine data');
  await openPerson(ingrid, ELIN.name);
  await expect(rolesOf(ingrid, 'Turbine Insight', 'Analyst')).toHaveCount(0);
  await expect(rolesOf(ingrid, 'Remote network', 'Member')).toHaveCount(1);
  await expect(rolesOf(ingrid, 'Remote network', 'Member')).not.toContainText('Turbine data');

  await passTime(ingrid, 'a month', 'a month', 'a month', 'a day');
  await openPerson(ingrid, ELIN.name);
  await expect(title(ingrid)).toHaveText(ELIN.name);
  await expect(rolesOf(ingrid, 'Remote network', 'Member'), 'the last package ended, and the group with it').toHaveCount(0);
});
