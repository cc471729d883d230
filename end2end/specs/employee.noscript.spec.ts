import { denial, partner, takingBack, twoStages } from '../support/journeys';
import { ADA } from '../support/people';
import { expect, open, test } from '../support/test';

test('scripts are off in these tests', async ({ as }) => {
  const page = await as(ADA.user);
  await open(page, '/');
  await page.waitForLoadState('networkidle');
  await expect(page.locator('html[data-hydrated]')).toHaveCount(0);
});

test('[REQ-03] [POL-13] [APR-01] without scripts an employee asks, two stages approve, access is there', async ({ as }) => {
  await twoStages(as);
});

test('[APR-04] [REQ-10] without scripts a denial with its reason ends the request', async ({ as }) => {
  await denial(as);
});

test('[REQ-05] [ASG-06] without scripts a waiting request is taken back, and access is given back', async ({ as }) => {
  await takingBack(as);
});

test('[ORG-05] [ORG-07] without scripts a partner proves the mail address, asks, and gets access', async ({ as }) => {
  await partner(as);
});
