import { MailServer } from '../support/mail-server';
import { INGRID, JONAS, MAJA } from '../support/people';
import { ask, confirm, eventually, main, passTime, send, title } from '../support/steps';
import { expect, open, test as base } from '../support/test';
import { Portal } from '../support/portal';

/** A portal whose mail goes to a server that turns it away at first. */
const test = base.extend<{ mail: MailServer }>({
  mail: async ({}, use) => {
    const mail = await MailServer.start();
    await use(mail);
    await mail.stop();
  },
  portal: async ({ mail }, use) => {
    const portal = await Portal.start({ BAILIWICK_SMTP_URL: mail.url, BAILIWICK_MAIL_FROM: 'Bailiwick <access@havsund.example>' });
    await use(portal);
    await portal.stop();
  },
});

test('[NOT-01] mail that nobody took is given up, and tried again from the health page', async ({ as, mail }) => {
  test.setTimeout(120_000);
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/health');
  await expect(title(ingrid)).toHaveText('Health');
  // The story of the demonstration has left work for her, but mail is fine.
  const roles = main(ingrid).getByRole('table', { name: 'Roles that could not be given' });
  await expect(roles.getByRole('row').filter({ hasText: 'Tiina Koski' })).toContainText('its members come from another directory');
  const work = main(ingrid).getByRole('table', { name: 'Background work' }).getByRole('row').filter({ hasText: 'Mail' });
  await expect(main(ingrid).getByText(/^Nothing to do so far: .*Mail/)).toBeVisible();
  await expect(work).toHaveCount(0);

  // He should be told that he has it, and cannot be. What asks for a decision would be taken back in the end.
  await ask(await as(JONAS.user), { package: 'Learning' });
  const given = main(ingrid).getByRole('table', { name: 'Mail that was given up' });
  await eventually(ingrid, '/admin/health', () => expect(work).toContainText(/Nobody is at home.*Fails/, { timeout: 500 }));
  for (let days = 0; days < 12 && (await given.count()) === 0; days += 1) {
    await passTime(ingrid, 'a day');
    // Everything due was tried: it waits for later, or was given up.
    await eventually(ingrid, '/admin/health', () => expect(main(ingrid).getByText('Next due in').or(given).first()).toBeVisible({ timeout: 500 }));
  }
  const first = given.getByRole('row').filter({ hasText: 'jonas.bakke@havsund.example' }).first();
  await expect(first).toContainText('You now have access: Learning');
  await expect(first).toContainText('Nobody is at home');
  await expect(main(ingrid)).toContainText('Something needs you');

  mail.open = true;
  await send(ingrid, first.getByRole('button', { name: /^Try again/ }));
  await expect(ingrid.getByText('The mail to jonas.bakke@havsund.example is on its way again.')).toBeVisible();
  await expect.poll(() => mail.taken).toContain('jonas.bakke@havsund.example');

  // Whatever else was given up goes out in one go.
  const all = main(ingrid).getByRole('button', { name: 'Try all again' });
  await open(ingrid, '/admin/health');
  if ((await all.count()) > 0) {
    await confirm(ingrid, all, 'Try all again');
    await expect(ingrid.getByText(/on (its|their) way again\./)).toBeVisible();
  }
  await eventually(ingrid, '/admin/health', () => expect(given).toHaveCount(0, { timeout: 500 }));
  await open(ingrid, '/admin/audit?action=mail');
  await expect(main(ingrid).getByRole('row').filter({ hasText: 'jonas.bakke@havsund.example' })).toContainText('Mail tried again');
});

test('[ROL-07] the health of the server is for administrators', async ({ as, trap }) => {
  trap.allow(/status of 40[34]/);
  const maja = await as(MAJA.user);
  await open(maja, '/admin/health');
  await expect(title(maja)).not.toHaveText('Health');
  await expect(maja.getByRole('link', { name: 'Health' })).toHaveCount(0);
});
