import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { inMain, openMemwall, whyNoElectron, type MemwallWindow } from '../support/electron.ts'
import { answerFileDialogs, goTo, matrix } from '../support/journey.ts'

test.skip(whyNoElectron() !== null, `the real window: ${whyNoElectron()}`)

let memwall: MemwallWindow
let folder: string
test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'memwall-made-'))
  memwall = await openMemwall()
})
test.afterEach(async () => {
  await memwall.close()
  rmSync(folder, { recursive: true, force: true })
})

test('what was made can be opened, or shown in its folder; nothing else can', async () => {
  test.setTimeout(300_000)
  const { app, page } = memwall
  await inMain(app, ({ shell }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    shell.openPath = (path: string) => {
      shown.push(`open ${path}`)
      return Promise.resolve('')
    }
    shell.showItemInFolder = (path: string) => void shown.push(`folder ${path}`)
  })
  const shown = () => inMain(app, () => (globalThis as unknown as { shown: string[] }).shown)

  await page.getByRole('button', { name: /more HBM or a wafer/ }).click()
  await expect(matrix(page)).toBeVisible({ timeout: 30_000 })
  const report = join(folder, 'mine.pdf')
  await answerFileDialogs(app, report)
  const notice = page.getByRole('region', { name: 'Notices' }).getByRole('status')
  for (const [label, done] of [
    ['Open', `open ${report}`],
    ['Show in folder', `folder ${report}`],
  ] as const) {
    await page.keyboard.press('Control+e')
    await expect(notice.filter({ hasText: /The report has \d+ pages/ })).toBeVisible({ timeout: 120_000 })
    await notice.getByRole('button', { name: label, exact: true }).click()
    await expect.poll(shown).toContain(done)
  }
  const figure = join(folder, 'figure.svg')
  await answerFileDialogs(app, figure)
  await page.getByRole('button', { name: 'Copy or save' }).first().click()
  await page.getByRole('menuitem', { name: 'Save as SVG' }).click()
  await notice.filter({ hasText: 'figure.svg' }).getByRole('button', { name: 'Show in folder' }).click()
  await expect.poll(shown).toContain(`folder ${figure}`)
  expect(readFileSync(figure, 'utf8')).toMatch(/^<svg/)
  const library = join(folder, 'ours.json')
  await answerFileDialogs(app, library)
  await goTo(page, 'Library')
  await page.getByRole('button', { name: 'Export…' }).click()
  const exported = notice.filter({ hasText: 'ours.json' })
  await exported.getByRole('button', { name: 'Show in folder' }).click()
  await expect.poll(shown).toContain(`folder ${library}`)
  await expect(exported.getByRole('button', { name: 'Open', exact: true })).toHaveCount(0)
})
