import type { Page } from '@playwright/test';
import { ADA, AMINA, ELIN, INGRID, JONAS, MAJA } from './people';
import { ask, confirm, decide, eventually, follow, main, openApproval, openMail, send, status, story } from './steps';
import { expect, open } from './test';

type As = (user?: string) => Promise<Page>;

/** An approver asks, the requestor answers, the request changes hands, and somebody else decides. */
export async function askedBack(as: As): Promise<void> {
  const elin = await as(ELIN.user);
  const request = await ask(elin, { package: 'Turbine data', why: 'For a report.' });
  const maja = await as(MAJA.user);
  await openApproval(maja, ELIN.name, 'Turbine data');
  await main(maja).getByText('Ask a question first').click();
  await main(maja).getByLabel(`Your question to ${ELIN.name}`).fill('Which report is it for?');
  await send(maja, main(maja).getByRole('button', { name: 'Send the question' }));
  await expect(maja.getByText('Your question was sent.')).toBeVisible();
  await expect(main(maja).getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0);
  await open(maja, '/approvals?tab=asked');
  await expect(main(maja).getByRole('row').filter({ hasText: ELIN.name })).toContainText('Waiting for an answer');

  await openMail(elin, 'elin.berg@havsund.example', 'Please answer: Turbine data');
  await expect(elin.locator('.mail-text')).toContainText('Which report is it for?');
  await open(elin, request);
  await expect(status(elin)).toHaveText('Waiting for an answer');
  await main(elin).getByLabel('Your answer').fill('The yearly one.');
  await main(elin).getByLabel('Why do you need this?').fill('For the yearly report.');
  await send(elin, main(elin).getByRole('button', { name: 'Send the answer' }));
  await expect(story(elin).filter({ hasText: 'You answered' })).toContainText('The yearly one.');

  await openApproval(maja, ELIN.name, 'Turbine data');
  await expect(main(maja)).toContainText('For the yearly report.');
  await main(maja).getByText('Let somebody else decide').click();
  await main(maja).getByLabel('Who', { exact: true }).fill(JONAS.name);
  await main(maja).getByLabel('Why', { exact: true }).fill('Jonas runs the report.');
  await send(maja, main(maja).getByRole('button', { name: 'Hand it over' }));
  await expect(maja.getByText(`${JONAS.name} was asked to decide instead of you.`)).toBeVisible();

  const jonas = await as(JONAS.user);
  await openApproval(jonas, ELIN.name, 'Turbine data');
  await expect(story(jonas).filter({ hasText: `${MAJA.name} handed it over to ${JONAS.name}` })).toContainText('Jonas runs the report.');
  await send(jonas, main(jonas).getByRole('button', { name: 'Approve', exact: true }));
  await open(elin, request);
  await expect(story(elin).filter({ hasText: `${JONAS.name} approved` })).toHaveCount(1);
  await confirm(elin, main(elin).getByRole('button', { name: 'Cancel request' }), 'Cancel request');
}

/** An approval is taken back while the next stage waits, and another one once access is there. */
export async function takenBack(as: As): Promise<void> {
  const elin = await as(ELIN.user);
  const request = await ask(elin, { package: 'Turbine data', why: 'For a report.' });
  const maja = await as(MAJA.user);
  await decide(maja, ELIN, 'Turbine data', 'Approve');
  await open(maja, '/approvals?tab=history');
  const name = `Turbine data for ${ELIN.name}`;
  await follow(maja, main(maja).getByRole('link', { name: `Take back: ${name}`, exact: true }).first(), name);
  await confirm(maja, main(maja).getByRole('button', { name: 'Take back', exact: true }), 'Take back');
  await expect(maja.getByText('You took your approval back. The request waits again.')).toBeVisible();
  await open(elin, request);
  await expect(story(elin).filter({ hasText: `${MAJA.name} took the approval back` })).toHaveCount(1);
  await decide(maja, ELIN, 'Turbine data', 'Approve');

  const amina = await as(AMINA.user);
  await decide(amina, ELIN, 'Turbine data', 'Approve');
  await eventually(elin, request, () => expect(status(elin)).toHaveText('Done', { timeout: 500 }));
  await main(amina).getByRole('button', { name: 'Take back', exact: true }).click();
  const dialog = amina.getByRole('dialog');
  await expect(dialog).toContainText(`${ELIN.name} loses Turbine data now`);
  await dialog.getByLabel('Reason').fill('The report is done.');
  await send(amina, dialog.getByRole('button', { name: 'Take back', exact: true }));
  await expect(amina.getByText('You took your approval back, and the access has ended.')).toBeVisible();
  await open(elin, request);
  await expect(story(elin).filter({ hasText: 'Access ended' })).toContainText('The report is done.');
}

