import { onBehalf } from '../support/longer';
import { test } from '../support/test';

test('[POL-10] [UI-06] a manager asks for somebody, and takes access away', async ({ as }) => onBehalf(as));
