import type { Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { ADA, AMINA, ELIN, JONAS, MAJA } from './people';
import { ask, askHere, confirm, decide, eventually, follow, main, openMail, openPackage, send, status, story, title } from './steps';
import { expect, open, withoutScripts } from './test';

type As = (user?: string) => Promise<Page>;

/** An employee asks, two stages approve, the access is delivered. */
export async function twoStages(as: As): Promise<void> {
  const elin = await as(ELIN.user);
  await openPackage(elin, 'Turbine data');
  const flow = main(elin).getByRole('list', { name: 'Approval flow' });
  await expect(flow).toContainText(MAJA.name);
  await expect(flow).toContainText('Turbine data stewards');
  await expect(main(elin).getByRole('list', { name: 'What Turbine data gives' })).toContainText('Remote network');
  const request = await askHere(elin, { package: 'Turbine data', why: 'Cost per turbine for the budget.' });
  await expect(status(elin)).toHaveText('Waiting for approval');
  await expect(story(elin).nth(0)).toContainText('You asked for access');
  await expect(story(elin).nth(1)).toContainText(`Waiting for ${MAJA.name}`);

  const amina = await as(AMINA.user);
  await open(amina, '/approvals');
  await expect(title(amina)).toHaveText('Approvals');
  await expect(main(amina).getByRole('link', { name: `Decide: Turbine data for ${ELIN.name}` }), 'the second stage has not begun').toHaveCount(0);

  const maja = await as(MAJA.user);
  await openMail(maja, 'maja.nygaard@havsund.example', `Please decide: Turbine data for ${ELIN.name}`);
  await expect(maja.locator('.mail-text')).toContainText('Cost per turbine for the budget.');
  await decide(maja, ELIN, 'Turbine data', 'Approve', 'Needed for the budget.');

  await open(elin, request);
  await expect(status(elin)).toHaveText('Waiting for approval');
  await expect(story(elin).nth(1)).toContainText(`${MAJA.name} approved`);
  await expect(story(elin).nth(1)).toContainText('Needed for the budget.');
  await expect(story(elin).nth(2)).toContainText('Waiting for');

  await decide(amina, ELIN, 'Turbine data', 'Approve');
  await open(amina, '/approvals?tab=history');
  await expect(main(amina).getByRole('row').filter({ hasText: ELIN.name }).first()).toContainText('decided by you');

  await eventually(elin, request, () => expect(status(elin)).toHaveText('Done', { timeout: 500 }));
  await expect(story(elin).filter({ hasText: 'Access is ready' })).toHaveCount(1);
  await open(elin, '/access');
  const roles = main(elin).getByRole('list', { name: 'Roles of Turbine data' });
  await expect(roles.getByRole('listitem').filter({ hasText: 'Remote network' })).toContainText('Ready');
  await expect(roles.getByRole('listitem').filter({ hasText: 'Turbine Insight' })).toContainText('Analyst');
  await openMail(elin, 'elin.berg@havsund.example', 'You now have access: Turbine data');
}

/** A denial ends the request; the reason is read, and the next request starts from the last one. */
export async function denial(as: As): Promise<void> {
  const jonas = await as(JONAS.user);
  await decide(jonas, ADA, 'Turbine data', 'Deny', 'The winter report was given to Amina.');

  const ada = await as(ADA.user);
  await open(ada, '/requests');
  const row = main(ada).getByRole('row').filter({ hasText: 'Turbine data' }).first();
  await expect(row).toContainText('Denied');
  await follow(ada, row.getByRole('link', { name: 'Turbine data' }), 'Turbine data');
  await expect(status(ada)).toHaveText('Denied');
  const denied = story(ada).filter({ hasText: `${JONAS.name} denied` });
  await expect(denied).toContainText('The winter report was given to Amina.');
  await expect(story(ada).filter({ hasText: 'Stage 2 of 2 is no longer needed' })).toHaveCount(1);
  await openMail(ada, 'ada.lind@havsund.example', 'Denied: Turbine data');
  await expect(ada.locator('.mail-text')).toContainText('The winter report was given to Amina.');

  const amina = await as(AMINA.user);
  await open(amina, '/approvals');
  await expect(title(amina)).toHaveText('Approvals');
  await expect(main(amina).getByRole('link', { name: `Decide: Turbine data for ${ADA.name}` })).toHaveCount(0);

  await open(ada, '/requests');
  await follow(ada, main(ada).getByRole('row').filter({ hasText: 'Turbine data' }).first().getByRole('link'), 'Turbine data');
  await follow(ada, main(ada).getByRole('link', { name: 'Ask again' }), 'Turbine data');
  await expect(main(ada).getByLabel('Why do you need this?')).toHaveValue('My access ended; the next report needs the same data.');
}

/** A request is taken back while it waits, and access is given back. */
export async function takingBack(as: As): Promise<void> {
  const elin = await as(ELIN.user);
  const request = await ask(elin, { package: 'Contract archive', choices: { 'Which contracts do you work with?': 'Employment' } });
  await expect(main(elin).getByText('Employment')).toBeVisible();
  await confirm(elin, main(elin).getByRole('button', { name: 'Cancel request' }), 'Cancel request');
  await expect(elin.getByText('The request was canceled.').first()).toBeVisible();
  await open(elin, request);
  await expect(status(elin)).toHaveText('Canceled');
  await expect(story(elin).filter({ hasText: 'You canceled the request' })).toHaveCount(1);
  await expect(main(elin).getByRole('button', { name: 'Cancel request' })).toHaveCount(0);

  const learning = await ask(elin, { package: 'Learning' });
  await eventually(elin, learning, () => expect(status(elin)).toHaveText('Done', { timeout: 500 }));
  await open(elin, '/access');
  await confirm(elin, main(elin).getByRole('button', { name: 'Give back Learning' }), 'Give back');
  await expect(elin.getByText('You gave the access back.')).toBeVisible();
  await open(elin, '/access?tab=ended');
  await expect(main(elin).getByRole('row').filter({ hasText: 'Learning' })).toHaveCount(1);
}

const PARTNER = 'vera.holm@lumenaudit.example';

/** Signs in by the code that was mailed to the address, which is on the page already. */
export async function proveMail(page: Page, mailbox: Page, mail: string, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Mail address' }).fill(mail);
  await send(page, page.getByRole('button', { name: 'Send me a code' }));
  await expect(title(page)).toHaveText('Look into your mail');
  await openMail(mailbox, mail, /^Your code for /);
  const code = /\d{6}/.exec((await title(mailbox).textContent()) ?? '')?.[0] ?? '';
  await page.getByLabel('Code').fill(code);
  await page.getByLabel('Your name').fill(name);
  await send(page, page.getByRole('button', { name: 'Continue' }));
}

/** A partner opens a share link signed out, asks, a sponsor approves, and a guest account with the access is there. */
export async function partner(as: As): Promise<void> {
  const maja = await as(MAJA.user);
  await open(maja, '/admin/packages?q=Audit+room');
  await follow(maja, main(maja).getByRole('link', { name: 'Audit room' }).first(), 'Audit room');
  const link = await maja.getByLabel('Link to this package').inputValue();
  expect(link).toMatch(/\/share\/[0-9a-f-]{36}$/);
  const path = new URL(link).pathname;

  const vera = await as();
  const mailbox = await as();
  await open(vera, path);
  await expect(vera.getByRole('heading', { name: 'Audit room' })).toBeVisible();
  if (!withoutScripts()) await expectAccessible(vera);
  await vera.getByRole('textbox', { name: 'Mail address' }).fill(PARTNER);
  await send(vera, vera.getByRole('button', { name: 'Send me a code' }));
  if (!withoutScripts()) await expectAccessible(vera);
  await openMail(mailbox, PARTNER, /^Your code for /);
  const code = /\d{6}/.exec((await title(mailbox).textContent()) ?? '')?.[0] ?? '';
  await vera.getByLabel('Code').fill(code);
  await vera.getByLabel('Your name').fill('Vera Holm');
  await send(vera, vera.getByRole('button', { name: 'Continue' }));

  await expect(vera).toHaveURL(new RegExp(path.replace('/share/', '/packages/')));
  await expect(title(vera)).toHaveText('Audit room');
  const places = vera.getByRole('navigation', { name: 'Main', exact: true });
  await expect(places).not.toContainText('Administration');
  await expect(places.getByRole('link', { name: 'Packages' })).toHaveCount(0);
  const request = await askHere(vera, { package: 'Audit room', why: 'Final audit of the annual accounts.' });
  await expect(status(vera)).toHaveText('Waiting for approval');
  await expect(main(vera), 'people from outside are not told who decides').not.toContainText(MAJA.name);

  await decide(maja, 'Vera Holm', 'Audit room', 'Approve');
  await eventually(vera, request, () => expect(status(vera)).toHaveText('Done', { timeout: 500 }));
  await open(vera, '/access');
  await expect(main(vera).getByRole('list', { name: 'Roles of Audit room' }).getByRole('listitem').filter({ hasText: 'Audit Room' })).toContainText('Ready');
  await openMail(mailbox, PARTNER, 'You now have access: Audit room');
}
