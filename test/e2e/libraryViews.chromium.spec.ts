import { expect, type Page } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { needsChromium, test } from '../support/inChromium.ts'
import { watchPage } from '../support/page.ts'

needsChromium('views of the library')

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await openLibrary(page)
})

async function openLibrary(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Library', exact: true }).click()
  await expect(page.getByRole('option').first()).toBeVisible()
}

async function pick(page: Page, words: string): Promise<void> {
  await page.getByRole('searchbox').fill(words)
  await page.getByRole('listbox').focus()
  await page.keyboard.press('Space')
}

const size = (page: Page) => page.getByRole('option').first().getAttribute('aria-setsize')

test('facets narrow the list, count what the search has found, and are cleared, all by keyboard', async ({ page }) => {
  await page.getByRole('button', { name: 'Filters' }).focus()
  await page.keyboard.press('Enter')
  const filters = page.getByRole('group', { name: 'Filters' })
  const hbm = filters.getByRole('checkbox', { name: /^HBM/ })
  const before = await size(page)
  await hbm.focus()
  await page.keyboard.press('Space')
  await expect(hbm).toBeChecked()
  expect(Number(await size(page))).toBeLessThan(Number(before))
  await page.getByRole('searchbox').fill('h200')
  await expect(filters.getByText('NVIDIA')).toBeVisible()
  const label = filters.locator('label').filter({ hasText: /^HBM/ })
  await expect(label).toContainText((await size(page)) ?? 'none')
  await page.getByRole('searchbox').fill('wse-3')
  await expect(page.getByText('No device is left by the search and the filters.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(page.getByRole('option').first()).toBeVisible()
})

test('the palette leads to every view of the library from anywhere', async ({ page }) => {
  for (const [words, heading] of [
    ['weak figures', 'Weak figures'],
    ['timeline', 'Timeline'],
    ['market and', 'Market and software'],
    ['stacks', 'Software stacks'],
    ['compare figures', 'Figures side by side'],
  ] as const) {
    await page.getByRole('button', { name: 'Accuracy', exact: true }).click()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Go to or run' }).fill(words)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible()
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Go to or run' }).fill('import')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /Import/ })).toBeVisible()
})

test('columns are chosen, sort the list, and are there again after a restart of the page', async ({ page }) => {
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitem', { name: /^Memory bandwidth/ }).click()
  const head = page.getByRole('button', { name: /^Sort by Memory bandwidth/ })
  await head.click()
  await page.getByRole('listbox').focus()
  await page.keyboard.press('Home')
  await expect(page.getByRole('option', { selected: true })).toHaveAccessibleName(/PB\/s/)
  await page.reload()
  await openLibrary(page)
  await expect(head).toHaveAccessibleName(/now most first/)
  await head.click()
  await page.getByRole('listbox').focus()
  await page.keyboard.press('Home')
  await expect(page.getByRole('option', { selected: true })).toHaveAccessibleName(/(?:GB|MB)\/s/)
})

test('weak figures lead to the row of the profile, folded or not', async ({ page }) => {
  await page.getByRole('button', { name: 'Weak figures' }).click()
  await page.getByRole('radio', { name: /^Sources disagree/ }).click()
  const first = page.getByRole('main').getByRole('row').nth(1)
  await expect(first).toContainText('sources disagree')
  await expect(first).toContainText('bandwidth')
  await first.getByRole('button', { name: 'HBM4 bandwidth of AMD Instinct MI455X (Helios)' }).click()
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText(/MI455X/)
  await expect(page.getByRole('rowheader', { name: /^HBM4 bandwidth/ })).toBeFocused()

  await page.getByRole('searchbox').fill('b200 sxm')
  await page.getByRole('option').first().click()
  await page.getByRole('button', { name: 'Weak figures' }).click()
  await page.getByRole('radio', { name: 'NVIDIA B200 SXM (HGX)' }).click()
  // The view is as it was left.
  await expect(page.getByRole('radio', { name: /^Sources disagree/ })).toBeChecked()
  await page.getByRole('radio', { name: 'Every kind' }).click()
  await page.getByRole('button', { name: 'L2 cache bandwidth of NVIDIA B200 SXM (HGX)' }).click()
  await expect(page.getByRole('rowheader', { name: 'L2 cache bandwidth' })).toBeFocused()
})

test('every weak figure can be scrolled to, and few rows are drawn', async ({ page }) => {
  await page.getByRole('button', { name: 'Weak figures' }).click()
  await page.getByRole('checkbox', { name: /^Systems too/ }).click()
  const region = page.getByRole('region', { name: 'Weak figures' })
  const table = region.getByRole('table')
  await region.focus()
  await page.keyboard.press('End')
  const rows = Number(await table.getAttribute('aria-rowcount'))
  expect(rows).toBeGreaterThan(1000)
  const last = region.locator(`tr[aria-rowindex="${rows}"]`)
  await expect(last.getByRole('button')).toBeInViewport()
  expect(await region.getByRole('row').count()).toBeLessThan(100)
  await page.getByRole('radio', { name: /^Unknown/ }).click()
  await expect(region.locator('tr[aria-rowindex="2"]').getByRole('button')).toBeInViewport()
})

test('devices and models stand side by side, and what is the same can be left out', async ({ page }) => {
  await page.getByRole('button', { name: 'Compare figures' }).click()
  await expect(page.getByText('Pick two to four devices')).toBeVisible()
  await pick(page, 'b200 sxm')
  await pick(page, 'cerebras cs-3')
  const row = page.getByRole('row', { name: /^Model memory bandwidth/ })
  await expect(row).toContainText('8.00')
  await expect(row).toContainText('×')
  await row.getByRole('button').last().focus()
  await expect(page.getByRole('tooltip')).toContainText('Grade: estimate')
  await expect(page.getByRole('img', { name: /^Memory ladder of one device/ })).toHaveCount(2)
  await pick(page, 'b300 sxm')
  await page.getByRole('button', { name: 'Leave out Cerebras CS-3 (WSE-3)' }).click()
  const rows = await page.getByRole('main').getByRole('row').count()
  await page.getByRole('checkbox', { name: 'Differences only' }).click()
  expect(await page.getByRole('main').getByRole('row').count()).toBeLessThan(rows)

  await page.getByRole('radio', { name: /^Models/ }).click()
  await expect(page.getByText('Pick two to four models')).toBeVisible()
  await pick(page, 'llama 3.1 70b')
  await pick(page, 'deepseek v3')
  await expect(page.getByRole('row', { name: /^Parameters, total, counted/ })).toContainText('70.6')
})

test('the timeline follows the search and opens a profile', async ({ page }) => {
  await page.getByRole('searchbox').fill('b200 sxm')
  await page.getByRole('button', { name: 'Timeline' }).click()
  const plot = page.getByRole('img', { name: /^Memory bandwidth by year of launch/ })
  await expect(plot).toHaveAccessibleName(/1 device of 1 vendor/)
  await page.getByRole('radio', { name: 'Bytes per FLOP' }).click()
  await page.getByRole('button', { name: 'Show as a table' }).click()
  await expect(page.getByRole('cell', { name: 'B200 SXM (HGX)' })).toBeVisible()
  await page.getByRole('button', { name: 'Show the chart' }).click()
  await page.getByRole('radio', { name: 'Capacity' }).click()
  // One device of one vendor in one year on a whole decade: across in the middle, along the logarithm upwards.
  const box = await page.locator('.plot').boundingBox()
  if (!box) throw new Error('The plot has no place.')
  const [left, right, top, bottom] = [66, 24, 24, 72]
  const share = Math.log10(192.3e9 / 1e11)
  await page.mouse.click(
    box.x + left + (box.width - left - right) / 2,
    box.y + top + (box.height - top - bottom) * (1 - share),
  )
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('NVIDIA B200 SXM (HGX)')
})

for (const scheme of ['light', 'dark'] as const) {
  test(`has nothing against the accessibility rules or the page’s policy, ${scheme}`, async ({ page }) => {
    const watched = await watchPage(page)
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await openLibrary(page)
    await expect(page.locator(`html[data-theme="${scheme}"]`)).toBeAttached()
    const check = async () => {
      const { violations } = await axe(page).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    }
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('menuitem', { name: /^Dense FP8/ }).click()
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByRole('checkbox', { name: /^Device/ }).click()
    await check()
    await page.getByRole('button', { name: 'Weak figures' }).click()
    await page.getByRole('main').getByRole('row').nth(5).waitFor()
    await check()
    await page.getByRole('button', { name: 'Timeline' }).click()
    await page.locator('canvas').waitFor()
    await check()
    await page.getByRole('button', { name: 'Compare figures' }).click()
    await check()
    await pick(page, 'b200 sxm')
    await pick(page, 'h200')
    await page.getByRole('row', { name: /^Model memory bandwidth/ }).waitFor()
    await check()
    expect(watched.problems).toEqual([])
  })
}
