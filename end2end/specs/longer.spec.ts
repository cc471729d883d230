import { extension } from '../support/longer';
import { test } from '../support/test';

test('[POL-30] [POL-22] [APR-10] [NOT-04] [BYD-18] access is extended from the mail about its end', async ({ as }) => extension(as));
