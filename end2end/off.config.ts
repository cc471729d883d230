import base from './playwright.config';
export default { ...base, testDir: '/root/wt/journeys/end2end/specs', globalSetup: '/root/wt/journeys/end2end/support/template.ts', outputDir: '/tmp/j-run/off-results', projects: [{ name: 'off', use: { javaScriptEnabled: false } }] };
