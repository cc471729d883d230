import { INGRID, MAJA } from '../support/people';
import { confirm, eventually, follow, main, openMail, passTime, send, title } from '../support/steps';
import { expect, open, test } from '../support/test';

const HELENA = 'Helena Sørensen';
const JOAKIM = 'Joakim Vold';

test('[ORG-11] [UI-07] an administrator makes a rule; a sponsor confirms one guest and lets another go', async ({ as }) => {
  const ingrid = await as(INGRID.user);
  await open(ingrid, '/admin/guests');
  await follow(ingrid, main(ingrid).getByRole('link', { name: 'Add a rule' }).first(), 'Add a rule for guests');
  await main(ingrid).getByRole('textbox', { name: 'Name', exact: true }).fill('Partners');
  await main(ingrid).getByRole('radio', { name: /^All guests/ }).check();
  await main(ingrid).getByRole('checkbox', { name: 'A sponsor confirms the guest' }).check();
  await main(ingrid).getByRole('radio', { name: 'The account is blocked', exact: true }).check();
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Count again' }));
  await expect(main(ingrid).getByText(/^It decides for \d+ guests/)).toBeVisible();
  await expect(main(ingrid).getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Partners');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Add the rule' }));
  await expect(title(ingrid)).toHaveText('Rules for guests');
  await expect(main(ingrid)).toContainText('A sponsor confirms the guest every 90 days.');

  // The rule is new: everybody is due in two weeks, and sponsors hear of it now.
  const maja = await as(MAJA.user);
  const helena = main(maja).getByRole('row').filter({ hasText: HELENA });
  const joakim = main(maja).getByRole('row').filter({ hasText: JOAKIM });
  await eventually(maja, '/guests', () => expect(helena).toContainText('Soon', { timeout: 500 }));
  await expect(title(maja)).toHaveText('Guests you sponsor');
  await expect(joakim).toContainText('Brekke Marine');
  await openMail(await as(), 'maja.nygaard@havsund.example', 'Confirm that your 2 guests still need their accounts');

  await helena.getByRole('checkbox').check();
  await main(maja).getByLabel('Remark, for each of them').fill('The audit lasts until summer.');
  await send(maja, main(maja).getByRole('button', { name: 'Still needed' }));
  await expect(maja.getByText('You confirmed one guest.')).toBeVisible();
  await expect(helena).not.toContainText('Soon');

  await follow(maja, main(maja).getByRole('link', { name: JOAKIM, exact: true }), JOAKIM);
  await confirm(maja, main(maja).getByRole('button', { name: 'No longer needed' }).first(), 'No longer needed');
  await expect(main(maja)).toContainText('No longer needed, a sponsor said');
  await openMail(await as(), 'joakim.vold@brekkemarine.example', /needs attention by/);

  await passTime(ingrid, 'a week', 'a day');
  await eventually(maja, '/guests', () => expect(joakim).toContainText('Account blocked', { timeout: 500 }));
  await expect(helena).not.toContainText('Account blocked');
});
