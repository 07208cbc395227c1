import { expect } from '@playwright/test'
import { needsChromium, test } from '../support/inChromium.ts'

needsChromium('what is asked of the columns as typed')

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
  await page.getByRole('button', { name: /^As typed on Compare/ }).click()
  // What is asked first is answered first: levers come after the map.
  await page.getByRole('row', { name: /^Twice the requests in flight/ }).waitFor({ timeout: 60_000 })
})

test('says that it is not on the decision’s basis, and names nobody best', async ({ page }) => {
  const section = page.locator('[data-section="asTyped"]')
  await expect(section.getByText('not on the decision’s basis')).toBeVisible()
  for (const title of [/^Throughput against speed/, /^What binds ., decode/, /^What moves/]) {
    await expect(page.getByRole('region', { name: title }).getByRole('img')).toBeVisible({ timeout: 30_000 })
  }
  await expect(section.getByText(/ranks first|Choose /)).toHaveCount(0)
})

test('comes to rest: nothing is asked again while nothing changes', async ({ page }) => {
  // What follows the first answers.
  await page.waitForTimeout(3000)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') asked.push(request.postData()?.slice(0, 60) ?? '')
  })
  await page.waitForTimeout(2000)
  expect(asked).toEqual([])
})

test('each machine at its best is laid out in its column on request', async ({ page }) => {
  const row = page.locator('.configurations tbody tr').first()
  await expect(row).toContainText(/devices?/, { timeout: 30_000 })
  await page.getByLabel('Traffic, requests/s').fill('200')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('columnheader', { name: 'Devices for the traffic' })).toBeVisible()
  await row.getByRole('button', { name: /^Use this configuration/ }).click()
  await expect(page.getByText('Edited')).toBeVisible()
})

test('charts are walked by keyboard, and a mark’s words can be pinned', async ({ page }) => {
  const card = page.getByRole('region', { name: /^Throughput against speed/ })
  await card.getByRole('img').focus()
  await page.keyboard.press('ArrowRight')
  const spoken = card.locator('.spoken')
  await expect(spoken).toContainText('requests in flight')
  const first = await spoken.textContent()
  await page.keyboard.press('ArrowRight')
  await expect(spoken).not.toHaveText(first ?? '')
  await page.keyboard.press('Enter')
  await expect(card.locator('.pinned')).toContainText('requests in flight')
  await page.keyboard.press('Escape')
  await expect(card.locator('.pinned')).toHaveCount(0)
  await page.keyboard.press('t')
  await expect(card.getByRole('table')).toContainText('Requests in flight')
})

test('levers say what each would do, and one is used with a click, as one step', async ({ page }) => {
  const row = page.getByRole('row', { name: /^Twice the requests in flight/ })
  await expect(row).toContainText(/ms/)
  await row.getByRole('button', { name: /^Use: Twice the requests/ }).click()
  await expect(page.getByText('Edited')).toBeVisible()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await expect(page.getByRole('menuitem', { name: /^Undo: Twice the requests/ })).toBeVisible()
  await page.keyboard.press('Escape')
})

test('an input is swept and its knee named; requests have a B*', async ({ page }) => {
  const card = page.getByRole('region', { name: /^Time per output token, per user, over/ })
  await expect(card).toContainText(/Knee of .*binds from|no knee/)
  await page.getByRole('combobox', { name: /^Swept input/ }).click()
  await page.getByRole('option', { name: 'Requests in flight' }).click()
  await expect(card).toContainText('B*, where a token takes twice as long', { timeout: 30_000 })
  await expect(page.getByRole('region', { name: /^Requests that fit, by devices/ })).toContainText('Fewest devices')
})
