import { ADA, INGRID, JONAS } from '../support/people';
import { eventually, follow, main, openMail, send, title } from '../support/steps';
import { expect, open, test } from '../support/test';

const PACKAGE = 'Remote network';

test('[BYD-08] a policy counts who is not among its people any more, and takes their access after the days it says', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/packages?q=Remote+network');
  await follow(ingrid, main(ingrid).getByRole('link', { name: PACKAGE, exact: true }), PACKAGE);
  await main(ingrid).getByRole('link', { name: 'All employees' }).first().click();
  await expect(title(ingrid)).toHaveText('All employees');
  // Lazily loaded: from here on the editor answers.
  await expect(ingrid.getByRole('button', { name: 'Continue', exact: true })).toBeVisible();

  await ingrid.goto(`${ingrid.url().split('#')[0]}#step-who`);
  await ingrid.getByRole('radio', { name: /^Certain people and groups/ }).check();
  const who = ingrid.locator('#step-who');
  await who.getByRole('searchbox', { name: 'Find people and groups' }).fill('Jonas');
  await who.getByRole('checkbox', { name: new RegExp(JONAS.name) }).check();

  await ingrid.goto(`${ingrid.url().split('#')[0]}#step-lifecycle`);
  const lifecycle = ingrid.locator('#step-lifecycle');
  await expect(lifecycle.getByLabel('Days until they lose it')).toBeHidden();
  await lifecycle.getByRole('radio', { name: /^They lose it after some days/ }).check();
  await lifecycle.getByLabel('Days until they lose it').fill('30');
  await lifecycle.getByRole('button', { name: 'Count again' }).click();
  await expect(lifecycle.getByRole('status')).toContainText('not among these people');
  const meaning = ingrid.getByRole('region', { name: 'What this means' });
  await expect(meaning).toContainText('loses it after 30 days');
  await send(ingrid, ingrid.getByRole('button', { name: 'Save changes' }));
  await expect(main(ingrid)).toContainText('loses it after 30 days');

  const ada = await as(ADA.user);
  const card = main(ada).getByRole('article').filter({ hasText: PACKAGE });
  await eventually(ada, '/access', () => expect(card).toContainText('You are no longer among the people this is meant for', { timeout: 500 }));
  await openMail(ada, 'ada.lind@havsund.example', /^Ends in 30 days: Remote network/);
});
