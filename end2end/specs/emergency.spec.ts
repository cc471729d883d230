import { ELIN, INGRID } from '../support/people';
import { follow, main, openMail, send, status, story, title } from '../support/steps';
import { expect, open, test } from '../support/test';

const PACKAGE = 'Turbine data';

test('[BYD-19] somebody takes access at once in an emergency, everybody is told, and somebody else looks at it', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/packages?q=Turbine');
  await follow(ingrid, main(ingrid).getByRole('link', { name: PACKAGE, exact: true }), PACKAGE);
  await open(ingrid, `${new URL(ingrid.url()).pathname}/policies`);
  await main(ingrid).getByRole('link', { name: 'Employees' }).first().click();
  await expect(ingrid.getByRole('button', { name: 'Continue', exact: true })).toBeVisible();
  await ingrid.goto(`${ingrid.url().split('#')[0]}#step-lifecycle`);
  const lifecycle = ingrid.locator('#step-lifecycle');
  await lifecycle.getByRole('checkbox', { name: /^In an emergency/ }).check();
  await lifecycle.getByLabel('Hours of access in an emergency').fill('4');
  await send(ingrid, ingrid.getByRole('button', { name: 'Save changes' }));

  const elin = await as(ELIN.user);
  await open(elin, '/packages?q=Turbine');
  await follow(elin, main(elin).getByRole('link', { name: PACKAGE, exact: true }), PACKAGE);
  await main(elin).getByRole('link', { name: 'I need it now: this is an emergency' }).click();
  await expect(main(elin)).toContainText('You get the access at once, for 4 hours at most');
  await main(elin).getByLabel('What happened, and why can it not wait?').fill('The line stands still.');
  await send(elin, main(elin).getByRole('button', { name: 'Take access now' }));
  await expect(status(elin)).toHaveText('Done');
  await expect(story(elin).nth(0)).toContainText('You took the access in an emergency');
  const request = new URL(elin.url()).pathname;

  // Her manager would have decided first.
  const maja = await as('maja.nygaard');
  await openMail(maja, 'maja.nygaard@havsund.example', `Emergency: ${PACKAGE} for ${ELIN.name}`);
  await open(maja, '/approvals');
  await follow(maja, main(maja).getByRole('link', { name: `Look at: ${PACKAGE} for ${ELIN.name}` }), `${PACKAGE} for ${ELIN.name}`);
  await main(maja).getByLabel('What you found').fill('It was the other line.');
  await send(maja, main(maja).getByRole('button', { name: 'Not justified' }));
  await expect(maja.getByText('You found the emergency not justified. The access has ended.')).toBeVisible();

  await open(elin, request);
  await expect(story(elin).filter({ hasText: 'not justified' }).first()).toContainText('It was the other line.');
  await open(elin, '/access');
  await expect(title(elin)).toHaveText('My access');
  await expect(main(elin).getByRole('article').filter({ hasText: PACKAGE })).toHaveCount(0);
});
