import { askedBack, away, both, less, several, takenBack } from '../support/approvals';
import { test } from '../support/test';

test('[BYD-11] [BYD-12] an approver asks a question, and hands the request to somebody else', async ({ as }) => {
  await askedBack(as);
});

test('[APR-08] an approver takes an approval back, before access is given and afterwards', async ({ as }) => {
  await takenBack(as);
});

test('[BYD-13] an approver approves for less, and everybody reads what is left', async ({ as, trap }) => {
  trap.allow(/status of 422/);
  await less(as);
});

test('[APR-09] somebody decides for a person who is away', async ({ as }) => {
  await away(as);
});

test('[BYD-17] several requests are decided in one action, each on its own', async ({ as }) => {
  await several(as);
});

test('[BYD-14] a stage waits until both people it asks have approved', async ({ as }) => {
  await both(as);
});
