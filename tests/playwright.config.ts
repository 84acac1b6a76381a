// Scenarios: stories over HTTP against the real binary. Journeys (e2e): a person in a real browser.
// Both run on SQLite and on PostgreSQL; bin/test starts the PostgreSQL and names it.
//   TIRAZH_PROGRAM        the binary (default: build/release/tirazh, else build/dev/tirazh)
//   TIRAZH_TEST_POSTGRES  address of a PostgreSQL for tests (tests/support/postgres start)
import { defineConfig, devices } from '@playwright/test';

const chromium = { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' };
const asRoot = process.getuid?.() === 0;
const browser = {
  ...devices['Desktop Chrome'],
  viewport: { width: 1440, height: 900 },
  locale: 'ru-RU',
  timezoneId: 'Europe/Moscow',
  launchOptions: { ...chromium, args: asRoot ? ['--no-sandbox'] : [] },
};

export default defineConfig({
  fullyParallel: true,
  forbidOnly: true,
  // Both cores are busy: what failed is tried once more and shown as flaky; twice is a failure.
  retries: 1,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['./support/count_reporter.ts']],
  outputDir: './test-results',
  projects: (['sqlite', 'postgres'] as const).flatMap((database) => [
    { name: `scenarios-${database}`, testDir: './scenarios', metadata: { database } },
    { name: `browser-${database}`, testDir: './e2e', metadata: { database }, use: browser },
  ]),
});
