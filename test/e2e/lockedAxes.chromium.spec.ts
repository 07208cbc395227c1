import { expect, type Page } from '@playwright/test'
import { needsChromium, test } from '../support/inChromium.ts'

needsChromium('locked axes')

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
})

async function enter(page: Page, field: string, value: string) {
  const box = page.locator(`[data-field="${field}"] input`)
  await box.fill(value)
  await box.press('Enter')
}

test('axes that are locked stay through an edit and say what lies beyond, until they are unlocked', async ({
  page,
}) => {
  const card = page.getByRole('region', { name: /^Time per output token/ })
  const sentence = card.locator('.sentence')
  const lock = card.getByRole('button', { name: 'Lock the axes' })
  await lock.click()
  await expect(lock).toHaveAttribute('aria-pressed', 'true')
  await expect(sentence).not.toContainText('beyond the locked axes')
  await enter(page, 'workload.inputTokens', '64000')
  await expect(sentence).toContainText(/values? lies? beyond the locked axes\./)

  // Another screen and another baseline do not let go of them.
  await page.getByRole('navigation').getByText('Decide').click()
  await page.getByRole('navigation').getByText('Compare').click()
  await expect(lock).toHaveAttribute('aria-pressed', 'true')
  await expect(sentence).toContainText('beyond the locked axes')

  await card.locator('.plot').focus()
  await page.keyboard.press('l')
  await expect(lock).toHaveAttribute('aria-pressed', 'false')
  await expect(sentence).not.toContainText('beyond the locked axes')
})

test('each chart has its own lock, and a chart that cannot be locked shows none', async ({ page }) => {
  const ladder = page.getByRole('region', { name: 'Memory ladder, per system' })
  await ladder.locator('.plot').focus()
  await page.keyboard.press('L')
  await expect(ladder.getByRole('button', { name: 'Lock the axes' })).toHaveAttribute('aria-pressed', 'true')
  const roofline = page.getByRole('region', { name: /^Roofline/ })
  await expect(roofline.getByRole('button', { name: 'Lock the axes' })).toHaveAttribute('aria-pressed', 'false')
  await page.getByRole('button', { name: /^As typed on Compare/ }).click()
  const frontier = page.getByRole('region', { name: /^Throughput against speed/ })
  await frontier.waitFor()
  await expect(frontier.getByRole('button', { name: /the axes$/ })).toHaveCount(0)
})
