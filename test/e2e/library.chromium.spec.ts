import { expect, type Page } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { needsChromium, test } from '../support/inChromium.ts'

needsChromium('the library')

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await page.getByRole('button', { name: 'Library', exact: true }).click()
  await expect(page.getByRole('option').first()).toBeVisible()
})
const name = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1 })

async function find(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox').fill(text)
}

test('is searched and walked with the keyboard alone', async ({ page }) => {
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('cerebras')
  await expect(name(page)).toHaveText('Cerebras CS-2 (WSE-2)')
  await page.keyboard.press('ArrowDown')
  await expect(name(page)).toHaveText('Cerebras CS-3 (WSE-3)')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await expect(page.getByRole('option', { selected: true })).toHaveAccessibleName(/^Cerebras CS-3/)

  await page.getByRole('listbox').focus()
  await page.keyboard.press('End')
  const last = page.getByRole('option', { selected: true })
  await expect(last).toBeInViewport()
  const total = await last.getAttribute('aria-setsize')
  await expect(last).toHaveAttribute('aria-posinset', total ?? '')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('says when nothing matches, and how to go on', async ({ page }) => {
  await find(page, 'xyz')
  await expect(page.getByText('No device matches “xyz”.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the search' }).last().click()
  await expect(page.getByRole('option').first()).toBeVisible()
  await expect(page.getByRole('searchbox')).toBeFocused()
})

test('a device: figures with their sources, disagreements, unknowns and where it is used', async ({ page }) => {
  await find(page, 'b200 sxm')
  await expect(name(page)).toHaveText('NVIDIA B200 SXM (HGX)')
  const capacity = page.getByRole('row', { name: /^HBM3e capacity/ })
  await expect(capacity).toContainText('192')
  await capacity.getByRole('button', { name: 'Details of HBM3e capacity' }).click()
  await expect(page.getByText('4 sources disagree on HBM3e capacity.')).toBeVisible()
  await expect(page.getByText('In use')).toHaveCount(1)
  await expect(page.getByRole('row', { name: /^Idle power/ })).toContainText('Unknown')
  const link = page.getByRole('row', { name: /^FP8/ }).getByRole('link')
  await expect(link).toHaveAttribute('href', /^https:\/\//)
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
  await expect(page.getByRole('img', { name: /^Memory ladder of one device/ })).toBeVisible()
  await expect(page.getByText('No workspace is open.')).toBeVisible()

  await page.getByRole('button', { name: 'Compare in a new workspace' }).click()
  await expect(page.getByRole('table', { name: 'Executive matrix' })).toBeVisible()
  await page.getByRole('button', { name: 'Library', exact: true }).click()
  await expect(page.getByRole('button', { name: '8 × B200' })).toBeVisible()

  await find(page, 'h200 sxm')
  await page.getByRole('button', { name: 'Compare with…' }).click()
  await page.getByRole('menuitem', { name: /^Add a scenario to/ }).click()
  await expect(page.getByRole('group', { name: '8 × H200' })).toBeVisible()
})

test('a model: sizes counted and published, its cache and its layers', async ({ page }) => {
  await page.getByRole('radio', { name: /^Models/ }).click()
  await find(page, 'deepseek v3')
  await page.getByRole('option', { name: /^DeepSeek DeepSeek V3,/ }).click()
  await expect(page.getByRole('row', { name: /^Parameters, total/ })).toContainText('671')
  await expect(page.getByRole('row', { name: /^Parameters, active/ })).toContainText('−0.2')
  await expect(page.getByRole('row', { name: /^All layers together/ })).toContainText('70.3')
  await expect(page.getByRole('row', { name: /58 ×/ })).toContainText('8 of 256 experts')
})

test('the overview moves into a tab where there is no room beside the figures', async ({ page }) => {
  await expect(page.getByRole('complementary', { name: 'Overview' })).toBeVisible()
  await page.setViewportSize({ width: 1100, height: 700 })
  await expect(page.getByRole('complementary', { name: 'Overview' })).toHaveCount(0)
  await page.getByRole('tab', { name: 'Ladder and grades' }).click()
  await expect(page.getByRole('heading', { name: 'Grades in this profile' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1100)
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(page.getByRole('tab', { name: 'Figures' })).toHaveAttribute('aria-selected', 'true')
})

for (const theme of ['light', 'dark'] as const) {
  test(`has no accessibility violation, ${theme}`, async ({ page, memwall }) => {
    await page.emulateMedia({ colorScheme: theme })
    await find(page, 'b200 sxm')
    await page.getByRole('button', { name: 'Details of HBM3e capacity' }).click()
    expect((await axe(page).analyze()).violations).toEqual([])
    await page.getByRole('tab', { name: /^Sources/ }).click()
    expect((await axe(page).analyze()).violations).toEqual([])
    await find(page, '')
    await page.getByRole('radio', { name: /^Models/ }).click()
    // Whose sources were read goes on with those of what is chosen next.
    await page.getByRole('tab', { name: 'Dimensions' }).click()
    await expect(page.getByRole('row', { name: /^Parameters, total/ })).toBeVisible()
    expect((await axe(page).analyze()).violations).toEqual([])
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await expect(page.getByText(memwall.dataFolder)).toBeVisible()
    expect((await axe(page).analyze()).violations).toEqual([])
  })
}

test('imports what is pasted once the preview is accepted; a broken file is one sentence', async ({ page }) => {
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import into the library' })
  await dialog.getByText('Paste text instead').click()
  await dialog.getByLabel('Text to read').fill('{"model_type": ')
  await dialog.getByRole('button', { name: 'Read it' }).click()
  await expect(dialog.getByRole('alert')).toHaveText(/\S+.*\.$/)
  await expect(dialog.getByRole('button', { name: 'Enter into the library' })).toBeDisabled()
  await dialog.getByLabel('Text to read').fill('Name,Vendor,Memory,Bandwidth\nPasted One,Ours,96 GB,3 TB/s\n')
  await dialog.getByRole('button', { name: 'Read it' }).click()
  await expect(dialog.getByText('A table of devices')).toBeVisible()
  await expect(dialog.getByText('3.00 TB/s')).toBeVisible()
  const { violations } = await axe(page).include('[role=dialog]').withTags(['wcag2a', 'wcag2aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  await dialog.getByRole('button', { name: 'Enter into the library' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(name(page)).toHaveText('Pasted One')
  await find(page, 'pasted one')
  await expect(page.getByRole('option', { name: /Pasted One/ })).toBeVisible()
})

test('a file dropped on the library is looked at, and what is known is replaced only when asked', async ({ page }) => {
  const drop = (text: string) =>
    page.evaluate((content) => {
      const data = new DataTransfer()
      data.items.add(new File([content], 'mine.csv'))
      document.querySelector('.library')?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }))
    }, text)
  const dialog = page.getByRole('dialog', { name: 'Import into the library' })
  await drop('Name,Vendor,Memory,Bandwidth\nDropped,Ours,96 GB,3 TB/s\n')
  await dialog.getByRole('button', { name: 'Enter into the library' }).click()
  await expect(name(page)).toHaveText('Dropped')
  await drop('Name,Vendor,Memory,Bandwidth\nDropped,Ours,128 GB,3 TB/s\n')
  const enter = dialog.getByRole('button', { name: 'Enter into the library' })
  await expect(enter).toBeDisabled()
  await dialog.getByRole('checkbox', { name: /in place of what the library has: dropped/ }).click()
  await enter.click()
  await expect(dialog).toHaveCount(0)
})

test('a system: what it is built of, with a way to the device', async ({ page }) => {
  await find(page, 'dgx h100')
  await expect(name(page)).toHaveText('NVIDIA DGX H100 (8 × H100)')
  await expect(page.getByRole('option', { selected: true })).toContainText('8× node')
  const report = await axe(page).analyze()
  expect(report.violations.map(({ id }) => id)).toEqual([])
  await page.getByRole('main').getByRole('button', { name: 'h100-sxm', exact: true }).click()
  await expect(name(page)).toHaveText('NVIDIA H100 SXM5 80GB')
})

for (const words of ['p5.48xlarge', 'NVL72', 'dgx']) {
  test(`“${words}” finds a system`, async ({ page }) => {
    await find(page, words)
    await expect(
      page
        .getByRole('option')
        .filter({ hasText: /\d× (?:node|rack|cloud)/ })
        .first(),
    ).toBeVisible()
  })
}
