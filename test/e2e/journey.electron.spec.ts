import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { inMain, openMemwall, whyNoElectron, type MemwallWindow } from '../support/electron.ts'
import {
  addScenario,
  answerFileDialogs,
  answerUnsaved,
  expectNumbersToChange,
  expectSettled,
  field,
  matrix,
  matrixTexts,
  printedNumbers,
  paintedPlots,
  pdfText,
  typeInto,
} from '../support/journey.ts'
import { watchPage } from '../support/page.ts'

test.skip(whyNoElectron() !== null, `the real window: ${whyNoElectron()}`)

/** The worked sample of B200 against WSE-3, by its title. */
const SAMPLE = 'Does chat need more HBM or a wafer?'

let memwall: MemwallWindow
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'memwall-journey-'))
  memwall = await openMemwall()
})
test.afterEach(async () => {
  await memwall.close()
  rmSync(folder, { recursive: true, force: true })
})

test('from the start page to a saved comparison and its report', async () => {
  test.setTimeout(300_000)
  const { app, page } = memwall
  const watched = await watchPage(page)
  const saved = join(folder, 'mine.memwall')

  await test.step('opens the worked sample', async () => {
    await page.getByRole('button', { name: SAMPLE, exact: true }).click()
    await expect(matrix(page)).toBeVisible()
    await expect(page.getByRole('table', { name: 'Speed of light' })).toBeVisible()
    await expect(page.getByRole('group', { name: /× B200/ })).toBeVisible()
    await expect(page.getByRole('group', { name: /× WSE-3/ })).toBeVisible()
    await page.getByRole('button', { name: 'Energy, cost and carbon' }).click()
    expect(await paintedPlots(page)).toEqual({ plots: 8, painted: 8 })
    await matrix(page).scrollIntoViewIfNeeded()
  })

  const opened = await matrixTexts(page)
  const typed = await test.step('typing a load changes the numbers', () =>
    expectNumbersToChange(page, () => typeInto(page, 'workload.concurrency', '7')))
  await test.step('so does the slider, as one step', async () => {
    const slid = await expectNumbersToChange(page, async () => {
      const track = await field(page, 'workload.concurrency').locator('.slider').boundingBox()
      if (!track) throw new Error('The slider is not there.')
      const y = track.y + track.height / 2
      await page.mouse.move(track.x + track.width * 0.3, y)
      await page.mouse.down()
      await page.mouse.move(track.x + track.width * 0.5, y, { steps: 3 })
      await page.mouse.move(track.x + track.width * 0.7, y, { steps: 3 })
      await page.mouse.up()
    })
    await page.getByRole('heading', { name: 'Compare', exact: true }).click()
    await page.keyboard.press('Control+z')
    await expect.poll(() => matrixTexts(page)).toEqual(typed)
    await page.keyboard.press('Control+z')
    await expect.poll(() => matrixTexts(page)).toEqual(opened)
    await page.keyboard.press('Control+y')
    await page.keyboard.press('Control+y')
    await expect.poll(() => matrixTexts(page)).toEqual(slid)
  })
  await test.step('an override of the memory bandwidth counts', async () => {
    await expectNumbersToChange(page, () => typeInto(page, 'hardware.memory.hbm.bandwidth', '4.8 TB/s'))
    await expect(page.getByText('1 overridden')).toBeVisible()
  })
  await test.step('another baseline, another scenario, differences only', async () => {
    await expectNumbersToChange(page, async () => {
      await page.keyboard.press('Control+2')
      await page.keyboard.press('Control+b')
    })
    await expect(page.getByText('Baseline B')).toBeVisible()
    const columns = await page.locator('.heads [role="group"]').count()
    await addScenario(page, 'H100')
    await expect(page.locator('.heads [role="group"]')).toHaveCount(columns + 1)
    await expect(page.locator('[data-cell^="0 "]')).toHaveCount(columns + 1)
    const strips = page.getByRole('table', { name: 'Speed of light' }).getByRole('row')
    const before = (await matrix(page).getByRole('row').count()) + (await strips.count())
    await page.getByLabel('Differences only').click()
    await expect
      .poll(async () => (await matrix(page).getByRole('row').count()) + (await strips.count()))
      .toBeLessThanOrEqual(before)
    await page.getByLabel('Differences only').click()
  })

  const final = await matrixTexts(page)
  await test.step('saves, closes, and opens to the same numbers', async () => {
    await answerFileDialogs(app, saved)
    await page.keyboard.press('Control+Shift+s')
    await expect(page.getByText('mine.memwall', { exact: true })).toBeVisible()
    await expect(page.getByText('Edited', { exact: true })).toHaveCount(0)
    expect(existsSync(saved)).toBe(true)
    await page.keyboard.press('Control+w')
    await expect(page.getByText('No workspace open')).toBeVisible()
    await page.keyboard.press('Control+o')
    await expect(matrix(page)).toBeVisible()
    expect(await matrixTexts(page)).toEqual(final)
  })
  await test.step('the report holds the same headline numbers', async () => {
    const report = join(folder, 'mine.pdf')
    await answerFileDialogs(app, report)
    await page.keyboard.press('Control+e')
    await expect(page.getByText(/The report has \d+ pages/)).toBeVisible({ timeout: 180_000 })
    expect(readFileSync(report).subarray(0, 5).toString()).toBe('%PDF-')
    const text = pdfText(report)
    const numbers = await printedNumbers(page)
    expect(numbers.length).toBeGreaterThan(10)
    if (text !== null) expect(numbers.filter((number) => !text.includes(number))).toEqual([])
  })
  expect(watched.problems).toEqual([])
})

