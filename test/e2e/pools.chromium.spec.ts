import { expect, type Page } from '@playwright/test'
import { needsChromium, test } from '../support/inChromium.ts'
import { matrix } from '../support/journey.ts'

needsChromium('pools of two kinds')

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await expect(page.getByRole('heading', { name: 'Where is the memory wall?' })).toBeVisible({ timeout: 30_000 })
})

async function choose(page: Page, label: string, typed: string, option: RegExp): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true })
  await box.click()
  await box.fill(typed)
  await page.getByRole('option', { name: option }).first().click()
}

test('a prefill pool is put on another device from blank, and taken back', async ({ page }) => {
  await page.getByRole('button', { name: /more HBM or a wafer/ }).click()
  await expect(matrix(page)).toBeVisible()
  const inputs = page.getByRole('complementary', { name: 'Inputs' })
  await inputs.getByRole('button', { name: /^Deployment/ }).click()
  await inputs.getByRole('radio', { name: 'Pools', exact: true }).click()
  const pools = page.locator('[data-section="pools"]')
  await expect(pools).toContainText(/binds at .* requests a second/)
  await expect(inputs.getByText('Prefill: workers')).toBeVisible()
  await choose(page, 'Prefill runs on', 'H200 SXM', /H200 SXM 141GB/)
  await expect(pools.getByRole('table')).toContainText('NVIDIA H200 SXM')
  await expect(pools.getByRole('table')).toContainText('NVIDIA B200 SXM')
  await expect(page.locator('.heads').getByRole('group').first()).toContainText('H200')
  await expect(inputs.getByText('Prefill: software stack')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(pools.getByRole('table')).not.toContainText('NVIDIA H200 SXM')
  await page.keyboard.press('Control+z')
  await expect(pools).toHaveCount(0)
})

test('a wafer and hundreds of LPUs decode what others have read', async ({ page }) => {
  await page.getByRole('button', { name: /more HBM or a wafer/ }).click()
  await expect(matrix(page)).toBeVisible()
  const inputs = page.getByRole('complementary', { name: 'Inputs' })
  const pools = page.locator('[data-section="pools"]')
  await page.locator('.heads').getByRole('button', { name: '4 × WSE-3', exact: true }).click()
  await inputs.getByRole('button', { name: /^Deployment/ }).click()
  await inputs.getByRole('radio', { name: 'Pools', exact: true }).click()
  await choose(page, 'Prefill runs on', 'Trainium2', /AWS Trainium2/)
  const wafer = pools.getByRole('region', { name: /Trainium2 \+ \d+ × WSE-3/ })
  await expect(wafer).toContainText(/binds at .* requests a second/)
  await expect(wafer).toContainText('laid out anew')
  await page.locator('.heads').getByRole('button', { name: '8 × H200', exact: true }).click()
  await choose(page, 'Device', 'GroqChip1', /GroqChip1/)
  await inputs.getByRole('radio', { name: 'Pools', exact: true }).click()
  await choose(page, 'Prefill runs on', 'H100 SXM', /H100 SXM/)
  const chips = pools.getByRole('region', { name: /H100 \+ \d+ × GroqChip1/ })
  await expect(chips).toContainText(/binds at .* requests a second/)
  await expect(pools.getByRole('region')).toHaveCount(2)
})
