import { askedBack, away, both, less, several } from '../support/approvals';
import { MAJA } from '../support/people';
import { main } from '../support/steps';
import { expect, open, test } from '../support/test';

test('[BYD-11] [BYD-12] without scripts an approver asks a question, and hands the request to somebody else', async ({ as }) => {
  await askedBack(as);
});

test('[BYD-13] without scripts an approver approves for less', async ({ as, trap }) => {
  trap.allow(/status of 422/);
  await less(as);
});

test('[APR-09] without scripts somebody decides for a person who is away', async ({ as }) => {
  await away(as);
});

test('[BYD-17] without scripts several requests are decided in one action', async ({ as }) => {
  await several(as);
});

test('[BYD-17] Enter in the reason for several requests decides nothing', async ({ as, trap }) => {
  trap.allow(/status of 422/);
  const maja = await as(MAJA.user);
  await open(maja, '/approvals');
  const boxes = main(maja).getByRole('checkbox', { name: /^Pick .* for / });
  const waiting = await boxes.count();
  await boxes.first().check();
  const reason = main(maja).getByLabel('Reason, for each of them');
  await reason.fill('Not on the team any more.');
  await reason.press('Enter');
  await expect(maja.getByText('Choose to approve or to deny.').first()).toBeVisible();
  await expect(reason, 'what was typed is kept').toHaveValue('Not on the team any more.');
  await open(maja, '/approvals');
  await expect(boxes).toHaveCount(waiting);
});

test('[BYD-14] without scripts a stage waits until both people it asks have approved', async ({ as }) => {
  await both(as);
});
