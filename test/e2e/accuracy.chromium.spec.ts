import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { needsChromium, test } from '../support/inChromium.ts'

needsChromium('accuracy')

const MEASURED = fileURLToPath(new URL('../../../shared/measured/', import.meta.url))

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
})
test('shows errors of rows left out, filters them and sorts them', async ({ page }) => {
  await page.getByRole('button', { name: 'Accuracy', exact: true }).click()
  const table = page.getByRole('region', { name: /^Errors by quantity/ })
  const rows = table.locator('tbody tr')
  await expect(page.getByText(/^Median absolute error of [\d,]+ rows/)).toBeVisible()
  const all = await rows.count()
  expect(all).toBeGreaterThan(100)

  await page.getByRole('combobox', { name: /^Quantity/ }).click()
  await page.getByRole('option', { name: /^Matrix product/ }).click()
  await expect(rows.first().locator('td').first()).toHaveText('Matrix product')
  expect(await rows.count()).toBeLessThan(all)

  await page.getByRole('button', { name: 'Median error' }).click()
  await expect(table.getByRole('columnheader', { name: 'Median error' })).toHaveAttribute('aria-sort', 'descending')
  const medians = await rows.locator('td:nth-child(6)').allTextContents()
  const figures = medians.map((text) => Number.parseFloat(text))
  expect(figures).toEqual([...figures].sort((first, second) => second - first))

  await page.getByRole('radio', { name: 'Model left out' }).click()
  await expect(page.getByText('No rows with these filters')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect(rows.first()).toBeVisible()
})

test('a device without measurements says whom it inherits from', async ({ page }) => {
  await page.getByRole('button', { name: 'Accuracy', exact: true }).click()
  const device = page.getByRole('combobox', { name: 'Device' })
  await device.click()
  await device.fill('trainium2')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No measurements of AWS Trainium2')).toBeVisible()
  await expect(page.getByText(/^Inherits from/)).toBeVisible()
  await page.getByRole('button', { name: 'Show errors with a device left out' }).click()
  await expect(page.getByRole('region', { name: /^Errors by quantity/ })).toBeVisible()
})

test('opens from a scenario on its device', async ({ page }) => {
  await page.getByRole('button', { name: 'New workspace' }).click()
  await page.getByRole('navigation').getByRole('button', { name: 'Compare' }).click()
  await page.getByRole('button', { name: 'More for 8 × B200' }).click()
  await page.getByRole('menuitem', { name: 'Accuracy on this device' }).click()
  await expect(page.getByRole('combobox', { name: 'Device' })).toHaveValue(/B200/)
  await expect(page.getByRole('heading', { name: 'Error by quantity' })).toBeVisible()
})

test('holds predictions against the rows of CSV files, and opens one as a scenario', async ({ page }) => {
  test.skip(!existsSync(MEASURED), 'no folder of measurements beside the repository')
  await page.getByRole('button', { name: 'Accuracy', exact: true }).click()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Compare CSV files' }).click()
  const chooser = await choosing
  await chooser.setFiles([`${MEASURED}argonne_e2e_latency_throughput.csv`, `${MEASURED}op_gemm_aic.csv`])
  await expect(page.getByText(/values compared;.* left out/)).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Your files' })).toBeChecked()
  await expect(page.getByRole('heading', { name: 'Predicted against measured' })).toBeVisible()
  const { violations } = await axe(page).analyze()
  expect(violations.map((each) => each.id)).toEqual([])

  await page.getByRole('combobox', { name: /^Quantity/ }).click()
  await page.getByRole('option', { name: /^Fixed batch, whole run/ }).click()
  await page
    .getByRole('button', { name: /^Open as a scenario/ })
    .first()
    .click()
  await expect(page.getByRole('table', { name: 'Executive matrix' })).toBeVisible()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await expect(page.getByRole('menuitem', { name: 'Undo: Run of a measured row' })).toBeVisible()
})

for (const [theme, width, height] of [
  ['light', 1440, 900],
  ['dark', 1100, 700],
] as const) {
  test(`has no accessibility violation, ${theme} at ${width}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme })
    await page.setViewportSize({ width, height })
    await page.getByRole('button', { name: 'Accuracy', exact: true }).click()
    await expect(page.getByText(/^Median absolute error of/)).toBeVisible()
    const { violations } = await axe(page).analyze()
    expect(violations.map((each) => `${each.id}: ${each.nodes[0]?.html ?? ''}`)).toEqual([])
  })
}
