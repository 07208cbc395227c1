import { expect, type Page } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { needsChromium, test } from '../support/inChromium.ts'
import { watchPage } from '../support/page.ts'

needsChromium('the brief')

const box = (page: Page, name: RegExp) => page.getByRole('textbox', { name }).first()

async function enter(page: Page, name: RegExp, text: string): Promise<void> {
  await box(page, name).fill(text)
  await page.keyboard.press('Enter')
}

test('from blank to a brief that can be decided, with every entry one step', async ({ page, memwall }) => {
  await page.goto(memwall.address)
  const watched = await watchPage(page)
  await page.getByRole('button', { name: 'New workspace' }).click()
  // It begins with the question.
  await expect(box(page, /^Question to decide/)).toBeFocused()
  await page.keyboard.type('What should serve the assistant?')
  await page.keyboard.press('Enter')
  const answer = page.getByRole('complementary', { name: 'First cut' })
  const decide = page.getByRole('main').getByRole('button', { name: 'Decide' })
  await expect(answer.getByText('Enter the demand to see sizes')).toBeVisible()
  await expect(decide).toBeDisabled()

  // What is missing leads to its box.
  await answer.getByRole('button', { name: 'Enter' }).click()
  await expect(box(page, /^Output tokens/)).toBeFocused()
  await page.keyboard.type('500')
  await page.keyboard.press('Enter')
  await expect(page.getByText('= 977,000 requests/day')).toBeVisible()
  await expect(answer.getByText('22.6').first()).toBeVisible()
  await expect(answer.getByText('Ready to be decided')).toBeVisible()
  await expect(decide).toBeEnabled()

  // Counted in requests it is the same demand.
  await page.getByRole('radio', { name: 'Requests/s' }).click()
  await expect(box(page, /^Requests, on average/)).toHaveValue('11.3028')
  await page.getByRole('radio', { name: 'Users' }).click()
  await expect(box(page, /^Users of a day/)).toHaveValue('48,828.1')
  await expect(page.getByText('= 977,000 requests/day')).toBeVisible()
  await enter(page, /^Requests of a user/, '40')
  await expect(page.getByText(/^= 1\.00\sB tokens\/day/)).toBeVisible()
  await enter(page, /^Requests of a user/, '20')
  await page.getByRole('radio', { name: 'Tokens/day' }).click()
  await expect(box(page, /^Output tokens/)).toHaveValue('500')

  await enter(page, /^Time to the first token/, '1')
  await enter(page, /^Time per output token/, '30')
  await expect(box(page, /^Time per output token, ms/)).toHaveValue('30')

  // A default is dashed until it is set; an arrow key steps it.
  const peak = page.locator('[data-brief="demand.peak"] .box')
  await expect(peak).toHaveClass(/unset/)
  await box(page, /^Peak hour/).press('ArrowUp')
  await expect(box(page, /^Peak hour/)).toHaveValue('2.1')
  await expect(peak).not.toHaveClass(/unset/)
  await page.getByRole('heading', { name: 'Brief' }).click()
  await page.keyboard.press('Control+z')
  await expect(peak).toHaveClass(/unset/)
  await expect(box(page, /^Peak hour/)).toHaveValue('2')
  await page.keyboard.press('Control+Shift+z')
  await expect(box(page, /^Peak hour/)).toHaveValue('2.1')

  await page.getByRole('combobox', { name: 'Model' }).fill('Llama 3.1 8B')
  await page
    .getByRole('option', { name: /^Llama 3\.1 8B/ })
    .first()
    .click()
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(/Llama 3\.1 8B/)
  expect(watched.problems).toEqual([])
})

