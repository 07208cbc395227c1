import { expect, type Page } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { BRIEF, CHOSEN, NEEDS_DEMAND, VERDICTS } from '../support/briefVerdicts.ts'
import { decidedPage, type DecidedPage } from '../support/decidedPage.ts'
import { needsChromium, test as base } from '../support/inChromium.ts'
import { watchPage } from '../support/page.ts'

needsChromium('the decision')

/** The Decide screen of a sample whose brief and verdict are those of the fixtures. */
const test = base.extend<{ decided: DecidedPage }>({
  decided: async ({ page, memwall }, use) => {
    const decided = await decidedPage(page, CHOSEN)
    await page.goto(memwall.address)
    await openDecide(page)
    await use(decided)
  },
})

async function openDecide(page: Page) {
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
  await page.getByRole('navigation').getByText('Decide').click()
}
const headline = (page: Page) => page.locator('.band h2')
const rows = (page: Page) => page.locator('table.ranked tbody tr')

test('says one verdict on one basis, with odds, one figure and every alternative', async ({ page, decided }) => {
  await expect(headline(page)).toContainText('Choose B200')
  await expect(page.getByRole('img', { name: /^One mark is a twentieth of the draws: A 79/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Basis' })).toContainText('500 M out/day')
  await expect(rows(page)).toHaveCount(6)
  await expect(page.locator('.text-xl')).toHaveCount(1)
  for (const title of ['Cost against speed', 'What would flip it']) {
    await expect(page.getByRole('region', { name: title }).getByRole('img')).toBeVisible()
  }
  expect(decided.asked()).toBe(1)
})

test('who breaks a limit or has no price has neither rank nor odds, and says why', async ({ page, decided }) => {
  await expect(headline(page)).toBeVisible()
  const broken = page.locator('[data-alternative="gb200"]')
  await expect(broken.locator('td').first()).toHaveText(/^\s*–/)
  await expect(broken).toContainText('8 months > 6 months')
  const unpriced = page.locator('[data-alternative="wse3"]')
  await expect(unpriced).toContainText('Unknown')
  await expect(unpriced).not.toContainText('0.00')
  expect(decided.asked()).toBe(1)
})

test('comes to rest: nothing is asked again while nothing changes', async ({ page, decided }) => {
  await expect(headline(page)).toBeVisible()
  await page.waitForTimeout(1500)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') asked.push(request.postData()?.slice(0, 60) ?? '')
  })
  await page.waitForTimeout(2000)
  expect(asked).toEqual([])
  expect(decided.asked()).toBe(1)
})

test('while it is worked out there is neither rank nor headline, and Cancel keeps the last whole one', async ({
  page,
  decided,
}) => {
  await expect(headline(page)).toContainText('Choose')
  decided.answer(null)
  await page.keyboard.press('r')
  await expect(headline(page)).toHaveText('Sizing 6 alternatives on this basis')
  await expect(rows(page).first().locator('td').first()).toHaveText('')
  await expect(page.locator('.text-xl')).toHaveCount(0)
  await expect(page.getByRole('progressbar')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
  decided.answer(VERDICTS.undecided)
  await expect(headline(page)).toContainText('leaning')
})

test('a price is entered where it is missing; the verdict is then older than the brief until it is worked out anew', async ({
  page,
  decided,
}) => {
  await page.getByRole('button', { name: /^Unknown/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('-3')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('Too small')
  await dialog.getByRole('textbox').fill('2.5M USD')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Older than the brief.')).toBeVisible()
  await expect(page.getByText(/^Recommended at/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add to report' })).toBeDisabled()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Older than the brief.')).toHaveCount(0)
  await page.keyboard.press('Control+Shift+z')
  await page.getByRole('button', { name: /^Recompute/ }).click()
  await expect(page.getByText('Older than the brief.')).toHaveCount(0)
  expect(decided.asked()).toBe(2)
})

test('every state says its word, and what follows from it', async ({ page, decided }) => {
  const badge = page.locator('.band .badge').first()
  await expect(badge).toHaveText('Recommended')
  for (const [state, word, button] of [
    ['undecided', 'Undecided', 'Plan the measurement'],
    ['tied', 'Tied', 'Add to report'],
    ['noneFeasible', 'Cannot be met', 'Relax a limit…'],
    ['cannotSay', 'Cannot say', 'Enter the figure…'],
  ] as const) {
    decided.answer(VERDICTS[state])
    await page.keyboard.press('r')
    await expect(badge).toHaveText(word)
    await expect(page.getByRole('button', { name: button })).toBeVisible()
  }
  decided.answer(NEEDS_DEMAND)
  await page.keyboard.press('r')
  await expect(page.getByText('Say how much is to be served')).toBeVisible()
  await page.getByRole('button', { name: 'Open the brief' }).click()
  await expect(page.locator('[data-brief="demand.amount"]')).toBeVisible()
  // The brief asks for a first cut of its own.
  expect(decided.asked()).toBeGreaterThan(0)
})

test('is walked by keys: rows, tabs, and a column of the machine in Compare', async ({ page, decided }) => {
  await expect(headline(page)).toBeVisible()
  await rows(page).first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('[data-alternative="mi355x"]')).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.locator('[data-alternative="wse3"]')).toBeFocused()
  for (const [key, name] of [
    ['2', /^Risks/],
    ['3', /^Case for C/],
    ['4', /^Assumptions/],
    ['5', /^What the cost/],
    ['6', /^Market/],
    ['7', /^Power/],
    ['1', /^Why/],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'Executive matrix' })).toBeVisible()
  expect(decided.asked()).toBe(1)
})

test('a term of the basis leads to where the brief says it', async ({ page, decided }) => {
  await page
    .getByRole('region', { name: 'Basis' })
    .getByRole('button', { name: /^Demand/ })
    .click()
  await expect(page.locator('[data-brief="demand.amount"]')).toBeVisible()
  // The brief asks for a first cut of its own.
  expect(decided.asked()).toBeGreaterThan(0)
})

test('a verdict goes into the report, in the user’s own words, as one step each', async ({ page, decided }) => {
  await page.getByRole('button', { name: 'Add to report' }).click()
  await page.keyboard.press('4')
  const card = page.getByRole('region', { name: 'Recommendation in the report' })
  await expect(card).toContainText(/Choose /)
  await card.getByRole('button', { name: 'Write it on the report' }).click()
  const box = page.getByRole('textbox', { name: 'Recommendation' })
  await expect(box).toHaveValue(/^Choose /)
  await box.fill('We take the second, for its memory.')
  await box.blur()
  await page.keyboard.press('Control+z')
  await expect(box).toHaveValue(/^Choose /)
  expect(decided.asked()).toBe(1)
})

test('an objection is recorded by name, and changes no figure', async ({ page, decided }) => {
  await expect(headline(page)).toBeVisible()
  await page.keyboard.press('4')
  await page.getByRole('button', { name: 'Record one' }).click()
  await page.getByRole('textbox', { name: 'Who objects' }).fill('Operations')
  await page.getByRole('textbox', { name: /^Against what/ }).fill('Nobody here has run it.')
  await page.getByRole('button', { name: 'Record objection' }).click()
  await expect(page.getByText('Nobody here has run it.')).toBeVisible()
  await expect(page.getByText('Older than the brief.')).toHaveCount(0)
  expect(decided.asked()).toBe(1)
})

test('a score nobody gave is proposed with its evidence, does nothing, and is taken over as one step', async ({
  page,
  decided,
}) => {
  await expect(headline(page)).toBeVisible()
  await page.getByRole('tab', { name: 'Risks' }).click()
  const risks = page.getByRole('region', { name: 'Risks' })
  // Rented H200 has no score of its software; that of B200 is its owner's.
  await expect(
    risks.getByRole('img', { name: /^D: 5 of 5, proposed from public lists and without effect/ }),
  ).toBeVisible()
  await expect(risks.getByRole('img', { name: 'A: 5 of 5', exact: true })).toBeVisible()
  await expect(risks).toContainText('D: proposed')
  await expect(risks.getByRole('row', { name: /^First of 1,000 draws, without risks/ })).toContainText('720')
  await risks.getByRole('button', { name: /^Take over/ }).click()
  await expect(risks.getByRole('button', { name: /^Take over/ })).toHaveCount(0)
  await expect(risks.getByRole('img', { name: 'D: 5 of 5', exact: true })).toBeVisible()
  // What it does is decided by at once; taken back, the last verdict is older than the brief.
  expect(decided.asked()).toBe(2)
  await page.getByRole('heading', { level: 1, name: 'Decide' }).click()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('r')
  await expect(risks.getByRole('button', { name: /^Take over/ })).toBeVisible()
})

test('what each limit, missing evidence and the risks cost stands beside what is worth knowing', async ({
  page,
  decided,
}) => {
  await expect(headline(page)).toBeVisible()
  const card = page.getByRole('region', { name: 'Worth knowing, and the price of a mistake' })
  await expect(card.getByRole('listitem').filter({ hasText: 'Latest delivery, 6 months' })).toContainText(
    /without it.*saves 240,000/s,
  )
  await expect(card.getByRole('listitem').filter({ hasText: 'Time per token, 50 ms' })).toContainText(/saves at least/)
  await expect(card).toContainText('Would save, if answers pass')
  await expect(card).toContainText('Without any risk B200, bought would be chosen, as with them')
  expect(decided.asked()).toBe(1)
})

test('another criterion is a step of its own, and is decided by at once', async ({ page, decided }) => {
  await page.getByRole('combobox', { name: /^Criterion/ }).click()
  await page.getByRole('option', { name: 'Least capital' }).click()
  await expect.poll(() => decided.asked()).toBe(2)
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await expect(page.getByRole('menuitem', { name: /^Undo: Brief: criterion/ })).toBeVisible()
})

test('all of it stands in the first view of a wide window', async ({ page, decided }) => {
  await expect(headline(page)).toBeVisible()
  const content = page.locator('[data-tour="decision"]')
  expect(await content.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0)
  await page.setViewportSize({ width: 1100, height: 700 })
  await content.evaluate((box) => box.scrollTo(0, 10_000))
  await expect(page.getByRole('region', { name: 'Basis' })).toBeInViewport()
  expect(await content.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0)
  expect(decided.asked()).toBe(1)
})

test('the difference between the first two is drawn, draw by draw', async ({ page, decided }) => {
  await expect(headline(page)).toBeVisible()
  await page.keyboard.press('3')
  const card = page.getByRole('region', { name: 'Cost of C minus that of A, draw by draw' })
  await expect(card).toContainText(/C costs less in 15\s% of the draws/)
  await expect(card.locator('canvas')).toBeVisible()
  expect(decided.asked()).toBe(1)
})

base('eight alternatives stay readable in a narrow window', async ({ page, memwall }) => {
  const [first, second] = ['mi355x', 'gb200'].map((id) => ({
    alternative: BRIEF.alternatives.find((each) => each.id === id),
    row: CHOSEN.table.find((each) => each.id === id),
  }))
  if (!first?.alternative || !first.row || !second?.alternative || !second.row) throw new Error('no such alternative')
  const more = [
    { alternative: { ...first.alternative, id: 'seventh', slot: 6 }, row: { ...first.row, id: 'seventh', rank: 5 } },
    { alternative: { ...second.alternative, id: 'eighth', slot: 7 }, row: { ...second.row, id: 'eighth' } },
  ]
  const brief = { ...BRIEF, alternatives: [...BRIEF.alternatives, ...more.map(({ alternative }) => alternative)] }
  await decidedPage(page, { ...CHOSEN, table: [...CHOSEN.table, ...more.map(({ row }) => row)] }, brief)
  await page.goto(memwall.address)
  await openDecide(page)
  await expect(rows(page)).toHaveCount(8)
  // Wide, all of it stands in the first view; narrow, the whole table does.
  const content = page.locator('[data-tour="decision"]')
  expect(await content.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0)
  await page.setViewportSize({ width: 1100, height: 700 })
  await expect(page.getByRole('tab', { name: 'Why' })).toBeInViewport()
  await expect(rows(page).last()).toBeInViewport()
  expect(
    await page
      .locator('.frame', { has: page.locator('table.ranked') })
      .evaluate((box) => box.scrollWidth - box.clientWidth),
  ).toBe(0)
  const cut = await page.locator('table.ranked .badge').evaluateAll((badges) =>
    badges.flatMap((badge) => {
      const text = badge.querySelector('.ellipsis') ?? badge
      return text.scrollWidth > text.clientWidth + 1 ? [badge.textContent] : []
    }),
  )
  expect(cut).toEqual([])
})

for (const theme of ['light', 'dark'] as const) {
  test(`has nothing against the accessibility rules, ${theme}`, async ({ page, decided }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    // Colours ease from one theme to the other: what is looked at is the theme, not the way there.
    await expect(page.locator(`html[data-theme="${theme}"]`)).toBeAttached()
    await page.waitForTimeout(500)
    for (const key of ['1', '2', '3', '4', '5', '6', '7']) {
      await page.keyboard.press(key)
      await page.waitForTimeout(300)
      const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
      expect(violations.map(({ id, nodes }) => `${key} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    }
    expect(decided.asked()).toBe(1)
  })
}

test('nothing breaks the page’s policy while it is used', async ({ page, decided }) => {
  const watched = await watchPage(page)
  await openDecide(page)
  await expect(headline(page)).toBeVisible()
  for (const key of ['2', '3', '4', '5', '6', '7']) await page.keyboard.press(key)
  await page.waitForTimeout(500)
  expect(watched.problems).toEqual([])
  expect(decided.asked()).toBeGreaterThan(0)
})
