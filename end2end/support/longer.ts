import type { Page } from '@playwright/test';
import { ADA, AMINA, ELIN, INGRID, JONAS, MAJA } from './people';
import { ask, confirm, decide, eventually, follow, main, openApproval, openMail, passTime, send, status, story, title } from './steps';
import { expect, open } from './test';

type As = (user?: string) => Promise<Page>;

/** Access ends soon; the mail about it leads to the extension, filled in, which takes the same approval. */
export async function extension(as: As): Promise<void> {
  const elin = await as(ELIN.user);
  const first = await ask(elin, { package: 'Turbine data', why: 'Cost per turbine.' });
  const maja = await as(MAJA.user);
  const amina = await as(AMINA.user);
  await decide(maja, ELIN, 'Turbine data', 'Approve');
  await decide(amina, ELIN, 'Turbine data', 'Approve');
  await eventually(elin, first, () => expect(status(elin)).toHaveText('Done', { timeout: 500 }));

  const ingrid = await as(INGRID.user);
  await passTime(ingrid, 'a month', 'a month', 'a week', 'a week', 'a day', 'a day');
  await openMail(elin, 'elin.berg@havsund.example', /^Ends in .*: Turbine data$/);
  const link = /http\S+\/access\/\S+\/extend/.exec((await elin.locator('.mail-text').textContent()) ?? '')?.[0] ?? '';
  await open(elin, new URL(link).pathname);
  await expect(title(elin)).toHaveText('Keep Turbine data for longer');
  await expect(main(elin).getByLabel('Why do you still need this?')).toHaveValue('Cost per turbine.');
  await send(elin, main(elin).getByRole('button', { name: 'Ask to extend it' }));
  await expect(status(elin)).toHaveText('Waiting for approval');
  await expect(story(elin).first()).toContainText('You asked to keep the access for longer');
  const request = new URL(elin.url()).pathname;

  await openApproval(maja, ELIN.name, 'Turbine data');
  await expect(main(maja).getByText('This is an extension')).toBeVisible();
  await expect(main(maja).getByText(`${ELIN.name} has Turbine data until`)).toBeVisible();
  await decide(maja, ELIN, 'Turbine data', 'Approve');
  await decide(amina, ELIN, 'Turbine data', 'Approve');
  await open(elin, request);
  await expect(status(elin)).toHaveText('Done');
  await expect(story(elin).filter({ hasText: 'The end was moved' })).toHaveCount(1);

  // The old end passes, and the access is still there.
  await passTime(ingrid, 'a month');
  await open(elin, '/access');
  await expect(main(elin).getByRole('list', { name: 'Roles of Turbine data' })).toContainText('Ready');
}

/** A manager asks for somebody who reports to them; neither of the two decides. */
export async function onBehalf(as: As): Promise<void> {
  const jonas = await as(JONAS.user);
  await open(jonas, '/');
  await follow(jonas, jonas.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'My team' }), 'My team');
  await follow(jonas, main(jonas).getByRole('link', { name: ADA.name, exact: true }), ADA.name);
  const report = new URL(jonas.url()).pathname;
  await follow(jonas, main(jonas).getByRole('link', { name: `Ask for ${ADA.name}` }), `Ask for ${ADA.name}`);
  await follow(jonas, main(jonas).getByRole('link', { name: 'ERP purchasing', exact: true }), `ERP purchasing for ${ADA.name}`);
  const flow = main(jonas).getByRole('list', { name: 'Approval flow' });
  await expect(flow, 'whoever asks does not decide').toContainText(MAJA.name);
  await main(jonas).getByLabel('Cost center (four digits)').fill('3100');
  await main(jonas).getByLabel('Up to which amount per order?').selectOption('5,000');
  await main(jonas).getByLabel(`Why does ${ADA.name} need this?`).fill('Ada buys the sensors.');
  await send(jonas, main(jonas).getByRole('button', { name: /^(Send request|Get access)$/ }));
  await expect(status(jonas)).toHaveText('Waiting for approval');
  const request = new URL(jonas.url()).pathname;
  await open(jonas, '/approvals');
  await expect(main(jonas).getByRole('link', { name: `Decide: ERP purchasing for ${ADA.name}` })).toHaveCount(0);

  const ada = await as(ADA.user);
  await openMail(ada, 'ada.lind@havsund.example', 'Asked for you: ERP purchasing');
  await decide(await as(MAJA.user), ADA, 'ERP purchasing', 'Approve');
  await eventually(ada, request, () => expect(status(ada)).toHaveText('Done', { timeout: 500 }));
  await expect(story(ada).first()).toContainText(`${JONAS.name} asked for access for you`);

  // Whose people they are not, they do not find.
  const elin = await as(ELIN.user);
  const answer = await elin.request.get(new URL(jonas.url()).origin + report);
  expect(answer.status()).toBe(404);

  await open(jonas, report);
  await confirm(jonas, main(jonas).getByRole('button', { name: `Take ERP purchasing away from ${ADA.name}` }), 'Take away');
  await expect(jonas.getByText('The access was taken away.')).toBeVisible();
  await openMail(ada, 'ada.lind@havsund.example', 'Access ended: ERP purchasing');
}
