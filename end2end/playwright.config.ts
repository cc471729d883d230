import { defineConfig } from '@playwright/test';
import { browser, firefox } from './support/browser';

const ci = Boolean(process.env.CI);

export default defineConfig({
  globalSetup: './support/template.ts',
  testDir: 'specs',
  // One spec file at a time per worker: each file has its own portal and database, and its tests may build on each other.
  fullyParallel: false,
  workers: 2,
  forbidOnly: ci,
  // A journey that passes only at the second try is broken.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.RESULTS ? [['list'], ['json', { outputFile: process.env.RESULTS }]] : [['list']],
  use: { ...browser, trace: 'retain-on-failure', screenshot: 'only-on-failure', actionTimeout: 15_000, navigationTimeout: 30_000 },
  projects: [
    { name: 'chromium', testIgnore: /\.noscript\.spec\.ts$/ },
    { name: 'noscript', testMatch: /\.noscript\.spec\.ts$/, use: { javaScriptEnabled: false } },
    // The main journeys once more in the second browser.
    { name: 'firefox', testMatch: /(employee|approvals|partner)\.spec\.ts$/, use: firefox },
  ],
});
