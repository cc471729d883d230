import { CLIENT, IdentityProvider } from '../support/identity';
import { ADA, INGRID } from '../support/people';
import { main, send, title } from '../support/steps';
import { expect, hydrated, open, test as base } from '../support/test';
import { Portal } from '../support/portal';

const SECRET = 'BAILIWICK_OIDC_SECRET_HAVSUND';

/** A portal that has a secret for a provider, and the provider. */
const test = base.extend<{ identity: IdentityProvider }>({
  portal: async ({}, use) => {
    const portal = await Portal.start({ [SECRET]: CLIENT.secret });
    await use(portal);
    await portal.stop();
  },
  identity: async ({ portal }, use) => {
    const identity = await IdentityProvider.start(portal.url, {
      sub: 'ada-at-havsund',
      email: 'ada.lind@havsund.example',
      email_verified: true,
      name: 'Ada Lind',
      preferred_username: 'ada.lind',
      division: 'Offshore studies',
    });
    await use(identity);
    await identity.stop();
  },
});

test('[ORG-02] an administrator adds a provider, and a member signs in and out with it', async ({ as, identity, trap }) => {
  trap.allow(/status of 422/);
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/providers');
  await main(ingrid).getByRole('link', { name: 'Add a provider' }).first().click();
  await expect(title(ingrid)).toHaveText('Add a sign-in provider');
  await hydrated(ingrid);
  await expect(main(ingrid).getByLabel('Redirect address')).toHaveValue(/\/auth\/oidc\/callback$/);
  await main(ingrid).getByLabel('Name', { exact: true }).first().fill('Havsund Login');
  await main(ingrid).getByLabel('Address of the provider').fill(`${identity.issuer}/nothing-here`);
  await main(ingrid).getByLabel('Client id').fill(CLIENT.id);
  await main(ingrid).getByLabel('Secret').selectOption(SECRET);
  await main(ingrid).getByLabel('Department').fill('division');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Check and add' }));
  await expect(main(ingrid)).toContainText('answers with 404. Is the address right?');
  await main(ingrid).getByLabel('Address of the provider').fill(identity.issuer);
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Check and add' }));
  await expect(title(ingrid)).toHaveText('Havsund Login');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Test it' }));
  await expect(ingrid.getByText('The provider answers, and knows the client id and the secret.')).toBeVisible();

  // She is known by her address, and her department comes from there.
  const ada = await as();
  await open(ada, '/sign-in?next=/profile');
  await ada.getByRole('link', { name: 'Sign in with Havsund Login' }).click();
  await expect(title(ada)).toContainText(ADA.name);
  await hydrated(ada);
  await expect(main(ada)).toContainText('Offshore studies');
  expect(identity.signIns).toBe(1);
  await open(ada, '/profile/sessions');
  await expect(main(ada)).toContainText('Havsund Login');

  // Out here, and there: the next time the provider asks who she is.
  await ada.getByRole('button', { name: ADA.name }).first().click();
  await ada.getByRole('button', { name: 'Sign out', exact: true }).click();
  await ada.getByRole('button', { name: 'Sign out here, too' }).click();
  await expect(ada).toHaveURL(/\/sign-in/);
  await hydrated(ada);
  await ada.getByRole('link', { name: 'Sign in with Havsund Login' }).click();
  await expect(title(ada)).toBeVisible();
  expect(identity.signIns).toBe(2);
});
