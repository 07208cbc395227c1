import { expect, type Page } from '@playwright/test'
import { needsChromium, test } from '../support/inChromium.ts'
import { watchPage } from '../support/page.ts'

needsChromium('pages of the core’s own')

/** Milliseconds the analyses of a report may take on a machine that does much else. */
const PATIENCE = 120_000

/** Until the pages are of what is entered now. */
async function fresh(page: Page): Promise<void> {
  // The edit reaches the pages in the next turn.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 50)))
  await expect(page.getByText('Preview of what is entered')).toBeVisible({ timeout: PATIENCE })
}
const section = (page: Page, name: string) =>
  page.getByRole('listbox', { name: 'Sections' }).getByRole('option', { name: new RegExp(`^${name}`) })
const pages = (page: Page) => page.getByRole('navigation', { name: 'Pages' }).getByRole('button')

test('the core’s own pages are shown, follow what is entered, and are what is exported', async ({ page, memwall }) => {
  test.setTimeout(2 * PATIENCE)
  /** Of each answer: the pages there are, and those that came with a picture. */
  const answers: { readonly sent: number; readonly of: number }[] = []
  page.on('response', async (response) => {
    const { name } = (response.request().postDataJSON() as { name?: string } | null) ?? {}
    if (name !== 'report.preview') return
    const reply = (await response.json()) as { ok: boolean; value?: { pages: { svg: string | null }[] } }
    const made = reply.value?.pages ?? []
    answers.push({ sent: made.filter(({ svg }) => svg !== null).length, of: made.length })
  })
  await page.goto(memwall.address)
  const { problems } = await watchPage(page)
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
  await page.keyboard.press('Alt+5')
  await expect(pages(page).first()).toBeVisible({ timeout: PATIENCE })
  await test.step('every page is a picture that can be drawn', async () => {
    expect(await pages(page).count()).toBeGreaterThan(2)
    const drawn = () =>
      pages(page)
        .locator('img')
        .evaluateAll((images: HTMLImageElement[]) => images.map((image) => image.complete && image.naturalWidth > 0))
    await expect.poll(async () => (await drawn()).every(Boolean), { timeout: 20_000 }).toBe(true)
  })
  await test.step('what is entered is on the pages, and only those that changed are sent', async () => {
    const all = await pages(page).count()
    const settings = page.getByRole('complementary', { name: 'Details' })
    const enter = async (label: string, text: string) => {
      await settings.getByLabel(label, { exact: true }).fill(text)
      await page.keyboard.press('Enter')
      await fresh(page)
    }
    await enter('Date', '2026-11-20')
    await enter('Company', 'Ours')
    const { sent, of } = answers.at(-1) ?? { sent: 0, of: 0 }
    expect(of).toBe(all)
    expect(sent).toBeGreaterThan(0)
    await section(page, 'Matrix').locator('.box').click()
    await fresh(page)
    await expect(section(page, 'Matrix').locator('.page')).toHaveText('')
    await page.keyboard.press('Control+z')
    await fresh(page)
    await expect(section(page, 'Matrix').locator('.page')).toHaveText(/\d/)
  })
  await test.step('in Chinese the pages are Chinese, and the window stays as it is', async () => {
    const language = page.getByRole('combobox', { name: 'Language of the report' })
    await language.click()
    await page.getByRole('option', { name: '中文' }).click()
    await fresh(page)
    await expect(page.getByRole('button', { name: /^Edit Summary: .*[\u4e00-\u9fff]/ })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Problems' })).toBeVisible()
    await page.keyboard.press('Control+z')
    await fresh(page)
  })
  await test.step('the board reads two of them', async () => {
    await page.getByRole('radio', { name: 'Board' }).click()
    await expect(pages(page)).toHaveCount(2, { timeout: PATIENCE })
  })
  await test.step('a text is edited where it is printed', async () => {
    await page.getByRole('button', { name: /^Edit Summary: \S/ }).click()
    await page.getByRole('textbox', { name: 'Summary' }).fill('We take the one with the memory.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: /^Edit Summary: We take the one/ }).click({ timeout: PATIENCE })
    await expect(page.getByText('edited by hand')).toBeVisible()
    await page.keyboard.press('Escape')
  })
  await test.step('a figure in it that the report does not hold is a problem of its page', async () => {
    await page.getByRole('button', { name: /^Edit Summary/ }).click()
    await page.getByRole('textbox', { name: 'Summary' }).fill('It is 123.45 USD.')
    await page.keyboard.press('Control+Enter')
    const problem = page.getByRole('button', { name: /^Show: The summary was written by hand/ })
    await expect(page.getByText('Page 1. Not found now: 123.45 USD.')).toBeVisible({ timeout: PATIENCE })
    await page.keyboard.press('PageDown')
    await problem.click()
    await expect(page.getByRole('textbox', { name: 'Summary' })).toBeFocused()
    await page.getByRole('button', { name: 'as computed' }).click()
    await expect(problem).toHaveCount(0, { timeout: PATIENCE })
  })
  await test.step('every text that may be edited is on its page', async () => {
    const editable = page.getByRole('button', { name: /^Edit (?:Summary|What is asked|Not modelled|Open points)/ })
    const names: string[] = []
    for (const on of ['PageUp', 'PageDown']) {
      await page.getByRole('region', { name: 'Page', exact: true }).focus()
      await page.keyboard.press(on)
      names.push(
        ...(await editable.evaluateAll((blocks) =>
          blocks.map((block) => (block as HTMLElement).dataset['block'] ?? ''),
        )),
      )
    }
    expect(names.toSorted()).toEqual(['ask', 'notModelled', 'openPoints', 'summary'])
    await page.keyboard.press('PageUp')
  })
  await test.step('who signs is asked for, and named', async () => {
    await page
      .getByRole('button', { name: /^Enter:/ })
      .first()
      .click()
    await expect(page.getByRole('textbox', { name: 'Owner' })).toBeFocused()
    await page.keyboard.type('Platform lead')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Preview of what is entered')).toBeVisible({ timeout: PATIENCE })
    await page.getByRole('button', { name: 'Approve', exact: true }).click({ timeout: PATIENCE })
    await expect(page.getByText(/^Approved on/)).toBeVisible()
  })
  await test.step('the export has as many pages', async () => {
    const downloading = page.waitForEvent('download', { timeout: PATIENCE })
    await page.keyboard.press('Control+e')
    await downloading
    await expect(page.getByRole('region', { name: 'Last export' })).toContainText('2 pages')
  })
  expect(problems).toEqual([])
})
