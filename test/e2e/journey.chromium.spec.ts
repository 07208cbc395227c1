import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startMemwall, type MemwallServer } from '../support/browser.ts'
import {
  addScenario,
  expectNumbersToChange,
  field,
  matrix,
  matrixTexts,
  printedNumbers,
  paintedPlots,
  pdfText,
  typeInto,
} from '../support/journey.ts'
import { watchPage } from '../support/page.ts'
import { findTestChromium } from '../support/runtimes.ts'

const chromium = findTestChromium()
test.skip('missing' in chromium, `the browser shell: ${'missing' in chromium ? chromium.missing : ''}`)

let memwall: MemwallServer
let folder: string

test.beforeEach(async ({ page }) => {
  folder = mkdtempSync(join(tmpdir(), 'memwall-journey-'))
  memwall = await startMemwall()
  // Choosers are intercepted from the start: turned on beside the key press, that may come too late.
  page.on('filechooser', () => {})
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(memwall.address)
  await page.waitForURL((url) => url.pathname === '/')
})
test.afterEach(async () => {
  await memwall.close()
  rmSync(folder, { recursive: true, force: true })
})

test('from the start page to a downloaded comparison and its report', async ({ page }) => {
  test.setTimeout(120_000)
  const watched = await watchPage(page)
  await page.getByRole('button', { name: /more HBM or a wafer/ }).click()
  await expect(matrix(page)).toBeVisible()
  expect(await paintedPlots(page)).toEqual({ plots: 4, painted: 4 })
  await expectNumbersToChange(page, () => typeInto(page, 'workload.concurrency', '7'))
  await expectNumbersToChange(page, () => typeInto(page, 'hardware.memory.hbm.bandwidth', '4.8 TB/s'))
  await addScenario(page, 'H100')
  await expect(page.locator('[data-cell^="0 "]')).toHaveCount(5)
  const final = await matrixTexts(page)

  const saved = join(folder, 'mine.memwall')
  await test.step('saving is a download, opening an upload', async () => {
    const downloading = page.waitForEvent('download')
    await page.keyboard.press('Control+s')
    await (await downloading).saveAs(saved)
    await expect(page.getByText('Edited', { exact: true })).toHaveCount(0)
    await page.keyboard.press('Control+w')
    await expect(page.getByText('No workspace open')).toBeVisible()
    const choosing = page.waitForEvent('filechooser')
    await page.keyboard.press('Control+o')
    await (await choosing).setFiles(saved)
    await expect(matrix(page)).toBeVisible()
    expect(await matrixTexts(page)).toEqual(final)
  })
  await test.step('the report is a download too, with the same headline numbers', async () => {
    const report = join(folder, 'mine.pdf')
    const downloading = page.waitForEvent('download', { timeout: 60_000 })
    await page.keyboard.press('Control+e')
    await (await downloading).saveAs(report)
    expect(readFileSync(report).subarray(0, 5).toString()).toBe('%PDF-')
    const text = pdfText(report)
    const numbers = await printedNumbers(page)
    expect(numbers.length).toBeGreaterThan(10)
    if (text !== null) expect(numbers.filter((number) => !text.includes(number))).toEqual([])
  })
  expect(watched.problems).toEqual([])
})

test('a scenario on a DGX starts with one whole node', async ({ page }) => {
  await page.getByRole('button', { name: /more HBM or a wafer/ }).click()
  await expect(matrix(page)).toBeVisible()
  await addScenario(page, 'dgx h100')
  await expect(page.getByText('8 × DGX H100', { exact: false }).first()).toBeVisible()
})

test('a broken upload is one sentence, and what is open stays', async ({ page }) => {
  await page.getByRole('button', { name: /more HBM or a wafer/ }).click()
  await expect(matrix(page)).toBeVisible()
  const before = await matrixTexts(page)
  const broken = join(folder, 'broken.memwall')
  writeFileSync(
    broken,
    readFileSync(new URL('../../resources/samples/b200-against-wse3.memwall', import.meta.url)).subarray(0, 5000),
  )
  const choosing = page.waitForEvent('filechooser')
  await page.keyboard.press('Control+o')
  await (await choosing).setFiles(broken)
  await expect(page.getByRole('status').filter({ hasText: /ends in the middle/ })).toBeVisible()
  expect(await matrixTexts(page)).toEqual(before)
})

test('the main job with the keyboard alone', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'New workspace' })).toBeVisible()
  await test.step('the palette starts a comparison and adds a device', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('new work')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Brief', exact: true })).toBeVisible()
    await page.keyboard.press('Alt+1')
    await expect(matrix(page)).toBeVisible()
    const columns = await page.locator('.heads [role="group"]').count()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('add h200')
    await page.keyboard.press('Enter')
    await expect(page.locator('.heads [role="group"]')).toHaveCount(columns + 1)
  })
  await test.step('F6 walks the panes and comes round', async () => {
    const panes = await page.locator('[data-pane]:visible').count()
    expect(panes).toBeGreaterThanOrEqual(4)
    const visited = new Set<string>()
    for (let press = 0; press < panes; press += 1) {
      await page.keyboard.press('F6')
      visited.add(
        await page.evaluate(() => {
          const pane = document.activeElement?.closest('[data-pane]')
          return String([...document.querySelectorAll('[data-pane]')].indexOf(pane as Element))
        }),
      )
    }
    expect(visited.size).toBe(panes)
    expect(visited.has('-1')).toBe(false)
  })
  await test.step('tabbing reaches an input; arrows step it', async () => {
    const box = field(page, 'workload.concurrency').getByRole('textbox')
    await page.keyboard.press('Control+1')
    for (let press = 0; press < 60; press += 1) {
      if (await box.evaluate((element) => element === document.activeElement)) break
      await page.keyboard.press('F6')
      if (await page.evaluate(() => document.activeElement?.closest('.inspector') !== null)) {
        for (let tab = 0; tab < 40; tab += 1) {
          if (await box.evaluate((element) => element === document.activeElement)) break
          await page.keyboard.press('Tab')
        }
      }
    }
    await expect(box).toBeFocused()
    const before = Number(await box.inputValue())
    await expectNumbersToChange(page, () => page.keyboard.press('ArrowUp'))
    expect(Number(await box.inputValue())).toBe(before + 1)
    await page.keyboard.press('Tab')
    await expect(field(page, 'workload.concurrency').getByRole('slider')).toBeFocused()
    await expectNumbersToChange(page, () => page.keyboard.press('ArrowRight'))
    expect(Number(await box.inputValue())).toBeGreaterThan(before + 1)
  })
  await test.step('undo, a walk over the numbers, and why one of them is so', async () => {
    await page.keyboard.press('Control+z')
    await expect(page.getByText('Edited', { exact: true })).toBeVisible()
    const first = matrix(page).locator('[data-cell="0 0"] button')
    await first.focus()
    await page.keyboard.press('ArrowRight')
    await expect(matrix(page).locator('[data-cell="0 1"] button')).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(matrix(page).locator('[data-cell="1 1"] button')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(matrix(page).locator('[data-cell="1 1"] button')).toBeFocused()
  })
})
