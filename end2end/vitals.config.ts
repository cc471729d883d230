import { defineConfig } from '@playwright/test';
import { browser } from './support/browser';

export default defineConfig({
  globalSetup: './support/template.ts',
  testDir: 'vitals',
  testMatch: /\.vitals\.ts$/,
  workers: 1,
  timeout: 1_800_000,
  // With its motion: it may cost time.
  use: { ...browser, contextOptions: { reducedMotion: 'no-preference' }, actionTimeout: 60_000, navigationTimeout: 60_000 },
  expect: { timeout: 60_000 },
});
