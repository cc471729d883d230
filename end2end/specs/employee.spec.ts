import { denial, takingBack, twoStages } from '../support/journeys';
import { test } from '../support/test';

test('[REQ-01] [REQ-03] [REQ-11] [POL-13] [POL-14] [APR-01] [APR-02] [APR-07] [NOT-01] an employee asks, two stages approve, access is there', async ({ as }) => {
  await twoStages(as);
});

test('[APR-04] [REQ-10] [NOT-02] a denial with its reason ends the request; asking again starts from what was said', async ({ as }) => {
  await denial(as);
});

test('[REQ-05] [POL-12] [POL-25] [ASG-06] a waiting request is taken back, and access is given back', async ({ as }) => {
  await takingBack(as);
});
