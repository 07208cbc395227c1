import { expect } from '@playwright/test'
import { needsChromium, test } from '../support/inChromium.ts'

needsChromium('what-if inputs')

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
})

test('a range of one’s own is set, shown, refused when it is upside down, and taken away', async ({ page }) => {
  await page.getByRole('button', { name: /^Set a range of HBM3e bandwidth/ }).click()
  const dialog = page.locator('.popover-surface', { hasText: 'Range of your own' })
  await dialog.getByLabel('Low').fill('7 TB/s')
  await dialog.getByLabel('High').fill('6 TB/s')
  await dialog.getByRole('button', { name: 'Set' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('The low end is above the high end: exchange them.')
  await dialog.getByLabel('High').fill('8.2 TB/s')
  await dialog.getByRole('button', { name: 'Set' }).click()
  const set = page.getByRole('button', { name: /^Range of HBM3e bandwidth.*: 7\.00 TB\/s to 8\.20 TB\/s$/ })
  await expect(set).toBeVisible()

  await page.getByRole('button', { name: /^As typed on Compare/ }).click()
  await page.getByRole('button', { name: /^Register of assumptions/ }).click()
  await expect(page.getByRole('row', { name: /^HBM3e bandwidth/ }).first()).toContainText('range set here')
  await page
    .getByRole('row', { name: /^HBM3e bandwidth/ })
    .first()
    .getByRole('button')
    .click()
  await expect(page.locator('[data-field="hardware.memory.hbm.bandwidth"] :focus')).toBeVisible()

  await set.click()
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('button', { name: /^Set a range of HBM3e bandwidth/ })).toBeVisible()
})

test('a hypothetical machine deals its bandwidth out by phase, as one step', async ({ page }) => {
  await page
    .getByRole('button', { name: /^Deployment/ })
    .first()
    .click()
  await page
    .getByRole('button', { name: /^\d+ more$/ })
    .last()
    .click()
  const field = page.locator('[data-field="deployment.bandwidthAllocation"]')
  await field.getByText('By phase').click()
  const decode = page.getByLabel('Memory share while decoding, %')
  await decode.fill('60')
  await decode.press('Enter')
  await expect(page.getByText('Memory 5.34 TB/s, link 3.56 TB/s.')).toBeVisible()
  await page.getByRole('button', { name: /^Findings/ }).click()
  await expect(page.getByText(/While decoding, memory has/)).toBeVisible()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(decode).toHaveCount(0)
})

test('the criterion of the columns is the file’s, and can be undone', async ({ page }) => {
  await page.getByRole('button', { name: /^As typed on Compare/ }).click()
  const criterion = page.getByRole('combobox', { name: /^What moves/ })
  await criterion.click()
  await page.getByRole('option', { name: 'Time per output token' }).click()
  await expect(criterion).toContainText('Time per output token')
  await page.keyboard.press('Control+z')
  await expect(criterion).toContainText('Cost of an output token')
})
