import { expect, type Page } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { CHOSEN } from '../support/briefVerdicts.ts'
import { decidedPage, type DecidedPage } from '../support/decidedPage.ts'
import { needsChromium, test as base } from '../support/inChromium.ts'
import { watchPage } from '../support/page.ts'
import { reportedPage, type ReportedPage } from '../support/reportedPage.ts'
import { REPORT_PROBLEMS } from '../support/reportProblems.ts'

needsChromium('the report’s screen')

/** The Report screen of a sample, whose pages and verdict are those of the fixtures. */
const test = base.extend<{ reported: ReportedPage; decided: DecidedPage }>({
  decided: async ({ page }, use) => use(await decidedPage(page, CHOSEN)),
  reported: async ({ page, memwall, decided: _decided }, use) => {
    const reported = await reportedPage(page, REPORT_PROBLEMS)
    await page.goto(memwall.address)
    await openReport(page)
    await use(reported)
  },
})

async function openReport(page: Page) {
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
  await page.getByRole('navigation', { name: 'Screens' }).getByText('Report').click()
  await pages(page).first().waitFor()
}
const pages = (page: Page) => page.getByRole('navigation', { name: 'Pages' }).getByRole('button')
const sections = (page: Page) => page.getByRole('listbox', { name: 'Sections' })
const section = (page: Page, name: string) => sections(page).getByRole('option', { name: new RegExp(`^${name}`) })
const names = (page: Page) => sections(page).locator('[role="option"] .name').allTextContents()
const summary = (page: Page) => page.getByRole('button', { name: /^Edit Summary/ })
const picture = (page: Page) => page.getByRole('region', { name: 'Page', exact: true }).getByRole('img')
const undo = (page: Page) => page.keyboard.press('Control+z')
const newest = (reported: ReportedPage) => reported.asked.at(-1)?.workspace.report

