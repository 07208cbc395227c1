import { expect, type Page } from '@playwright/test'
import { seriousFindings } from '../support/accessibility.ts'
import { needsChromium, test } from '../support/inChromium.ts'
import { dropFile, expectSettled, goTo, matrix } from '../support/journey.ts'

needsChromium('accessibility')

const LIBRARY = '{"type":"memwall-library","version":1,"hardware":[],"models":[],"stacks":[]}'
const DEVICES = 'Name,Memory,Bandwidth\nDropped device,80 GB,2 TB/s\n'
const RUNS = 'concurrency,input_tokens,output_tokens,tpot_ms\n4,1024,512,10.4\n16,1024,512,13.8\n64,1024,512,22\n'

const heading = (page: Page, name: RegExp | string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
const dialog = (page: Page, name: RegExp | string) => expect(page.getByRole('dialog', { name })).toBeVisible()
async function escape(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.locator('[role="dialog"], [role="menu"]')).toHaveCount(0)
}
async function chosen(page: Page, menu: string, item: RegExp): Promise<void> {
  await page.getByRole('menuitem', { name: menu, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Screens and dialogs that the tests in the window do not visit: how to get there, and how to leave. */
const PLACES: readonly { readonly name: string; go(page: Page): Promise<void>; leave?(page: Page): Promise<void> }[] = [
  {
    name: 'compare, renaming a scenario',
    async go(page) {
      await page.keyboard.press('F2')
      await expect(page.getByLabel('Name of the scenario')).toBeFocused()
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'renaming the workspace',
    async go(page) {
      await chosen(page, 'File', /^Rename workspace/)
      await expect(page.getByLabel('Title of the workspace')).toBeFocused()
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'energy and cost, sensitivity, findings',
    async go(page) {
      for (const name of [/^Energy, cost/, /^What would change/, /^Findings/])
        await page.getByRole('button', { name }).click()
      await expect(page.locator('.sensitivity canvas')).toBeAttached({ timeout: 60_000 })
    },
  },
  {
    name: 'calibrate',
    async go(page) {
      await dropFile(page, 'runs.csv', RUNS)
      await expect(page.getByRole('dialog').getByText(/median error/)).toBeVisible({ timeout: 60_000 })
    },
    leave: escape,
  },
  {
    name: 'import',
    async go(page) {
      await dropFile(page, 'devices.csv', DEVICES)
      await expect(page.getByRole('dialog').getByText(/A table of devices/)).toBeVisible()
    },
    leave: escape,
  },
  {
    name: 'take in a library',
    async go(page) {
      await dropFile(page, 'team.json', LIBRARY)
      await dialog(page, 'Take in a library')
    },
    leave: escape,
  },
  {
    name: 'about',
    async go(page) {
      await chosen(page, 'Help', /^About/)
      await dialog(page, 'Memwall')
    },
    leave: escape,
  },
  {
    name: 'accuracy',
    async go(page) {
      await goTo(page, 'Accuracy')
      await expect(page.getByRole('region', { name: /^Errors by quantity/ })).toBeVisible({ timeout: 30_000 })
    },
  },
  {
    name: 'library, filters',
    async go(page) {
      await goTo(page, 'Library')
      await heading(page, /./)
      await page.getByRole('button', { name: 'Filters' }).click()
    },
    leave: (page) => page.getByRole('button', { name: 'Filters' }).click(),
  },
  {
    name: 'copy a profile',
    async go(page) {
      await page.getByRole('button', { name: 'Copy to edit…' }).click()
      await dialog(page, /^Copy/)
    },
    leave: escape,
  },
  ...(['Stacks', 'Timeline', 'Weak figures', 'Compare figures'] as const).map((name) => ({
    name: name.toLowerCase(),
    async go(page: Page) {
      await page.getByRole('button', { name, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    },
  })),
  {
    name: 'a problem as a notice',
    async go(page) {
      await dropFile(page, 'trace.json', '{}')
      await expect(page.getByText(/is nothing Memwall reads/)).toBeVisible()
    },
    leave: (page) => page.getByRole('button', { name: 'Dismiss' }).click(),
  },
]

for (const theme of ['light', 'dark'] as const) {
  test(`nothing serious or critical where the window’s tests do not look, ${theme}`, async ({ page, memwall }) => {
    test.setTimeout(240_000)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.goto(memwall.address)
    await page.getByRole('button', { name: /more HBM or a wafer/ }).click()
    await expect(matrix(page)).toBeVisible({ timeout: 30_000 })
    await expectSettled(page)
    const found: string[] = []
    for (const { name, go, leave } of PLACES) {
      await test.step(name, async () => {
        await go(page)
        for (const finding of await seriousFindings(page)) found.push(`${name}: ${finding}`)
        await leave?.(page)
      })
    }
    expect(found).toEqual([])
  })
}
