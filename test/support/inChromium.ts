import { test as base } from '@playwright/test'
import { startMemwall, type MemwallServer } from './browser.ts'
import { findTestChromium, isBuilt } from './runtimes.ts'

/** A test in a real Chromium, 1440 × 900, beside a Memwall of its own that the page has not opened yet. */
export const test = base.extend<{ memwall: MemwallServer }>({
  memwall: async ({ page }, use) => {
    const memwall = await startMemwall()
    await page.setViewportSize({ width: 1440, height: 900 })
    await use(memwall)
    await memwall.close()
  },
})

/** Skips a file's tests, and says why, where there is no Chromium or nothing is built. @param what they look at */
export function needsChromium(what: string): void {
  const chromium = findTestChromium()
  test.skip('missing' in chromium, `${what} in Chromium: ${'missing' in chromium ? chromium.missing : ''}`)
  test.skip(!isBuilt(), `${what} in Chromium: nothing is built`)
}
