import { expect, type Page } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { needsChromium, test } from '../support/inChromium.ts'
import { watchPage } from '../support/page.ts'

needsChromium('own profiles')

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
})

/** Copies H100 under a name of one's own, by keyboard. */
async function copyH100(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText('Library').click()
  await page.getByRole('searchbox').first().fill('H100 SXM')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('H100')
  await page.getByRole('button', { name: 'Copy to edit…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('H100 in our lab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('H100 in our lab')
}

/** Gives the copy's HBM bandwidth another value, with a source. */
async function changeBandwidth(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Edit HBM3? bandwidth/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Value').fill('3.1 furlongs')
  await expect(dialog.getByRole('status')).not.toBeEmpty()
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await dialog.getByLabel('Value').fill('3.1 TB/s')
  await dialog.getByLabel('Source', { exact: true }).fill('Our copy kernel')
  // The address belonged to the source that was named before.
  await expect(dialog.getByLabel('Its address, where it has one')).toHaveValue('')
  await dialog.getByLabel('Value').press('Enter')
  await expect(dialog).toHaveCount(0)
}

test('a copy is edited with unit and source, marked, put back, restored and removed', async ({ page }) => {
  await copyH100(page)
  await changeBandwidth(page)
  const row = page.getByRole('row', { name: /^HBM3? bandwidth/ })
  await expect(row).toContainText('3.10')
  await expect(row).toContainText('was 3.35 TB/s')
  await expect(page.getByText(/^Your own, 1 figure overridden/)).toBeVisible()

  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByText(/3\.35.TB\/s, \w+, .+ → 3\.10.TB\/s/)).toBeVisible()
  await page.getByRole('button', { name: 'Restore revision 1' }).click()
  await expect(page.getByText('Restored revision 1')).toBeVisible()
  await page.getByRole('tab', { name: 'Figures' }).click()
  await expect(row).toContainText('3.35')
  await expect(row).not.toContainText('was')

  await changeBandwidth(page)
  await page.getByRole('button', { name: /^Edit HBM3? bandwidth/ }).click()
  await page.getByRole('button', { name: /^Put back 3\.35.TB\/s/ }).click()
  await expect(row).not.toContainText('was')

  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Name and notes…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('H100, rack 4')
  await page.getByRole('textbox', { name: 'Notes, one a line' }).fill('Bought in May.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('H100, rack 4')
  await expect(page.getByText('Bought in May.')).toBeVisible()

  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText('“H100, rack 4” is removed from the library.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('H100, rack 4')
})

test('the status bar tells devices, systems and models apart, and counts a copy', async ({ page }) => {
  const counts = page.getByRole('contentinfo').getByText(/^Library revision/)
  await expect(counts).toHaveText(/: 77 devices, 73 systems, 65 models$/)
  await copyH100(page)
  await expect(counts).toHaveText(/: (?:78 devices, 73|77 devices, 74) systems, 65 models$/)
})

test('a copy is used in a scenario with its own figure', async ({ page }) => {
  await copyH100(page)
  await changeBandwidth(page)
  await page.getByRole('button', { name: 'Compare in a new workspace' }).click()
  await expect(page.getByText('H100 in our lab').first()).toBeVisible()
  await page.locator('canvas').first().waitFor()
})

test('a copy of a model has its published figures edited', async ({ page }) => {
  await page.getByRole('navigation').getByText('Library').click()
  await page
    .getByRole('tab', { name: /^Models/ })
    .or(page.getByRole('radio', { name: /^Models/ }))
    .first()
    .click()
  await page.getByRole('button', { name: 'Copy to edit…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Our model')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Our model')
  await page.getByRole('button', { name: 'Edit Context, longest, as published' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Value').fill('65,536')
  await dialog.getByLabel('Source', { exact: true }).fill('Our notes')
  await dialog.getByLabel('Grade').selectOption('secondary')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const row = page.getByRole('row', { name: /^Context, longest/ })
  await expect(row).toContainText('was')
  await page.getByRole('button', { name: '1 figure overridden' }).click()
  await expect(page.getByRole('rowheader')).toHaveText(['Context, longest'])
  await row.getByRole('button', { name: /^Edit Context/ }).click()
  await page.getByRole('button', { name: /^Put back/ }).click()
  // Nothing is changed any more, so that everything is shown.
  await expect(page.getByRole('rowheader', { name: 'Parameters, total' })).toBeVisible()
  await expect(row).not.toContainText('was')
})

test('the count of overridden figures shows these alone, and all again', async ({ page }) => {
  await copyH100(page)
  await changeBandwidth(page)
  await page.getByRole('tab', { name: 'History' }).click()
  const toggle = page.getByRole('button', { name: '1 figure overridden' })
  await toggle.focus()
  await page.keyboard.press('Enter')
  await expect(toggle).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('rowheader')).toHaveText(['Memory', /^HBM3? bandwidth/])
  await page.keyboard.press('Enter')
  await expect(toggle).toHaveAttribute('aria-pressed', 'false')
  await expect(page.getByRole('rowheader', { name: /^Board power/ })).toBeVisible()
  await toggle.click()
  await page.getByRole('button', { name: 'Show all figures' }).click()
  await expect(page.getByRole('rowheader', { name: /^Board power/ })).toBeVisible()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`has nothing against the accessibility rules or the page’s policy, ${scheme}`, async ({ page }) => {
    const watched = await watchPage(page)
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await expect(page.locator(`html[data-theme="${scheme}"]`)).toBeAttached()
    await copyH100(page)
    await changeBandwidth(page)
    const check = async () => {
      const { violations } = await axe(page).withTags(TAGS).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    }
    await check()
    await page.getByRole('button', { name: /^Edit HBM3? bandwidth/ }).click()
    await page.getByRole('dialog').waitFor()
    await check()
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByRole('button', { name: 'Restore revision 1' }).waitFor()
    await check()
    expect(watched.problems).toEqual([])
  })
}