test('closing with unsaved changes asks; cancelling stays, saving writes, and nothing is left to recover', async () => {
  const { app, page, dataFolder } = memwall
  const saved = join(folder, 'closing.memwall')
  await page.getByRole('button', { name: SAMPLE, exact: true }).click()
  await expectNumbersToChange(page, () => typeInto(page, 'workload.concurrency', '9'))
  await expect(page.getByText('Edited', { exact: true })).toBeVisible()

  const askedToCancel = await answerUnsaved(app, 'cancel')
  await inMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(askedToCancel).toBe(1)
  await expectSettled(page)

  await answerFileDialogs(app, saved)
  await answerUnsaved(app, 'save')
  const ended = app.waitForEvent('close')
  await inMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await ended
  expect(readFileSync(saved, 'utf8')).toContain('"concurrency": 9')

  const again = await openMemwall({ dataFolder })
  try {
    await expect(again.page.getByRole('button', { name: SAMPLE, exact: true })).toBeVisible()
    await expect(again.page.getByText(/ended before/)).toHaveCount(0)
    await expect(again.page.getByText('closing.memwall').first()).toBeVisible()
  } finally {
    await again.close()
  }
})

test('changes thrown away when closing are not offered again', async () => {
  const { app, page, dataFolder } = memwall
  await page.getByRole('button', { name: SAMPLE, exact: true }).click()
  await expectNumbersToChange(page, () => typeInto(page, 'workload.concurrency', '9'))
  await expect.poll(() => journals(dataFolder)).toBe(1)
  await answerUnsaved(app, 'discard')
  const ended = app.waitForEvent('close')
  await inMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await ended
  expect(await journals(dataFolder)).toBe(0)
})

test('a process killed in the middle of an edit loses nothing', async () => {
  const { app, page, dataFolder } = memwall
  await page.getByRole('button', { name: SAMPLE, exact: true }).click()
  const edited = await expectNumbersToChange(page, () => typeInto(page, 'workload.concurrency', '11'))
  await expect.poll(() => journals(dataFolder)).toBe(1)
  const ended = app.waitForEvent('close')
  app.process().kill('SIGKILL')
  await ended

  const again = await openMemwall({ dataFolder })
  try {
    await again.page.getByRole('button', { name: /^Open it/ }).click()
    await expect(matrix(again.page)).toBeVisible()
    expect(await matrixTexts(again.page)).toEqual(edited)
    await expect(again.page.getByText('Edited', { exact: true })).toBeVisible()
    // Saved, it is no longer kept beside.
    await answerFileDialogs(again.app, join(folder, 'recovered.memwall'))
    await again.page.keyboard.press('Control+s')
    await expect(again.page.getByText('Edited', { exact: true })).toHaveCount(0)
    await expect.poll(() => journals(dataFolder)).toBe(0)
  } finally {
    await again.close()
  }
})

/** How many documents the crash journal holds. */
async function journals(dataFolder: string): Promise<number> {
  const names = await readdir(join(dataFolder, 'journals')).catch(() => [])
  return names.filter((name) => name.endsWith('.memwall')).length
}
