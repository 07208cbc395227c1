import { expect } from '@playwright/test'
import { needsChromium, test } from '../support/inChromium.ts'

needsChromium('linked hover')

test.beforeEach(async ({ page, memwall }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(memwall.address)
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
})

test('a hovered column head lowers the other columns and changes the picture of the ladder', async ({ page }) => {
  const ladder = page.getByRole('region', { name: 'Memory ladder, per system' }).locator('.plot')
  await ladder.scrollIntoViewIfNeeded()
  await page.waitForTimeout(300)
  const calm = await ladder.screenshot()
  await page.getByRole('group', { name: '8 × H200' }).hover()
  const matrix = page.getByRole('table', { name: 'Executive matrix' })
  const row = matrix.getByRole('row', { name: /^Speed for one user/ })
  await expect(row.getByRole('cell').nth(0)).toHaveClass(/lowered/)
  await expect(row.getByRole('cell').nth(2)).toHaveClass(/hovered/)
  await expect(row.getByRole('cell').nth(2)).not.toHaveClass(/lowered/)
  await page.waitForTimeout(300)
  expect((await ladder.screenshot()).equals(calm)).toBe(false)
  await page.getByRole('button', { name: /Go to or run/ }).hover()
  await expect(row.getByRole('cell').nth(0)).not.toHaveClass(/lowered/)
})

test('walking along a chart by key does the same, and leaving it ends it', async ({ page }) => {
  const ladder = page.getByRole('region', { name: 'Memory ladder, per system' }).locator('.plot')
  await ladder.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('group', { name: '8 × B200' })).toHaveClass(/hovered/)
  await expect(page.getByRole('group', { name: '4 × WSE-3' })).toHaveClass(/lowered/)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('group', { name: '4 × WSE-3' })).toHaveClass(/hovered/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('group', { name: '8 × B200' })).not.toHaveClass(/lowered/)
})

test('while a value is dragged the one before stands beside it', async ({ page }) => {
  const cell = page
    .getByRole('row', { name: /^Speed for one user/ })
    .getByRole('cell')
    .first()
  const before = (await cell.locator('.number').textContent())?.trim() ?? 'none'
  const slider = page.locator('[data-field="workload.concurrency"] .slider')
  await slider.scrollIntoViewIfNeeded()
  const track = await slider.boundingBox()
  if (!track) throw new Error('The slider is not there.')
  const y = track.y + track.height / 2
  await page.mouse.move(track.x + track.width * 0.34, y)
  await page.mouse.down()
  await page.mouse.move(track.x + track.width * 0.6, y, { steps: 4 })
  await expect(cell).toContainText(`was ${before}`)
  await expect(cell.locator('.ghost')).toHaveCount(1)
  await page.mouse.up()
  await expect(cell).not.toContainText('was')
})

test('while a value is dragged the chart keeps a ghost of the one before', async ({ page }) => {
  const card = page.getByRole('region', { name: /^Time per output token/ })
  const plot = card.locator('.plot')
  // With the axes locked, the ghost is all that a release takes away.
  await card.getByRole('button', { name: 'Lock the axes' }).click()
  await plot.scrollIntoViewIfNeeded()
  const slider = page.locator('[data-field="workload.concurrency"] .slider')
  await slider.scrollIntoViewIfNeeded()
  const track = await slider.boundingBox()
  if (!track) throw new Error('The slider is not there.')
  const y = track.y + track.height / 2
  await page.mouse.move(track.x + track.width * 0.34, y)
  await page.mouse.down()
  await page.mouse.move(track.x + track.width * 0.5, y, { steps: 4 })
  await page.waitForTimeout(500)
  const dragged = await plot.screenshot()
  await page.mouse.up()
  await page.waitForTimeout(500)
  const released = await plot.screenshot()
  expect(released.equals(dragged)).toBe(false)
  await page.waitForTimeout(300)
  expect((await plot.screenshot()).equals(released)).toBe(true)
})

test('of what is asked of the columns a row lifts the marks of its scenario, and a mark its row', async ({ page }) => {
  await page.getByRole('button', { name: /^As typed on Compare/ }).click()
  const table = page.locator('.configurations table')
  await table.scrollIntoViewIfNeeded()
  const row = table.getByRole('row', { name: /8 × H200/ })
  await row.waitFor({ timeout: 30_000 })
  const dots = page.getByRole('region', { name: /^Throughput against speed/ }).locator('.plot')
  await dots.scrollIntoViewIfNeeded()
  await dots.locator('canvas').waitFor()
  await page.waitForTimeout(500)
  const calm = await dots.screenshot()

  // By key, from the line of one scenario to that of the next, until it is that one's.
  await dots.focus()
  await page.keyboard.press('ArrowRight')
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(row).toHaveClass(/linked/, { timeout: 200 })
  }).toPass({ timeout: 30_000, intervals: [50] })
  await expect(table.getByRole('row', { name: /8 × B200/ })).not.toHaveClass(/linked/)
  await page.keyboard.press('Escape')
  await expect(row).not.toHaveClass(/linked/)

  // The heads of the columns stand for scenarios too, and are seen beside the chart.
  await page.waitForTimeout(300)
  await page.getByRole('group', { name: '8 × B200' }).hover()
  await page.waitForTimeout(300)
  expect((await dots.screenshot()).equals(calm)).toBe(false)
  await row.scrollIntoViewIfNeeded()
  await row.hover()
  await expect(row).toHaveClass(/linked/)
})

test('on the Compare screen an end of the difference lifts its column', async ({ page }) => {
  const delta = page.getByRole('region', { name: /^What changes from A to B/ }).locator('.plot')
  await delta.scrollIntoViewIfNeeded()
  await page.waitForTimeout(500)
  await delta.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('group', { name: '8 × B200' })).toHaveClass(/hovered/)
  await page.keyboard.press('End')
  await expect(page.getByRole('group', { name: '4 × WSE-3' })).toHaveClass(/hovered/)
  await expect(page.getByRole('group', { name: '8 × B200' })).toHaveClass(/lowered/)
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('group', { name: '8 × B200' })).not.toHaveClass(/lowered/)
})

test('a pinned tooltip follows its mark through an edit', async ({ page }) => {
  const waterfall = page.getByRole('region', { name: /^Time per output token/ }).locator('.plot')
  await waterfall.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const pinned = page.locator('.pinned')
  const words = await pinned.textContent()
  await page.keyboard.press('Tab')
  const box = page.locator('[data-field="workload.inputTokens"] input')
  await box.fill('64000')
  await box.press('Enter')
  await expect(pinned).not.toHaveText(words ?? '')
  await expect(pinned).toHaveCount(1)
})
