import { expect, test } from '@playwright/test'
import { startMemwall } from '../support/browser.ts'
import { watchPage } from '../support/page.ts'
import { findTestChromium } from '../support/runtimes.ts'

const chromium = findTestChromium()
test.skip('missing' in chromium, `the browser shell: ${'missing' in chromium ? chromium.missing : ''}`)

test('the page speaks in disguise when asked, under a policy that forbids eval', async ({ page }) => {
  const memwall = await startMemwall()
  try {
    await page.goto(memwall.address)
    await expect(page.locator('#app button').first()).toBeVisible()
    await page.goto(new URL('/?language=pseudo', memwall.address).href)
    const watched = await watchPage(page)
    await page.getByRole('button', { name: 'Does chat need more HBM or a wafer?', exact: true }).click()
    await expect(page.getByRole('table', { name: 'Executive matrix' })).toBeVisible()
    await expect(page.getByText('⟦').first()).toBeVisible()
    expect(watched.problems).toEqual([])
  } finally {
    await memwall.close()
  }
})
