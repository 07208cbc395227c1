import { execFileSync } from 'node:child_process'
import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { inMain } from './electron.ts'
import { onPath } from './runtimes.ts'

/** The executive matrix: there once the results are. */
export function matrix(page: Page): Locator {
  return page.getByRole('table', { name: 'Executive matrix' })
}

/** Every number of the matrix as it stands, row by row. */
export async function matrixTexts(page: Page): Promise<readonly string[]> {
  await expectSettled(page)
  return matrix(page).locator('[data-cell] .value').allInnerTexts()
}

/** Waits until what is shown belongs to what was entered. */
export async function expectSettled(page: Page): Promise<void> {
  await expect(page.getByRole('contentinfo')).toContainText(/Evaluated in/)
}

/** Does something that must change the numbers, and waits until they have. @returns the new numbers */
export async function expectNumbersToChange(page: Page, act: () => Promise<unknown>): Promise<readonly string[]> {
  const before = await matrixTexts(page)
  await act()
  await expect.poll(() => matrixTexts(page)).not.toEqual(before)
  return matrixTexts(page)
}

/** An input of the inspector, by its id. */
export function field(page: Page, id: string): Locator {
  return page.locator(`[data-field="${id}"]`)
}

/** Types a value into an input and commits it. */
export async function typeInto(page: Page, id: string, text: string): Promise<void> {
  const box = field(page, id).getByRole('textbox')
  await box.fill(text)
  await box.press('Enter')
}

/** Adds a scenario through its dialog. @param device as it is searched for */
export async function addScenario(page: Page, device: string): Promise<void> {
  await page.getByRole('button', { name: 'Scenario', exact: true }).click()
  await page.getByLabel('Search devices').fill(device)
  await page.getByRole('option').first().click()
}

/** Drops a file on the window, as a file manager does. @param content its text, or its bytes */
export async function dropFile(page: Page, name: string, content: string | readonly number[]): Promise<void> {
  await page.evaluate(
    ([fileName, inside]) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([typeof inside === 'string' ? inside : new Uint8Array(inside)], fileName))
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
      }
    },
    [name, content] as const,
  )
}

/** Goes to a screen by the rail. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name, exact: true }).click()
}

/**
 * How many plots there are, and how many of them show something: a canvas with more than one colour. Each is scrolled
 * into view first, because what is out of sight is not drawn.
 */
export async function paintedPlots(page: Page): Promise<{ readonly plots: number; readonly painted: number }> {
  const plots = page.locator('.plot')
  const count = await plots.count()
  let painted = 0
  for (let index = 0; index < count; index += 1) {
    const plot = plots.nth(index)
    await plot.scrollIntoViewIfNeeded()
    const canvas = plot.locator('canvas').first()
    await canvas.waitFor()
    painted += await canvas.evaluate((element) => {
      const drawing = (element as HTMLCanvasElement).getContext('2d')
      const { data } = drawing?.getImageData(0, 0, drawing.canvas.width, drawing.canvas.height) ?? { data: [] }
      const colours = new Set<number>()
      for (let at = 0; at < data.length; at += 4) {
        colours.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0))
        if (colours.size > 3) return 1
      }
      return 0
    })
  }
  return { plots: count, painted }
}

/** Answers every native file dialog from now on with this path; null: the user cancels. */
export function answerFileDialogs(app: ElectronApplication, path: string | null): Promise<void> {
  return inMain(
    app,
    ({ dialog }, chosen) => {
      const canceled = chosen === null
      dialog.showSaveDialog = (() =>
        Promise.resolve({ canceled, filePath: chosen ?? '' })) as typeof dialog.showSaveDialog
      dialog.showOpenDialog = (() =>
        Promise.resolve({ canceled, filePaths: chosen === null ? [] : [chosen] })) as typeof dialog.showOpenDialog
    },
    path,
  )
}

/** Answers the native question about unsaved changes from now on. @returns how often it was asked, when called */
export async function answerUnsaved(
  app: ElectronApplication,
  choice: 'save' | 'discard' | 'cancel',
): Promise<() => Promise<number>> {
  await inMain(
    app,
    ({ dialog }, response) => {
      const counted = Object.assign(globalThis, { asked: 0 })
      dialog.showMessageBox = (() => {
        counted.asked += 1
        return Promise.resolve({ response, checkboxChecked: false })
      }) as typeof dialog.showMessageBox
    },
    ['save', 'discard', 'cancel'].indexOf(choice),
  )
  return () => inMain(app, () => (globalThis as unknown as { asked: number }).asked)
}

/** The text of a PDF in its layout; null where pdftotext is not installed. */
export function pdfText(path: string): string | null {
  return onPath('pdftotext') === null ? null : execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
}

/** Numbers of the matrix that its report prints too: what a column costs as typed has no place beside the verdict's cost. */
export function printedNumbers(page: Page): Promise<string[]> {
  const rows = matrix(page)
    .getByRole('row')
    .filter({ hasNotText: /^\s*Cost/ })
  return rows.locator('[data-cell] .number').allInnerTexts()
}
