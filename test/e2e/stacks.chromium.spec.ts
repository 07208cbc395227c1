import { expect, type Page } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { needsChromium, test } from '../support/inChromium.ts'
import { watchPage } from '../support/page.ts'

needsChromium('calibration')

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
})

const RUNS = [
  'concurrency,input_tokens,output_tokens,tpot_ms,ttft_ms',
  '4,1024,512,10.4,150',
  '16,1024,512,13.8,260',
  '64,1024,512,22,700',
  '128,1024,512,31,1400',
].join('\n')

/** Opens the dialog for the baseline from the palette. */
async function openDialog(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('calibrate')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Calibrate A 8 × B200' })).toBeVisible()
}

test('a stack is fitted to pasted measurements, kept, used in the scenario, and can be taken back', async ({
  page,
}) => {
  const before = await page.getByRole('row', { name: /^Speed for one user/ }).textContent()
  await openDialog(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Measurements', { exact: true }).fill(RUNS)
  await dialog.getByRole('button', { name: 'Read them' }).click()
  await expect(dialog.getByText(/Time per output token: median error .* before, .* after/)).toBeVisible()
  await expect(dialog.getByRole('row')).toHaveCount(5)
  await dialog.getByLabel('Name').fill('Our cluster')
  await dialog.getByRole('button', { name: 'Keep and use' }).click()
  await expect(page.getByText('“Our cluster” is kept in the library and used in A 8 × B200.')).toBeVisible()
  await expect(page.getByRole('row', { name: /^Speed for one user/ })).not.toHaveText(before ?? '')
  await page
    .getByRole('button', { name: /^Deployment/ })
    .first()
    .click()
  await expect(page.getByRole('combobox', { name: 'Software stack' })).toHaveText('Our cluster')

  await page.getByRole('navigation').getByText('Library').click()
  await page.getByRole('button', { name: 'Stacks' }).click()
  await expect(page.getByRole('row', { name: /Our cluster/ })).toContainText('4')
  await page.getByRole('button', { name: 'Remove Our cluster' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByRole('row', { name: /Our cluster/ })).toHaveCount(0)
  // The file holds it itself; the group is open, as it was left.
  await page.getByRole('navigation').getByText('Compare').click()
  await expect(page.getByRole('combobox', { name: 'Software stack' })).toHaveText('Our cluster')
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('row', { name: /^Speed for one user/ })).toHaveText(before ?? '')
})

test('what cannot be read is one sentence', async ({ page }) => {
  await openDialog(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Measurements', { exact: true }).fill('concurrency,isl,osl,tpot\n1,2,3,4')
  await dialog.getByRole('button', { name: 'Read them' }).click()
  await expect(dialog.getByRole('alert')).toHaveText(/has no unit: call it tpot_ms or tpot_s/)
  await expect(dialog.getByRole('button', { name: 'Keep and use' })).toBeDisabled()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`has nothing against the accessibility rules or the page’s policy, ${scheme}`, async ({ page }) => {
    const watched = await watchPage(page)
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await expect(page.locator(`html[data-theme="${scheme}"]`)).toBeAttached()
    await page.getByText('Does chat need more HBM or a wafer?').first().click()
    await page.locator('canvas').first().waitFor()
    await page.waitForTimeout(500)
    await openDialog(page)
    await page.getByLabel('Measurements', { exact: true }).fill(RUNS)
    await page.getByRole('button', { name: 'Read them' }).click()
    await page.getByText(/Time per output token: median/).waitFor()
    const dialog = await axe(page).withTags(TAGS).analyze()
    expect(dialog.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('navigation').getByText('Library').click()
    await page.getByRole('button', { name: 'Stacks' }).click()
    await page.getByRole('row').nth(5).waitFor()
    const list = await axe(page).withTags(TAGS).analyze()
    expect(list.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    expect(watched.problems).toEqual([])
  })
}
