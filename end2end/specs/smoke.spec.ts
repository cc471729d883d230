import { expect, hydrated, open, test } from '../support/test';

/** Compressed bytes of WASM, scripts and styles at the first visit of My Access. */
const FIRST_LOAD_LIMIT = 300_000;
const EMPLOYEE = 'ada.lind';

test('[BYD-32] one command serves a portal from an embedded database, and it is healthy', async ({ request, as }) => {
  expect((await request.get('/health')).status()).toBe(200);
  const missing = await (await as(EMPLOYEE)).context().request.get('/no-such-page', { headers: { accept: 'text/html' } });
  expect(missing.status()).toBe(404);
  expect(missing.headers()['content-security-policy']).toContain("default-src");
});

test('signed out, My Access leads to the sign-in page', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
  await hydrated(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a person signs in on the page and gets to My Access', async ({ page }) => {
  await open(page, '/sign-in');
  await page.locator(`[name="user"][value="${EMPLOYEE}"]`).first().click();
  await expect(page).not.toHaveURL(/\/sign-in/);
  await hydrated(page);
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect(page.getByText(/demo/i).first(), 'the demo banner').toBeVisible();
});

test('the first load of My Access stays small', async ({ as }) => {
  const page = await as(EMPLOYEE);
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const names = new Map<string, string>();
  const sizes = new Map<string, number>();
  network.on('Network.responseReceived', ({ requestId, response }) => {
    if (new URL(response.url).pathname.startsWith('/pkg/')) names.set(requestId, response.url);
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  await open(page, '/');
  await page.waitForLoadState('networkidle');
  const loaded = [...names].map(([id, url]) => [url, sizes.get(id) ?? 0] as const);
  const kinds = ['.wasm', '.js', '.css'];
  for (const kind of kinds) expect(loaded.some(([url, size]) => url.endsWith(kind) && size > 0), `${kind} was loaded`).toBe(true);
  const total = loaded.reduce((sum, [, size]) => sum + size, 0);
  expect(total, loaded.map(([url, size]) => `${size} ${url}`).join('\n')).toBeLessThanOrEqual(FIRST_LOAD_LIMIT);
});