test('pages are pictures of the whole report, and comes to rest', async ({ page, reported }) => {
  await expect(pages(page)).toHaveCount(16)
  await expect(picture(page)).toHaveAttribute('src', /^blob:/)
  await expect(picture(page)).toHaveJSProperty('complete', true)
  expect(await picture(page).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
  await expect(page.getByText('16 of 16, 16 pages')).toBeVisible()
  const asked = reported.asked.length
  await page.waitForTimeout(1500)
  expect(reported.asked).toHaveLength(asked)
})

test('by keyboard a section is left out and moved, one step of undo each', async ({ page, reported }) => {
  await sections(page).focus()
  for (let row = 0; row < 3; row += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(section(page, 'Matrix')).toHaveAttribute('aria-selected', 'false')
  await expect(pages(page)).toHaveCount(15)
  await page.keyboard.press('Alt+ArrowUp')
  expect((await names(page)).slice(0, 4)).toEqual([
    'Decision and why',
    'Case and signatures',
    'Matrix',
    'Brief, demand and SLO',
  ])
  // Decision and case stay first.
  await page.keyboard.press('Alt+ArrowUp')
  expect((await names(page)).slice(0, 3)).toEqual(['Decision and why', 'Case and signatures', 'Matrix'])
  await undo(page)
  expect((await names(page))[3]).toBe('Matrix')
  await undo(page)
  await expect(section(page, 'Matrix')).toHaveAttribute('aria-selected', 'true')
  await expect(pages(page)).toHaveCount(16)
  // A page that has not changed is not sent again.
  expect(reported.asked.at(-1)?.known).toHaveLength(15)
})

test('a handle drags a section, and Escape puts it back', async ({ page, reported: _reported }) => {
  const handle = section(page, 'Risks').locator('.handle')
  const over = await section(page, 'Brief').boundingBox()
  const from = await handle.boundingBox()
  if (!over || !from) throw new Error('The rows are not shown.')
  const drag = async () => {
    await page.mouse.move(from.x + 4, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(from.x + 4, over.y + 10, { steps: 6 })
  }
  await drag()
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect((await names(page))[2]).toBe('Brief, demand and SLO')
  await drag()
  await page.mouse.up()
  expect((await names(page))[2]).toBe('Risks')
  await undo(page)
  expect((await names(page))[2]).toBe('Brief, demand and SLO')
})

test('the board brief is exactly decision and case', async ({ page, reported }) => {
  await page.getByRole('radio', { name: 'Board' }).click()
  await expect(pages(page)).toHaveCount(2)
  await expect(page.getByText('2 of 16, 2 pages')).toBeVisible()
  await section(page, 'Matrix').locator('.box').click()
  await expect(section(page, 'Matrix, .*not in the board brief')).toHaveAttribute('aria-selected', 'false')
  expect(newest(reported)?.audience).toBe('board')
  await page.getByRole('radio', { name: 'Full' }).click()
  await page.getByRole('button', { name: /^Preset/ }).click()
  await page.getByRole('menuitem', { name: 'Decision and case alone' }).click()
  await expect(pages(page)).toHaveCount(2)
})

test('a section of one’s own is added, edited and removed', async ({ page, reported }) => {
  await section(page, 'Case').click()
  await page.getByRole('button', { name: 'Own section' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Title').fill('What operations says')
  await dialog.getByLabel('Text').fill('Two people more.')
  await dialog.getByRole('button', { name: 'Add' }).click()
  expect((await names(page))[2]).toBe('What operations says')
  await expect.poll(() => newest(reported)?.ownSections).toMatchObject([{ after: 'case', text: 'Two people more.' }])
  await sections(page).focus()
  await page.keyboard.press('F2')
  await dialog.getByLabel('Title').fill('Operations')
  await page.keyboard.press('Enter')
  expect((await names(page))[2]).toBe('Operations')
  await sections(page).focus()
  await page.keyboard.press('Delete')
  expect(await names(page)).not.toContain('Operations')
  await undo(page)
  expect((await names(page))[2]).toBe('Operations')
})

test('a text is edited on its page, says so, and is as computed again', async ({ page, reported }) => {
  await summary(page).click()
  const box = page.getByRole('textbox', { name: 'Summary' })
  await expect(box).toHaveValue(/^B200 carries/)
  await box.fill('We take the one with the memory.')
  await page.keyboard.press('Escape')
  await expect(box).toHaveCount(0)
  expect(newest(reported)?.texts).toEqual({})
  await page.keyboard.press('Enter')
  await box.fill('We take the one with the memory.')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => newest(reported)?.texts).toEqual({ summary: 'We take the one with the memory.' })
  await summary(page).click()
  await expect(page.getByText('edited by hand')).toBeVisible()
  await page.getByRole('button', { name: 'as computed' }).click()
  await expect.poll(() => newest(reported)?.texts).toEqual({})
  await undo(page)
  await expect.poll(() => newest(reported)?.texts).toEqual({ summary: 'We take the one with the memory.' })
})

test('pages are turned and sized by keyboard', async ({ page, reported: _reported }) => {
  await page.keyboard.press('PageDown')
  await expect(picture(page)).toHaveAttribute('alt', /^Page 2 of 16/)
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await expect(picture(page)).toHaveAttribute('alt', /^Page 1 of 16/)
  const width = async () => (await picture(page).boundingBox())?.width ?? 0
  const fitting = await width()
  await page.keyboard.press('+')
  expect(await width()).toBeGreaterThan(fitting)
  await page.keyboard.press('0')
  expect(await width()).toBe(fitting)
})

test('while pages are worked out the last whole ones stay; Cancel keeps them, and a failure is said', async ({
  page,
  reported,
}) => {
  reported.hold()
  await page.getByRole('radio', { name: 'Letter' }).click()
  await expect(page.getByText('Laying the pages out').first()).toBeVisible()
  await expect(pages(page)).toHaveCount(16)
  // Of what is entered meanwhile only the newest is asked for.
  const asked = reported.asked.length
  for (const text of ['One', 'Two', 'Three']) {
    await page.getByLabel('Owner').fill(text)
    await page.keyboard.press('Enter')
  }
  expect(reported.asked).toHaveLength(asked)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => reported.asked.length).toBe(asked + 1)
  expect(newest(reported)?.owner).toBe('Three')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText(/^Stopped/)).toBeVisible()
  await expect(pages(page)).toHaveCount(16)
  reported.go()
  reported.fail('The report could not be typeset.')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText(/older than what is entered\. The report could not be typeset\./)).toBeVisible()
  reported.fail(null)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Preview of what is entered')).toBeVisible()
})

test('each problem has a verb that leads to it', async ({ page, reported: _reported }) => {
  await page.getByRole('button', { name: 'Enter: Nobody signs' }).click()
  await expect(page.getByLabel('Owner')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Show: The text/ }).click()
  await expect(page.getByRole('textbox', { name: 'Summary' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Open: A dissent/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Decide' })).toBeVisible()
  await page.keyboard.press('Alt+5')
  await page.getByRole('button', { name: /^Set price/ }).click()
  await expect(page.locator('[data-candidate-details]')).toBeVisible()
})

test('an approval keeps what was approved, and says when that is no longer so', async ({ page, reported }) => {
  const approve = page.getByRole('button', { name: 'Approve', exact: true })
  await expect(approve).toBeDisabled()
  await expect(page.getByText('Say who approves: enter the owner.')).toBeVisible()
  await page.getByLabel('Owner').fill('Platform lead')
  await page.keyboard.press('Enter')
  await approve.click()
  await expect(page.getByText(/^Approved on \d{4}-\d{2}-\d{2} by Platform lead\./)).toBeVisible()
  await expect.poll(() => newest(reported)?.standing).toBe('approved')
  const approved = newest(reported)?.approved
  expect(approved?.documentHash).toMatch(/^[0-9a-f]{64}$/)
  expect(approved?.verdict).toMatchObject({ state: 'choose', choice: CHOSEN.choice })
  expect(approved?.verdict.costs['wse3']).toBeNull()
  // One step: both come and go together.
  await undo(page)
  await expect.poll(() => newest(reported)?.approved).toBeNull()
  expect(newest(reported)?.standing).toBe('proposed')
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Alt+0')
  await page.getByRole('textbox', { name: 'Question to decide' }).fill('Another question?')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+5')
  await expect(page.getByText(/^What was approved on/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve anew' })).toBeEnabled()
})

test('a logo is looked at before it is taken', async ({ page, reported }) => {
  const give = async (name: string, text: string, mimeType = 'image/svg+xml') => {
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: /^(?:Choose|Replace)…/ }).click()
    await (await choosing).setFiles({ name, mimeType, buffer: Buffer.from(text) })
  }
  const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">${inner}</svg>`
  await give('run.svg', svg('<script>alert(1)</script>'))
  await expect(page.getByRole('alert')).toContainText('“run.svg” holds a script')
  await give('far.svg', svg('<image href="https://example.org/a.png"/>'))
  await expect(page.getByRole('alert')).toContainText('refers to something outside')
  await give('large.png', 'x'.repeat(256 * 1024 + 1), 'image/png')
  await expect(page.getByRole('alert')).toContainText('more than 256 KiB')
  expect(newest(reported)?.logo).toBeNull()
  await give('ours.svg', svg('<path d="M0 0h8v8H0z"/>'))
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByRole('img', { name: 'Logo' })).toBeVisible()
  await expect.poll(() => newest(reported)?.logo?.mediaType).toBe('image/svg+xml')
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect.poll(() => newest(reported)?.logo).toBeNull()
})

test('what was exported stays to be found', async ({ page, reported: _reported }) => {
  const downloading = page.waitForEvent('download', { timeout: 60_000 })
  await page.keyboard.press('Control+e')
  expect((await downloading).suggestedFilename()).toMatch(/\.pdf$/)
  const last = page.getByRole('region', { name: 'Last export' })
  await expect(last).toContainText('.pdf')
  await expect(last).toContainText(/\d+ pages, \d+(?:\.\d+)?\s[kM]B/)
  await expect(last).toContainText(/Made in .+ by the .*typesetter/)
  await expect(last).not.toContainText('Older')
  await page.getByRole('radio', { name: 'Letter' }).click()
  await expect(last).toContainText('Older than what is entered')
  expect((await axe(page).analyze()).violations).toEqual([])
})

test('an export says how far it is, and leaves nothing where it is cancelled', async ({
  page,
  reported: _reported,
}) => {
  const downloads: string[] = []
  page.on('download', (download) => downloads.push(download.suggestedFilename()))
  const button = page.getByRole('button', { name: /^Export/ })
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Exporting the PDF: working out the analyses, \d+\s%$/)).toBeVisible()
  await expect(page.getByRole('progressbar', { name: /^Exporting/ })).toBeVisible()
  await expect(button).toBeFocused()
  await page.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(page.getByText('The export was cancelled. No file was written.')).toBeVisible()
  // The bar had the focus and is gone.
  await expect(page.getByRole('region', { name: 'Page', exact: true })).toBeFocused()
  await expect(page.getByRole('region', { name: 'Last export' })).toHaveCount(0)
  expect(downloads).toEqual([])
})

test('where the window is narrow the details stand behind their button', async ({ page, reported: _reported }) => {
  await page.setViewportSize({ width: 1100, height: 700 })
  const button = page.getByRole('button', { name: 'Details, 4 problems' })
  await button.press('Enter')
  await expect(page.getByLabel('Title', { exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('Title', { exact: true })).toHaveCount(0)
  await expect(button).toBeFocused()
})

for (const theme of ['light', 'dark'] as const) {
  test(`nobody is kept out, and the policy of the page holds, ${theme}`, async ({ page, memwall }) => {
    await page.emulateMedia({ colorScheme: theme })
    await decidedPage(page, CHOSEN)
    await reportedPage(page, REPORT_PROBLEMS)
    await page.goto(memwall.address)
    const { problems } = await watchPage(page)
    await openReport(page)
    expect((await axe(page).analyze()).violations).toEqual([])
    await summary(page).click()
    expect((await axe(page).analyze()).violations).toEqual([])
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 1100, height: 700 })
    await page.getByRole('button', { name: /^Details/ }).click()
    expect((await axe(page).analyze()).violations).toEqual([])
    expect(problems).toEqual([])
  })
}
