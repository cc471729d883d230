import { ADA, INGRID, JONAS } from '../support/people';
import { ask, main, openMail, passTime, send, title } from '../support/steps';
import { expect, open, test } from '../support/test';

test('[BYD-27] [NOT-05] an approver gets one mail a day, in German', async ({ as }) => {
  const jonas = await as(JONAS.user);
  await open(jonas, '/profile/notices');
  const waiting = main(jonas).getByRole('group', { name: 'Something waits for me' });
  // Nobody can be kept waiting unheard.
  await expect(waiting.getByRole('radio')).toHaveCount(2);
  await waiting.getByLabel('In the daily digest').check();
  await main(jonas).getByRole('group', { name: 'The language of pages and mail' }).getByLabel('Deutsch').check();
  await send(jonas, main(jonas).getByRole('button', { name: 'Save' }));
  await expect(title(jonas)).toHaveText('Ihre Benachrichtigungen');

  await ask(await as(ADA.user), { package: 'ERP purchasing', texts: { 'Cost center (four digits)': '3100' }, choices: { 'Up to which amount per order?': '5,000' } });
  const ingrid = await as(INGRID.user);
  await passTime(ingrid, 'a day');
  await openMail(ingrid, 'jonas.bakke@havsund.example', / für Sie$/);
  await expect(main(ingrid)).toContainText('Bitte entscheiden: ERP purchasing für Ada Lind');
  await expect(main(ingrid)).toContainText('/profile/notices');
});
