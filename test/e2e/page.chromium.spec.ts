import { expect, test } from '@playwright/test'
import { startMemwall, type MemwallServer } from '../support/browser.ts'
import { watchPage } from '../support/page.ts'
import { findTestChromium } from '../support/runtimes.ts'

const chromium = findTestChromium()
test.skip('missing' in chromium, `the browser shell: ${'missing' in chromium ? chromium.missing : ''}`)

let memwall: MemwallServer

test.beforeEach(async () => {
  memwall = await startMemwall()
})
test.afterEach(() => memwall.close())

test('opens from the printed address, without an error or a policy violation', async ({ page }) => {
  expect(memwall.output()).not.toContain('    at ')
  await page.goto(memwall.address)
  await page.waitForURL((url) => url.hash === '')
  await expect(page.locator('#app button').first()).toBeVisible()
  const watched = await watchPage(page)
  await expect(page.locator('#app button').first()).toBeVisible()
  await page.waitForTimeout(300)
  expect(watched.problems).toEqual([])
})

test('the printed address does not open a second browser', async ({ page, browser }) => {
  await page.goto(memwall.address)
  await page.waitForURL((url) => url.hash === '')
  await expect(page.locator('#app button').first()).toBeVisible()
  const other = await browser.newContext()
  const stranger = await other.newPage()
  await stranger.goto(memwall.address)
  await expect(stranger.getByText('This address was used before.')).toBeVisible()
  await stranger.goto(new URL('/', memwall.address).href)
  await expect(stranger.getByText('Open the address that Memwall printed')).toBeVisible()
  await other.close()
})
