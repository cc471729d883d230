import type { PlaywrightTestConfig } from '@playwright/test';

type Use = PlaywrightTestConfig['use'];

/** What all browsers have in common. */
const common: Use = { headless: true, viewport: { width: 1280, height: 800 }, locale: 'en-US', timezoneId: 'UTC' };

/** How the browser is started, the same for tests and pictures. `CHROMIUM` names another program. */
export const browser: Use = {
  ...common,
  browserName: 'chromium',
  launchOptions: {
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
  contextOptions: { reducedMotion: 'reduce' },
};

/**
 * The Firefox of the system, driven by WebDriver BiDi. `FIREFOX` names another program. It cannot be told a color scheme or
 * reduced motion for one page, hence the preference, and Playwright 1.65 insists on telling it, hence 1.64; pictures would
 * put styles into pages, which our policy forbids.
 */
export const firefox: Use = {
  ...common,
  browserName: 'firefox',
  channel: 'moz-firefox',
  launchOptions: {
    executablePath: process.env.FIREFOX || '/usr/bin/firefox-esr',
    args: [],
    firefoxUserPrefs: { 'ui.prefersReducedMotion': 1 },
  },
  contextOptions: {},
  screenshot: 'off',
  trace: 'off',
};
