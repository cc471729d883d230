import type { Page } from '@playwright/test';
import { AMINA, ELIN, INGRID, JONAS, MAJA } from './people';
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
  const maja = await as(MAJA.user);
  await open(maja, '/');
  await follow(maja, maja.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'My team' }), 'My team');
  await follow(maja, main(maja).getByRole('link', { name: ELIN.name, exact: true }), ELIN.name);
  await follow(maja, main(maja).getByRole('link', { name: `Ask for ${ELIN.name}` }), `Ask for ${ELIN.name}`);
  await follow(maja, main(maja).getByRole('link', { name: 'Turbine data', exact: true }), `Turbine data for ${ELIN.name}`);
  const flow = main(maja).getByRole('list', { name: 'Approval flow' });
  await expect(flow).toContainText('Astrid Hauge');
  await main(maja).getByLabel(`Why does ${ELIN.name} need this?`).fill('Elin takes over the cost report.');
  await send(maja, main(maja).getByRole('button', { name: 'Send request' }));
  await expect(status(maja)).toHaveText('Waiting for approval');
  const request = new URL(maja.url()).pathname;
  await open(maja, '/approvals');
  await expect(main(maja).getByRole('link', { name: `Decide: Turbine data for ${ELIN.name}` })).toHaveCount(0);

  const elin = await as(ELIN.user);
  await openMail(elin, 'elin.berg@havsund.example', 'Asked for you: Turbine data');
  await decide(await as('astrid.hauge'), ELIN, 'Turbine data', 'Approve');
  await decide(await as(AMINA.user), ELIN, 'Turbine data', 'Approve');
  await eventually(elin, request, () => expect(status(elin)).toHaveText('Done', { timeout: 500 }));
  await expect(story(elin).first()).toContainText(`${MAJA.name} asked for access for you`);

  // Whose people they are not, they do not find.
  const jonas = await as(JONAS.user);
  const answer = await jonas.request.get(new URL(maja.url()).origin + '/team/00000000-0000-0000-0000-000000000001');
  expect(answer.status()).toBe(404);

  await open(maja, '/team');
  await follow(maja, main(maja).getByRole('link', { name: ELIN.name, exact: true }), ELIN.name);
  await confirm(maja, main(maja).getByRole('button', { name: `Take Turbine data away from ${ELIN.name}` }), 'Take away');
  await expect(maja.getByText('The access was taken away.')).toBeVisible();
  await openMail(elin, 'elin.berg@havsund.example', 'Access ended: Turbine data');
}
