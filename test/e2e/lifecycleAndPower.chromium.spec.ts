import { expect, type Page } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { CHOSEN } from '../support/briefVerdicts.ts'
import { decidedPage, type DecidedPage } from '../support/decidedPage.ts'
import { needsChromium, test as base } from '../support/inChromium.ts'

needsChromium('training against inference, and power')

/** The Decide screen of a sample whose brief and verdict are those of the fixtures. */
const test = base.extend<{ decided: DecidedPage }>({
  decided: async ({ page, memwall }, use) => {
    const decided = await decidedPage(page, CHOSEN)
    await page.goto(memwall.address)
    await page.getByText('Does chat need more HBM or a wafer?').first().click()
    await page.locator('canvas').first().waitFor()
    await page.getByRole('navigation').getByText('Decide').click()
    await page.locator('.band h2').waitFor()
    await use(decided)
  },
})

const model = (page: Page) => page.getByRole('region', { name: 'This model: month inference overtakes training' })
const field = (page: Page, path: string) => page.locator(`input[data-brief="lifecycle.${path}"]`)
const budget = (page: Page) => page.getByRole('textbox', { name: 'Budget' })
const row = (page: Page, id: string) => page.locator(`[data-power="${id}"]`)

test('the month of crossing follows what is said of training, is one step of undo, and leaves the verdict as it is', async ({
  page,
  decided,
}) => {
  await page.keyboard.press('6')
  await expect(model(page)).toContainText(/With A, in month \d+ of service; \d+ to \d+/)
  await field(page, 'training.tokens').fill('150T')
  await page.keyboard.press('Enter')
  await expect(model(page)).toContainText('With A, not within the 36 months')
  await field(page, 'training.utilisation').fill('45 % (35..90 %)')
  await page.keyboard.press('Tab')
  await expect(field(page, 'training.utilisation')).toHaveValue('45 % (35 % to 90 %)'.replaceAll(' %', '\u00a0%'))
  await field(page, 'training.tokens').fill('')
  await page.keyboard.press('Enter')
  await expect(model(page)).toContainText('Training cost not said')
  await expect(page.getByText('Older than the brief.')).toHaveCount(0)
  await page.locator('body').press('Control+z')
  await expect(field(page, 'training.tokens')).toHaveValue('150\u00a0T')
  expect(decided.asked()).toBe(1)
})

test('what cannot be read stays in its box with a sentence, and the last good value in the brief', async ({
  page,
  decided,
}) => {
  await page.keyboard.press('6')
  await field(page, 'training.utilisation').fill('140 %')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('100')
  await expect(field(page, 'training.utilisation')).toHaveAttribute('aria-invalid', 'true')
  await expect(model(page)).toContainText(/With A, in month \d+/)
  expect(decided.asked()).toBe(1)
})

test('another alternative is drawn by key, and one without device-hours is not offered', async ({ page, decided }) => {
  await page.keyboard.press('6')
  const other = page.getByRole('button', { name: /MI355X.*month \d+/ })
  await other.focus()
  await page.keyboard.press('Enter')
  await expect(other).toHaveAttribute('aria-pressed', 'true')
  await expect(model(page)).toContainText(/With C, in month \d+/)
  await expect(page.getByRole('button', { name: /Hosted interface.*no device-hours/ })).toBeDisabled()
  expect(decided.asked()).toBe(1)
})

test('the company stands beside the market’s sourced points, and the market stays without it', async ({
  page,
  decided,
}) => {
  await page.keyboard.press('6')
  await expect(page.getByRole('region', { name: 'Inference share: company and market' })).toContainText(
    /Company with A: half in Q\d 20\d\d/,
  )
  await field(page, 'company.training').fill('')
  await page.keyboard.press('Enter')
  const market = page.getByRole('region', { name: 'Inference share of AI compute' })
  await expect(market).toContainText('sourced points')
  await expect(page.getByText('What the company trains for is not said: the market alone.')).toBeVisible()
  await market.getByRole('button', { name: 'Show as a table' }).click()
  await expect(market.getByRole('cell', { name: 'forecast', exact: true })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Inference share of AI compute, 2023' })).toContainText(
    'Deloitte',
  )
  expect(decided.asked()).toBe(1)
})

test('a budget of power, racks or tokens holds so many systems of the verdict, by keys alone', async ({
  page,
  decided,
}) => {
  await page.keyboard.press('7')
  // The bound of the brief: 250 kW.
  await expect(row(page, 'b200')).toContainText('17')
  await expect(row(page, 'b200')).toContainText(/53,100\stok\/s/)
  await expect(row(page, 'b200')).toContainText('6 to 7')
  await expect(row(page, 'h200')).toContainText('Its power is unknown')
  await budget(page).focus()
  await page.keyboard.type('95 kW')
  await page.keyboard.press('Enter')
  await expect(row(page, 'b200')).toContainText('until Q7')
  await expect(row(page, 'gb200')).toContainText('not at the start')
  await budget(page).fill('10 racks')
  await page.keyboard.press('Enter')
  await expect(row(page, 'b200')).toContainText('40')
  await expect(page.getByRole('region', { name: 'Racks the demand asks, by quarter' })).toBeVisible()
  await budget(page).fill('100k tok/s')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('columnheader', { name: 'Systems that carry it' })).toBeVisible()
  await expect(row(page, 'b200')).toContainText('33')
  expect(decided.asked()).toBe(1)
})

test('a budget that cannot be read says what would do; the quarters are in the table of the chart', async ({
  page,
  decided,
}) => {
  await page.keyboard.press('7')
  await budget(page).fill('2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('The unit is missing')
  await budget(page).fill('')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveCount(0)
  const chart = page.getByRole('region', { name: 'IT power the demand asks, by quarter' })
  await chart.getByRole('button', { name: 'Show as a table' }).click()
  await expect(chart.getByRole('columnheader', { name: 'A, systems' })).toBeVisible()
  await expect(chart.getByRole('row')).toHaveCount(17)
  expect(decided.asked()).toBe(1)
})

for (const theme of ['light', 'dark'] as const) {
  test(`has nothing against the accessibility rules with errors and tables shown, ${theme}`, async ({
    page,
    decided,
  }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await expect(page.locator(`html[data-theme="${theme}"]`)).toBeAttached()
    await page.waitForTimeout(500)
    for (const key of ['6', '7']) {
      await page.keyboard.press(key)
      const box = key === '6' ? field(page, 'training.tokens') : budget(page)
      await box.fill('-2 kW')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('alert')).toBeVisible()
      const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
      expect(violations.map(({ id, nodes }) => `${key} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
      await page.getByRole('tab', { selected: true }).focus()
    }
    expect(decided.asked()).toBe(1)
  })
}
