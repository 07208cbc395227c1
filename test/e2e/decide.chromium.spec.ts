import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { needsChromium, test } from '../support/inChromium.ts'
import { watchPage } from '../support/page.ts'

needsChromium('the decision')

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
  await page.getByRole('navigation').getByText('Decide').click()
  await expect(page.getByText(/ranks first in [\d,]+ of 10,000 draws/).first()).toBeVisible({ timeout: 30_000 })
})

test('chooses, says why, what would turn it and how sure it is; nothing is against the policy', async ({ page }) => {
  const verdict = page.getByRole('complementary', { name: 'Verdict' })
  await expect(verdict.getByRole('heading', { name: /^. ?Choose / })).toBeVisible()
  await expect(verdict.getByText('What would change it')).toBeVisible()
  await expect(verdict.getByText(/at its strongest/)).toBeVisible()
  for (const title of [/^Throughput against speed/, /^What binds ., decode/, /^What moves/, /^How sure/]) {
    await expect(page.getByRole('region', { name: title }).getByRole('img')).toBeVisible()
  }
  await page.getByRole('combobox', { name: /^Criterion/ }).click()
  await page.getByRole('option', { name: 'Fastest output token' }).click()
  await expect(verdict.getByText(/^Lowest time per output token within/)).toBeVisible()
  await expect(verdict.getByText(/ranks first in/)).toBeVisible({ timeout: 30_000 })
})

test('comes to rest: nothing is asked again while nothing changes', async ({ page }) => {
  // What follows the first answers: levers, the verdict's turning points.
  await page.waitForTimeout(3000)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') asked.push(request.postData()?.slice(0, 60) ?? '')
  })
  await page.waitForTimeout(2000)
  expect(asked).toEqual([])
})

test('what would turn it leads to its input', async ({ page }) => {
  const verdict = page.getByRole('complementary', { name: 'Verdict' })
  await verdict.locator('.flips button').first().click()
  await expect(page.locator('[data-field] :focus')).toBeVisible()
})

test('a verdict goes into the report, in the user’s own words, as one step each', async ({ page }) => {
  await page.getByRole('button', { name: 'Add to report' }).click()
  const box = page.getByLabel('Recommendation in the report')
  await expect(box).toHaveValue(/^Choose /)
  await box.fill('We take the second, for its memory.')
  await box.blur()
  await page.keyboard.press('Control+z')
  await expect(box).toHaveValue(/^Choose /)
})

test('each machine at its best is laid out in its column on request', async ({ page }) => {
  const row = page.locator('.configurations tbody tr').first()
  await expect(row).toContainText(/devices?/)
  await page.getByLabel('Traffic, requests/s').fill('200')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('columnheader', { name: 'Devices for the traffic' })).toBeVisible()
  await row.getByRole('button', { name: /^Use this configuration/ }).click()
  await expect(page.getByText('Edited')).toBeVisible()
  // The verdict on the scenarios as they were is gone until the draws of the new ones are done.
  await expect(page.getByText(/ranks first in/).first()).toBeVisible({ timeout: 30_000 })
})

test('charts are walked by keyboard, and a mark’s words can be pinned', async ({ page }) => {
  const card = page.getByRole('region', { name: /^Throughput against speed/ })
  await card.getByRole('img').focus()
  await page.keyboard.press('ArrowRight')
  const spoken = card.locator('.spoken')
  await expect(spoken).toContainText('requests in flight')
  const first = await spoken.textContent()
  await page.keyboard.press('ArrowRight')
  await expect(spoken).not.toHaveText(first ?? '')
  await page.keyboard.press('Enter')
  await expect(card.locator('.pinned')).toContainText('requests in flight')
  await page.keyboard.press('Escape')
  await expect(card.locator('.pinned')).toHaveCount(0)
  await page.keyboard.press('t')
  await expect(card.getByRole('table')).toContainText('Requests in flight')
})

test('levers say what each would do, and one is used with a click, as one step', async ({ page }) => {
  const row = page.getByRole('row', { name: /^Twice the requests in flight/ })
  await expect(row).toContainText(/ms/)
  await row.getByRole('button', { name: /^Use: Twice the requests/ }).click()
  await expect(page.getByText('Edited')).toBeVisible()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await expect(page.getByRole('menuitem', { name: /^Undo: Twice the requests/ })).toBeVisible()
  await page.keyboard.press('Escape')
})

test('an input is swept and its knee named; requests have a B*', async ({ page }) => {
  const card = page.getByRole('region', { name: /^Time per output token, per user, over/ })
  await expect(card).toContainText(/Knee of .*binds from|no knee/)
  await page.getByRole('combobox', { name: /^Swept input/ }).click()
  await page.getByRole('option', { name: 'Requests in flight' }).click()
  await expect(card).toContainText('B*, where a token takes twice as long')
  await expect(page.getByRole('region', { name: /^Requests that fit, by devices/ })).toContainText('Fewest devices')
})

test('training is set against inference, and traffic asks for copies', async ({ page }) => {
  await page.getByLabel('Training once, tokens').fill('15T')
  await page.keyboard.press('Enter')
  const cost = page.getByRole('region', { name: /^Cumulative cost/ })
  await expect(cost.getByText('Training once')).toBeVisible()
  await page.getByLabel('Traffic, output tokens per month').fill('-3')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Too small: enter 1' })).toBeVisible()
})

for (const theme of ['light', 'dark'] as const) {
  test(`has nothing against the accessibility rules, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    // Colours ease from one theme to the other: what is looked at is the theme, not the way there.
    await expect(page.locator(`html[data-theme="${theme}"]`)).toBeAttached()
    await page.waitForTimeout(500)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  })
}

test('nothing breaks the page’s policy while it is used', async ({ page }) => {
  const watched = await watchPage(page)
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.getByRole('navigation').getByText('Decide').click()
  await expect(page.getByText(/ranks first in/).first()).toBeVisible({ timeout: 30_000 })
  expect(watched.problems).toEqual([])
})
