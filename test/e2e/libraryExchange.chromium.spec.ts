import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { startMemwall, type MemwallServer } from '../support/browser.ts'
import { needsChromium, test } from '../support/inChromium.ts'

needsChromium('library files')

/** Two libraries, of two colleagues. */
let ours: MemwallServer
let theirs: MemwallServer

test.beforeEach(async () => {
  ours = await startMemwall()
  theirs = await startMemwall()
})
test.afterEach(async () => {
  await Promise.all([ours.close(), theirs.close()])
})

async function openLibrary(page: Page, address: string): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(address)
  // A library that was never opened is filled first; until then the server answers nothing else.
  await expect(page.getByRole('contentinfo')).toContainText('Library revision')
  await page.getByRole('navigation').getByText('Library').click()
  await expect(page.getByRole('option').first()).toBeVisible()
}

/** A copy of H100 with a bandwidth of its own. */
async function ownH100(page: Page, bandwidth: string): Promise<void> {
  await page.getByRole('searchbox').first().fill('H100 SXM')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('H100')
  await page.getByRole('button', { name: 'Copy to edit…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Our H100')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Our H100')
  await page.getByRole('button', { name: /^Edit HBM3? bandwidth/ }).click()
  await page.getByRole('dialog').getByLabel('Value').fill(bandwidth)
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

async function exported(page: Page): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export…' }).click()
  return readFileSync(await (await download).path(), 'utf8')
}

async function takeIn(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Import…' }).click()
  await page
    .getByLabel('File to read')
    .setInputFiles({ name: 'team.json', mimeType: 'application/json', buffer: Buffer.from(text) })
}

test('a colleague’s library is taken in, and what differs is decided entry by entry', async ({ page }) => {
  await openLibrary(page, theirs.address)
  await ownH100(page, '3.2 TB/s')
  const text = await exported(page)
  await expect(
    page.getByText('Your own 1 device, 0 models, 0 calibrations are in “memwall-library.json”.'),
  ).toBeVisible()

  await openLibrary(page, ours.address)
  await takeIn(page, text)
  const dialog = page.getByRole('dialog', { name: 'Take in a library' })
  await expect(dialog.getByText('Our H100')).toBeVisible()
  await dialog.getByRole('button', { name: 'Take it in' }).click()
  await expect(page.getByText('From “team.json”: 1 added.')).toBeVisible()

  // The same once more is nothing new; after a change of ours it is a conflict.
  await page.getByRole('searchbox').first().fill('Our H100')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const row = page.getByRole('row', { name: /^HBM3? bandwidth/ })
  await expect(row).toContainText('3.20')
  await page.getByRole('button', { name: /^Edit HBM3? bandwidth/ }).click()
  await page.getByRole('dialog').getByLabel('Value').fill('3.0 TB/s')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText('3.00')
  await takeIn(page, text)
  await expect(dialog.getByRole('button', { name: '1 to decide' })).toBeDisabled()
  const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  await dialog.getByRole('radiogroup', { name: 'Keep of Our H100' }).getByRole('radio', { name: 'Theirs' }).click()
  await dialog.getByRole('button', { name: 'Take it in' }).click()
  await expect(page.getByText('From “team.json”: 1 replaced.')).toBeVisible()
  await expect(row).toContainText('3.20')
})

test('a broken library file is refused in one sentence, and nothing enters', async ({ page }) => {
  await openLibrary(page, ours.address)
  await takeIn(page, '{"type":"memwall-library","version":2,"hardware":[{"id":1}],"models":[],"stacks":[]}')
  const dialog = page.getByRole('dialog', { name: 'Take in a library' })
  await expect(dialog.getByRole('alert')).toContainText('team.json')
  await expect(dialog.getByRole('button', { name: 'Take it in' })).toBeDisabled()
})
