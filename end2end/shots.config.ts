import { defineConfig } from '@playwright/test';
import { browser } from './support/browser';

export default defineConfig({
  globalSetup: './support/template.ts',
  testDir: 'shots',
  testMatch: /\.shots\.ts$/,
  workers: 1,
  timeout: 600_000,
  use: browser,
});
