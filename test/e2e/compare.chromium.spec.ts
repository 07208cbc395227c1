import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { needsChromium, test } from '../support/inChromium.ts'

needsChromium('the comparison')

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await page.getByRole('button', { name: 'New workspace' }).click()
  await page.getByRole('navigation').getByRole('button', { name: 'Compare' }).click()
  await expect(page.getByRole('table', { name: 'Executive matrix' })).toBeVisible()
})
/** The number of one cell of the matrix, as shown. @param column 0 = the first scenario */
function cell(page: Page, row: number, column: number) {
  return page.locator(`[data-cell="${row} ${column}"]`)
}
async function addDevice(page: Page, query: string): Promise<void> {
  await page.getByRole('button', { name: 'Scenario', exact: true }).click()
  await page.getByPlaceholder('Search name or vendor').fill(query)
  await page.keyboard.press('Enter')
}

test('compares: add, edit, undo, baseline, differences, remove', async ({ page }) => {
  await addDevice(page, 'H200 SXM')
  await expect(page.getByRole('group', { name: '8 × H200' })).toBeVisible()
  await expect(page.getByText('Edited')).toBeVisible()
  const before = await cell(page, 0, 2).textContent()

  const bandwidth = page.getByRole('textbox', { name: /HBM.* bandwidth/ })
  await bandwidth.fill('9.6 TB/s')
  await expect(page.getByText('1 overridden')).toBeVisible()
  await expect(cell(page, 0, 2)).not.toHaveText(before ?? '')
  await bandwidth.press('Enter')

  await page.getByRole('heading', { name: '8 × H200' }).click()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('0 overridden')).toBeVisible()
  await expect(cell(page, 0, 2)).toHaveText(before ?? '')
  await page.keyboard.press('Control+Shift+z')
  await expect(page.getByText('1 overridden')).toBeVisible()

  await page.keyboard.press('Control+b')
  await expect(page.getByText('Baseline C')).toBeVisible()

  await page.getByRole('button', { name: 'More for 8 × H200' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(page.getByRole('group', { name: '8 × H200' })).toHaveCount(0)
  await expect(page.getByText('Baseline A')).toBeVisible()
})

test('a slider drag previews while it moves and is one step of undo', async ({ page }) => {
  const thumb = page.getByRole('slider', { name: /HBM.* bandwidth/ })
  const box = await thumb.boundingBox()
  if (!box) throw new Error('no thumb')
  const first = await cell(page, 0, 0).textContent()
  await page.mouse.move(box.x + 7, box.y + 7)
  await page.mouse.down()
  for (let step = 1; step <= 10; step++) await page.mouse.move(box.x + 7 - step * 3, box.y + 7)
  await expect(cell(page, 0, 0)).not.toHaveText(first ?? '')
  await page.mouse.up()
  await page.keyboard.press('Control+z')
  await expect(cell(page, 0, 0)).toHaveText(first ?? '')
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await expect(page.getByRole('menuitem', { name: /^Undo/ })).toHaveAttribute('data-disabled', '')
})

test('a split that does not divide says so at its field and in its column', async ({ page }) => {
  await page.getByRole('button', { name: /^Deployment/ }).click()
  await page.getByRole('textbox', { name: /^Tensor parallel/ }).fill('3')
  await expect(page.locator('[data-field="deployment.tensorParallel"]')).toContainText('does not divide')
  await expect(page.getByRole('group', { name: '8 × B200' })).toContainText(/does not divide|make \d+ devices/)
})

test('why a number is what it is, by keyboard', async ({ page }) => {
  await page.getByRole('button', { name: /^Why: Speed for one user, A/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: /^Why: Wait for the first token, A/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('time to first token')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('every chart has its table twin', async ({ page }) => {
  const ladder = page.getByRole('region', { name: 'Memory ladder, per system', exact: true })
  await expect(ladder.getByRole('img')).toHaveAttribute('aria-label', /GB|TB/)
  await ladder.getByRole('button', { name: 'Show as a table' }).focus()
  await page.keyboard.press('t')
  await expect(ladder.getByRole('table')).toContainText('HBM')
  await page.keyboard.press('t')
  await expect(ladder.getByRole('img')).toBeVisible()
})

test('saving is a download of the canonical file', async ({ page }) => {
  await addDevice(page, 'MI300X')
  await expect(page.getByText('Edited')).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')])
  expect(download.suggestedFilename()).toBe('Untitled.memwall')
  const text = readFileSync(await download.path(), 'utf8')
  expect(JSON.stringify(JSON.parse(text))).toContain('mi300x')
  await expect(page.getByText('Edited')).toHaveCount(0)
})

test('closing with unsaved changes asks first', async ({ page }) => {
  await addDevice(page, 'MI300X')
  await page.getByRole('menuitem', { name: 'File' }).click()
  await page.getByRole('menuitem', { name: /^Close workspace/ }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('table', { name: 'Executive matrix' })).toBeVisible()
  await page.getByRole('menuitem', { name: 'File' }).click()
  await page.getByRole('menuitem', { name: /^Close workspace/ }).click()
  await page.getByRole('button', { name: 'Don’t save' }).click()
  await expect(page.getByText('No workspace open')).toBeVisible()
})

test('the palette finds commands and devices', async ({ page }) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Go to or run' }).fill('add gaudi 3')
  // The devices may come after what was typed.
  await expect(page.getByRole('option', { name: 'Add Intel Gaudi 3' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: /Gaudi 3/ })).toBeVisible()
})

test('says what would change the answer, by the metric chosen', async ({ page }) => {
  await page.getByRole('button', { name: 'What would change the answer' }).click()
  const section = page.locator('.sensitivity')
  await expect(section.getByText(/What moves the cost, USD per million output tokens/)).toBeVisible()
  await expect(section.getByText(/^The cost per million output tokens depends most on /)).toBeVisible()
  await section.getByRole('radio', { name: 'Time per token' }).click()
  await expect(section.getByText(/^The time per output token depends most on /)).toBeVisible()
  const { violations } = await axe(page).include('.sensitivity').withTags(['wcag2a', 'wcag2aa']).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
})

test('says where the ranking turns and what would meet the objective; each input leads to its field', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'What would change the answer' }).click()
  const turns = page.getByRole('region', { name: /^Where the ranking turns/ })
  await expect(turns.getByText(/change places by cost per million output tokens/)).toBeVisible()
  const changes = page.getByRole('region', { name: /^What would meet the objective/ })
  await expect(changes.getByText('Set an objective above')).toBeVisible()

  await page.locator('button.objective').click()
  await page.getByLabel('Time per output token, per user').fill('8 ms')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(changes.getByText(/^Each of these alone lets . meet it/)).toBeVisible()

  const links = page.locator('.answers').getByRole('button')
  expect(await links.count()).toBeGreaterThan(3)
  for (const link of await links.all()) {
    await link.click()
    await expect(page.locator('[data-field] :focus')).toBeVisible()
  }
  const { violations } = await axe(page).include('.answers').withTags(['wcag2a', 'wcag2aa']).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
})

for (const theme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1440, 900],
    [1100, 700],
  ] as const) {
    test(`is accessible and clips nothing at ${width} × ${height}, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height })
      for (const query of ['H200 SXM', 'MI355X']) await addDevice(page, query)
      await expect(page.getByText('4 scenarios')).toBeVisible()
      const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(beyond).toBe(0)
    })
  }
}