test('candidates are named, priced, paid for in another way, and taken out', async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await page.getByRole('button', { name: 'New workspace' }).click()
  const details = page.getByRole('button', { name: /^Details of / })
  await expect(details).toHaveText(['AB200', 'BWSE-3'])
  await page.getByRole('button', { name: 'Machine, rental or API' }).click()
  await page.getByRole('combobox', { name: 'Search machines' }).fill('H200 SXM')
  await page.keyboard.press('Enter')
  await expect(details).toHaveText(['AB200', 'BWSE-3', 'CH200'])
  await page.getByRole('button', { name: 'Machine, rental or API' }).click()
  await page.getByRole('option', { name: /^Hosted interface/ }).click()
  await expect(details.nth(3)).toContainText('No price')

  // What stands in the way leads to its box, and is gone when that is filled.
  const answer = page.getByRole('complementary', { name: 'First cut' })
  await page.locator('[data-brief="promise.timeToFirstToken"] input').fill('1 s')
  await page.keyboard.press('Enter')
  await answer.getByRole('button', { name: 'Set price' }).click()
  await expect(box(page, /^Input tokens/)).toBeFocused()
  await page.keyboard.type('0.5')
  await page.keyboard.press('Tab')
  await page.locator('[data-brief="offer.hosted.output"] input').fill('2')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(details.nth(3)).not.toContainText('No price')
  await expect(answer.getByText('D has no price.')).toHaveCount(0)

  // Another way to pay is one step.
  await page.getByRole('button', { name: 'How C is paid for: Buy' }).click()
  await page.getByRole('menuitem', { name: 'Rent' }).click()
  await expect(page.getByRole('button', { name: 'How C is paid for: Rent' })).toBeVisible()
  await page.getByRole('heading', { name: 'Brief' }).click()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'How C is paid for: Buy' })).toBeVisible()

  // A lead time beyond the limit is named in words, and the candidate stays.
  await enter(page, /^Lead time, months/, '1')
  await expect(page.getByText(/^A, B and C break it$/)).toBeVisible()
  await page.getByRole('button', { name: 'How D is paid for: API' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(details).toHaveText(['AB200', 'BWSE-3', 'CH200'])
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Decide' })).toBeVisible()
})

test('what is owned is kept in rows of its own, which follow it and go with one step', async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await page.getByRole('button', { name: 'New workspace' }).click()
  await page.getByRole('button', { name: 'Owned machines' }).click()
  await expect(page.getByText('Near what is compared')).toBeVisible()
  await page
    .getByRole('option', { name: /^H100 SXM5|H100 SXM5/ })
    .first()
    .click()
  const details = page.getByRole('button', { name: /^Details of / })
  await expect(details).toHaveText([/^A/, /^B/, /^CH100/, /^DH100 \+ B200/, /^EH100 \+ WSE-3/])
  const said = page.getByRole('status').filter({ hasText: /D H100 \+ B200 and E H100 \+ WSE-3 added/ })
  await expect(said).toBeVisible()

  // How many are owned is said once.
  const systems = page.locator('[data-brief="ownedSystems"] input').first()
  await systems.fill('6')
  await systems.press('Enter')
  await page.keyboard.press('Escape')
  await details.nth(3).click()
  await expect(page.locator('[data-candidate-details]').getByText('Keep what is owned and add')).toBeVisible()
  await expect(page.locator('[data-candidate-details] [data-brief="ownedSystems"] input')).toHaveValue(/^6\b/)
  // A score is proposed where nobody gave one, and taken over where it is.
  await page.getByRole('button', { name: 'Risks' }).click()
  const proposal = page.locator('[data-proposed-risk]')
  await expect(proposal).toContainText('Proposed from public lists: 5 of 5.')
  await proposal.getByRole('button', { name: 'Take over the proposal' }).click()
  await expect(proposal).toHaveCount(0)
  await expect(
    page.getByRole('radiogroup', { name: 'Score of Software' }).getByRole('radio', { name: '5' }),
  ).toBeChecked()
  await page.keyboard.press('Escape')

  await page.getByRole('heading', { name: 'Brief' }).click()
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+z')
  await expect(details).toHaveText([/^A/, /^B/])
})

test('an input is found from the palette, also behind what cost counts', async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  // A brief has inputs to be found once it is open.
  await expect(page.getByRole('table', { name: 'Executive matrix' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('People, rented')
  await page.keyboard.press('Enter')
  await expect(box(page, /^People, rented/)).toBeFocused()
})

for (const theme of ['light', 'dark'] as const) {
  test(`has nothing against the accessibility rules and nothing beside the window, ${theme}`, async ({
    page,
    memwall,
  }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 1100, height: 700 })
    await page.goto(memwall.address)
    await page.getByRole('button', { name: 'New workspace' }).click()
    await enter(page, /^Output tokens/, '500 M')
    const beside = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.brief *')]
          .filter((element) => {
            const { left, right, width } = element.getBoundingClientRect()
            return width > 0 && (right > window.innerWidth + 0.5 || left < -0.5) && !element.matches('.unseen')
          })
          .map((element) => element.className || element.tagName),
      )
    expect(await beside()).toEqual([])
    // The bar in the one theme, the strip in the other: what they hold is the same.
    if (theme === 'light') await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('button', { name: /^Details of A/ }).click()
    await page.getByRole('button', { name: 'Risks' }).click()
    const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    expect(await beside()).toEqual([])
  })
}
