import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { openMemwall, whyNoElectron, type MemwallWindow } from '../support/electron.ts'
import { answerFileDialogs, dropFile, goTo, matrix } from '../support/journey.ts'

test.skip(whyNoElectron() !== null, `the real window: ${whyNoElectron()}`)

const PATIENCE = 120_000
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'memwall-opened-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Saves what is open and answers where: it has no file of its own, so that it is asked. */
async function savedAs({ app, page }: MemwallWindow, name: string): Promise<string> {
  const path = join(folder, name)
  await answerFileDialogs(app, path)
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('banner')).toContainText(name)
  return path
}

const copied = (page: Page) => page.getByRole('region', { name: 'Notices' }).getByText(/made\.pdf/)

test('a report opens as an unsaved copy of the document it was made from', async () => {
  test.setTimeout(4 * PATIENCE)
  const pdf = join(folder, 'made.pdf')
  let document = ''
  await test.step('exported on its screen, it says what it is and shows its file', async () => {
    const memwall = await openMemwall()
    const { app, page } = memwall
    await page.getByRole('button', { name: /more HBM or a wafer/ }).click()
    await expect(matrix(page)).toBeVisible({ timeout: 30_000 })
    await goTo(page, 'Report')
    await page.getByLabel('Owner', { exact: true }).fill('Platform lead')
    await page.getByLabel('Date', { exact: true }).fill('2026-11-20')
    await page.keyboard.press('Enter')
    await test.step('its pages are drawn in the window, in both languages', async () => {
      const images = page.getByRole('navigation', { name: 'Pages' }).locator('img')
      const drawn = () =>
        images.evaluateAll((all: HTMLImageElement[]) => all.every((image) => image.complete && image.naturalWidth > 0))
      const summary = page.getByRole('button', { name: /^Edit Summary/ })
      await expect(summary).toBeVisible({ timeout: PATIENCE })
      await expect.poll(drawn).toBe(true)
      await page.getByRole('combobox', { name: 'Language of the report' }).click()
      await page.getByRole('option', { name: '中文' }).click()
      await expect(summary).toHaveAccessibleName(/[\u4e00-\u9fff]/, { timeout: PATIENCE })
      await expect.poll(drawn).toBe(true)
    })
    document = await savedAs(memwall, 'plan.memwall')
    await answerFileDialogs(app, pdf)
    await page.keyboard.press('Control+e')
    const last = page.getByRole('region', { name: 'Last export' })
    await expect(last).toContainText(/made\.pdf.*\d+ pages/, { timeout: PATIENCE })
    for (const name of ['Open', 'Show in folder', 'Copy the path']) {
      await expect(last.getByRole('button', { name, exact: true })).toBeVisible()
    }
    await test.step('by the dialog', async () => {
      await page.keyboard.press('Control+o')
      await expect(copied(page)).toBeVisible({ timeout: 30_000 })
      const again = await savedAs(memwall, 'dialog.memwall')
      expect(hashOf(again)).toBe(hashOf(document))
    })
    await test.step('dropped on the window', async () => {
      await page
        .getByRole('button', { name: /dismiss/i })
        .first()
        .click()
      await dropFile(page, 'made.pdf', [...readFileSync(pdf)])
      await expect(copied(page)).toBeVisible({ timeout: 30_000 })
      const again = await savedAs(memwall, 'dropped.memwall')
      expect(hashOf(again)).toBe(hashOf(document))
    })
    await memwall.close()
  })
  await test.step('named on the command line', async () => {
    const named = await openMemwall({ commandLine: [pdf] })
    await expect(copied(named.page)).toBeVisible({ timeout: 30_000 })
    const again = await savedAs(named, 'named.memwall')
    expect(hashOf(again)).toBe(hashOf(document))
    await named.close()
  })
})
