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
  workers: 2,
  // A window on a loaded machine may lose its first frame or its launch: such a test has one more try, and is named.
  retries: process.env['CI'] ? 1 : 0,
  reporter: process.env['CI'] ? [['line']] : [['list']],
  projects: [
    // One window at a time: two would take the keyboard from each other.
    { name: 'electron', testMatch: '**/*.electron.spec.ts', workers: 1 },
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