/** Two people ask; their approver picks both requests in the list. */
export async function several(as: As): Promise<void> {
  const first = await ask(await as(ELIN.user), { package: 'Turbine data', why: 'For a report.' });
  const maja = await as(MAJA.user);
  await open(maja, '/approvals?q=Turbine');
  await main(maja).getByLabel(`Pick Turbine data for ${ELIN.name}`).check();
  await main(maja).getByLabel('Reason, for each of them').fill('Fine with me.');
  await send(maja, main(maja).getByRole('button', { name: 'Approve', exact: true }));
  await expect(maja.getByText('You approved one request.')).toBeVisible();

  const elin = await as(ELIN.user);
  await open(elin, first);
  await expect(story(elin).filter({ hasText: `${MAJA.name} approved` })).toContainText('Fine with me.');
  const amina = await as(AMINA.user);
  await open(amina, '/approvals?q=Turbine');
  const waiting = await main(amina).getByRole('checkbox', { name: /^Pick Turbine data for / }).count();
  expect(waiting).toBeGreaterThan(0);
  if (waiting > 1) await main(amina).getByLabel(`Pick all ${waiting} shown`).check();
  else await main(amina).getByLabel(`Pick Turbine data for ${ELIN.name}`).check();
  await send(amina, main(amina).getByRole('button', { name: 'Approve', exact: true }));
  await expect(amina.getByText(/^You approved /)).toBeVisible();
  await eventually(elin, first, () => expect(status(elin)).toHaveText('Done', { timeout: 500 }));
}

/** Maja goes away; Ada decides in her name. */
export async function away(as: As): Promise<void> {
  const maja = await as(MAJA.user);
  await open(maja, '/approvals');
  await main(maja).getByRole('link', { name: 'While I am away' }).click();
  await expect(maja.getByRole('heading', { level: 1 })).toHaveText('While you are away');
  await open(maja, '/approvals/away');
  await main(maja).getByLabel('Who', { exact: true }).fill(ADA.name);
  const latest = await main(maja).getByLabel('Until, that day included').getAttribute('min');
  await main(maja).getByLabel('Until, that day included').fill(latest ?? '');
  await send(maja, main(maja).getByRole('button', { name: 'Name the deputy' }));
  await expect(main(maja).getByRole('table', { name: 'Deputies' })).toContainText(ADA.name);

  const elin = await as(ELIN.user);
  const request = await ask(elin, { package: 'Turbine data', why: 'For a report.' });
  const ada = await as(ADA.user);
  await openApproval(ada, ELIN.name, 'Turbine data');
  await send(ada, main(ada).getByRole('button', { name: 'Approve', exact: true }));
  await open(elin, request);
  await expect(story(elin).filter({ hasText: `${ADA.name} on behalf of ${MAJA.name} approved` })).toHaveCount(1);
  await confirm(elin, main(elin).getByRole('button', { name: 'Cancel request' }), 'Cancel request');
}

/** A trader whose request for the market desk waits for Accounting and Access Management. */
const NOOR = 'Noor Rahman';

/** One of the two who both have to approve does; the other one reads how far it is, and approves, too. */
export async function both(as: As): Promise<void> {
  const maja = await as(MAJA.user);
  await openApproval(maja, NOOR, 'Market desk');
  await expect(main(maja)).toContainText('If you approve, one more person has to.');
  await main(maja).getByLabel('Reason').fill('The credit line is large enough.');
  await send(maja, main(maja).getByRole('button', { name: 'Approve', exact: true }));
  await expect(main(maja).getByText(`It waits for ${INGRID.name}.`)).toBeVisible();
  await open(maja, '/approvals?tab=history');
  await expect(main(maja).getByRole('row').filter({ hasText: NOOR }).first()).toContainText('Waits for others');

  const ingrid = await as(INGRID.user);
  await openApproval(ingrid, NOOR, 'Market desk');
  await expect(main(ingrid)).toContainText(`1 of 2 has approved: ${MAJA.name}.`);
  await expect(story(ingrid).filter({ hasText: `${MAJA.name} approved` })).toContainText('The credit line is large enough.');
  await main(ingrid).getByLabel('Reason').fill('License checked.');
  await send(ingrid, main(ingrid).getByRole('button', { name: 'Approve', exact: true }));
  await expect(ingrid.getByText('You approved the request.')).toBeVisible();
  await expect(main(ingrid)).toContainText(`${MAJA.name} and ${INGRID.name} approved.`);
}

/** The manager leaves a role out and shortens the time; what is left is what the next stage decides on. */
export async function less(as: As): Promise<void> {
  const elin = await as(ELIN.user);
  const request = await ask(elin, { package: 'Turbine data', why: 'For a report.' });
  const maja = await as(MAJA.user);
  await openApproval(maja, ELIN.name, 'Turbine data');
  await main(maja).getByText('Approve for less', { exact: true }).click();
  await main(maja).getByLabel('For at most').fill('5');
  await main(maja).getByRole('group', { name: 'Leave these roles out' }).getByRole('checkbox').first().check();
  await send(maja, main(maja).getByRole('button', { name: 'Approve', exact: true }));
  await expect(main(maja).getByText('Say why you approve less than was asked for.').first()).toBeVisible();
  await expect(main(maja).getByLabel('For at most')).toHaveValue('5');
  await main(maja).getByLabel('Reason').fill('Five days are enough.');
  await send(maja, main(maja).getByRole('button', { name: 'Approve', exact: true }));
  await expect(maja.getByText('You approved the request.')).toBeVisible();

  await open(elin, request);
  await expect(story(elin).filter({ hasText: `${MAJA.name} approved less than was asked for` })).toContainText('For 5 days at most, without');
  await expect(main(elin).getByText('Left out')).toBeVisible();
  const amina = await as(AMINA.user);
  await openApproval(amina, ELIN.name, 'Turbine data');
  await expect(amina.getByText('For 5 days at most, without').first()).toBeVisible();
  await open(elin, request);
  await confirm(elin, main(elin).getByRole('button', { name: 'Cancel request' }), 'Cancel request');
}
