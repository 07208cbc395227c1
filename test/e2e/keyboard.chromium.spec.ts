import { expect, type Locator, type Page } from '@playwright/test'
import { needsChromium, test } from '../support/inChromium.ts'
import { expectNumbersToChange, field, matrix, matrixTexts } from '../support/journey.ts'

needsChromium('the keyboard alone')

/** Presses Tab until something has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target.first()).toBeVisible({ timeout: 60_000 })
  for (let press = 0; press < 150; press += 1) {
    if (await target.evaluateAll((elements) => elements.includes(document.activeElement as HTMLElement))) return
    await page.keyboard.press('Tab')
  }
  await expect(target.first()).toBeFocused()
}

/** Goes to something, or runs it, by the palette. */
async function byPalette(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Go to or run' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
  await expect(palette).toHaveCount(0)
}

// Nothing here clicks: what a step needs is reached by Tab, F6, the palette or a key of its own.
test('the first steps of the README without a mouse', async ({ page, memwall }) => {
  test.setTimeout(240_000)
  await page.goto(memwall.address)
  await test.step('1: the sample opens from the start page', async () => {
    await tabTo(page, page.getByRole('button', { name: /more HBM or a wafer/ }))
    await page.keyboard.press('Enter')
    await expect(matrix(page)).toBeVisible({ timeout: 30_000 })
  })
  await test.step('2: a number says why, and has the focus again', async () => {
    const number = matrix(page).getByRole('button', { name: /^Why/ }).first()
    await tabTo(page, number)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(number).toBeFocused()
  })
  await test.step('3: inputs are stepped and typed, and taken back', async () => {
    const before = await matrixTexts(page)
    await byPalette(page, 'inputs concurrent requests')
    const requests = field(page, 'workload.concurrency').getByRole('textbox')
    await expect(requests).toBeFocused()
    await expectNumbersToChange(page, () => page.keyboard.press('ArrowUp'))
    await byPalette(page, 'inputs bandwidth hbm')
    const bandwidth = field(page, 'hardware.memory.hbm.bandwidth').getByRole('textbox')
    await expect(bandwidth).toBeFocused()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('=8*4.8 TB/s')
    await expectNumbersToChange(page, () => page.keyboard.press('Enter'))
    await byPalette(page, 'undo:')
    await byPalette(page, 'undo:')
    await expect.poll(() => matrixTexts(page), { timeout: 20_000 }).toEqual(before)
  })
  await test.step('4: what would change the answer', async () => {
    await byPalette(page, 'charts what would change')
    await expect(page.locator('[data-section="sensitivity"]:focus-within')).toBeVisible()
    await expect(page.locator('.sensitivity canvas')).toBeVisible({ timeout: 60_000 })
  })
  await test.step('5: the verdict goes into the report, in words of one’s own', async () => {
    await page.keyboard.press('Alt+2')
    await expect(page.getByText(/ first in .* of .* draws/).first()).toBeVisible({ timeout: 60_000 })
    await tabTo(page, page.getByRole('button', { name: 'Add to report' }))
    await page.keyboard.press('Enter')
    await expect(page.getByText('Edited', { exact: true })).toBeVisible()
  })
  await test.step('6: report and file', async () => {
    const reported = page.waitForEvent('download', { timeout: 60_000 })
    await page.keyboard.press('Control+e')
    expect((await reported).suggestedFilename()).toMatch(/\.pdf$/)
    const saved = page.waitForEvent('download')
    await page.keyboard.press('Control+s')
    expect((await saved).suggestedFilename()).toMatch(/\.memwall$/)
    await expect(page.getByText('Edited', { exact: true })).toHaveCount(0)
  })
})
