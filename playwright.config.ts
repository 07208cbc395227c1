import { defineConfig } from '@playwright/test'
import { findTestChromium } from './test/support/runtimes.ts'

const chromium = findTestChromium()

/**
 * End-to-end tests: `*.electron.spec.ts` open the real window, `*.chromium.spec.ts` the browser shell. Each skips itself,
 * with its reason, where its program is missing.
 */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  // Windows of several tests on two cores would only wait for each other.
  workers: 1,
  // A window on a loaded machine may lose its first frame or its launch: such a test has one more try, and is named.
  retries: process.env['CI'] ? 1 : 0,
  reporter: process.env['CI'] ? [['line']] : [['list']],
  projects: [
    { name: 'electron', testMatch: '**/*.electron.spec.ts' },
    {
      name: 'chromium',
      testMatch: '**/*.chromium.spec.ts',
      use: {
        browserName: 'chromium',
        launchOptions: {
          ...('path' in chromium ? { executablePath: chromium.path } : {}),
          args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
        },
      },
    },
  ],
})
