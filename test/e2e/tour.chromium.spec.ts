import { expect, type Page } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { needsChromium, test } from '../support/inChromium.ts'
import { watchPage } from '../support/page.ts'

needsChromium('tour')

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
const TITLES = [
  'What one token must move',
  'Where the wall stands',
  'What batch changes',
  'What the context changes',
  'What would move the wall',
]

test.beforeEach(async ({ page, memwall }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(memwall.address)
  await page.getByRole('heading', { name: 'Where is the memory wall?' }).waitFor()
})

async function openSample(page: Page): Promise<void> {
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
}

test('the tour opens a sample and walks to five parts of the screen without changing it', async ({ page }) => {
  await page.getByRole('button', { name: 'Take the tour' }).click()
  const outlined = [/^Time per output token/, /^Roofline/, null, /^Memory ladder/, null]
  for (const [index, title] of TITLES.entries()) {
    const card = page.getByRole('dialog', { name: title })
    await expect(card).toContainText(`${index + 1} of 5`)
    await expect(card).not.toContainText(/being (worked|tried|evaluated)/)
    await expect(page.locator('.outline')).toBeVisible()
    const name = outlined[index]
    const target = name
      ? page.getByRole('region', { name })
      : page.locator(index === 2 ? '[data-field="workload.concurrency"]' : '[data-tour="levers"]')
    await expect(target).toBeInViewport()
    // The outline is on the part the words are about.
    await expect(async () => {
      const ring = await page.locator('.outline').boundingBox()
      const box = await target.boundingBox()
      expect(Math.abs((ring?.x ?? -99) - (box?.x ?? 99))).toBeLessThan(6)
      // Beside it, not over it, wherever there is room.
      expect(ring?.width).toBeGreaterThan(100)
    }).toPass()
    if (index < TITLES.length - 1) await page.keyboard.press('ArrowRight')
  }
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('dialog', { name: TITLES[3] ?? '' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('Edited', { exact: true })).toHaveCount(0)
})

test('the tour leaves the page usable, and its numbers follow an input', async ({ page }) => {
  await openSample(page)
  await page.getByRole('button', { name: 'Set as baseline' }).first().focus()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('tour of')
  await page.keyboard.press('Enter')
  const card = page.getByRole('dialog', { name: TITLES[0] ?? '' })
  await card.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  const batch = page.getByRole('dialog', { name: 'What batch changes' })
  await expect(batch).toContainText('With 16 requests in flight')
  const box = page.locator('[data-field="workload.concurrency"] input')
  await box.fill('32')
  await box.press('Enter')
  await expect(batch).toContainText('With 32 requests in flight')
  await expect(batch).toContainText('With 128 it would be')
  await page.getByRole('button', { name: 'End the tour' }).click()
  await expect(batch).toHaveCount(0)
})

test('the screen is presented one page at a time, and Escape leads back', async ({ page }) => {
  await page.keyboard.press('F5')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await openSample(page)
  await page.keyboard.press('F5')
  const shown = page.getByRole('dialog')
  await expect(shown).toContainText('1 of 5')
  await expect(shown.getByRole('columnheader')).toHaveCount(4)
  await page.keyboard.press('ArrowRight')
  await expect(shown).toContainText('2 of 5')
  await expect(shown.getByRole('heading', { name: 'Memory ladder, per system' })).toBeVisible()
  await expect(shown.getByRole('img', { name: /Memory ladder/i })).toBeVisible()
  await expect(shown.getByRole('list', { name: 'Scenarios' }).getByRole('listitem')).toHaveCount(4)
  await page.keyboard.press('End')
  await expect(shown).toContainText('5 of 5')
  await expect(shown.getByRole('button', { name: 'Next page' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(shown).toHaveCount(0)
  await page.getByRole('button', { name: 'Library', exact: true }).click()
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await page.keyboard.press('F5')
  await expect(page.getByRole('dialog')).toContainText(/1 of \d+/)
})

test('Ctrl+/ opens the shortcuts, which list the presentation', async ({ page }) => {
  await page.keyboard.press('Control+/')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Present')
})

for (const scheme of ['light', 'dark'] as const) {
  test(`has nothing against the accessibility rules or the page’s policy, ${scheme}`, async ({ page }) => {
    const watched = await watchPage(page)
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await expect(page.locator(`html[data-theme="${scheme}"]`)).toBeAttached()
    const check = async (): Promise<void> => {
      const { violations } = await axe(page).withTags(TAGS).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    }
    await page.getByRole('button', { name: 'Take the tour' }).click()
    await expect(page.getByRole('dialog')).toContainText('1 of 5')
    await page.locator('.outline').waitFor()
    await check()
    await page.keyboard.press('Escape')
    await page.keyboard.press('F5')
    await expect(page.getByRole('dialog')).toContainText('1 of 5')
    await check()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('dialog').locator('canvas').waitFor()
    await check()
    expect(watched.problems).toEqual([])
  })
}
