import { expect, test, type Page } from '@playwright/test'
import { seriousFindings } from '../support/accessibility.ts'
import { openMemwall, whyNoElectron, type MemwallWindow } from '../support/electron.ts'
import { expectNumbersToChange, expectSettled, matrix, typeInto } from '../support/journey.ts'

test.skip(whyNoElectron() !== null, `the real window: ${whyNoElectron()}`)

let memwall: MemwallWindow
test.beforeAll(async () => {
  memwall = await openMemwall()
  // Fades would be looked at half way.
  await memwall.page.emulateMedia({ reducedMotion: 'reduce' })
})
test.afterAll(() => memwall.close())

/** Screens and what floats over them: how to get there, and what shows that one is there. */
const PLACES: readonly { readonly name: string; go(page: Page): Promise<void>; leave?(page: Page): Promise<void> }[] = [
  { name: 'start', go: (page) => expect(page.getByRole('button', { name: 'New workspace' })).toBeVisible() },
  {
    name: 'library',
    async go(page) {
      await screen(page, 'Library')
      await expect(page.getByText(/B200/).first()).toBeVisible()
    },
  },
  {
    name: 'settings',
    async go(page) {
      await screen(page, 'Settings')
      await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    },
  },
  {
    name: 'compare',
    async go(page) {
      await screen(page, 'Compare')
      await expect(matrix(page)).toBeVisible()
      await expectSettled(page)
    },
  },
  { name: 'compare, further down', go: (page) => page.locator('.charts').first().scrollIntoViewIfNeeded() },
  {
    name: 'why',
    async go(page) {
      await matrix(page).getByRole('button', { name: /^Why/ }).first().click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
    leave: escape,
  },
  { name: 'palette', go: dialogBy('Control+k'), leave: escape },
  { name: 'shortcuts', go: dialogBy('Shift+?'), leave: escape },
  { name: 'add a scenario', go: dialogBy('Control+Shift+a'), leave: escape },
  {
    name: 'a menu',
    async go(page) {
      await page.getByRole('menuitem', { name: 'File', exact: true }).click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
    leave: escape,
  },
  {
    name: 'an expanded chart',
    async go(page) {
      await page.getByRole('button', { name: 'Expand' }).first().click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
    leave: escape,
  },
  {
    name: 'a chart as a table',
    async go(page) {
      await page.getByRole('button', { name: 'Show as a table' }).first().click()
      await expect(page.locator('.card').first().getByRole('table')).toBeVisible()
    },
    leave: (page) => page.getByRole('button', { name: 'Show the chart' }).first().click(),
  },
  {
    name: 'decide',
    async go(page) {
      await screen(page, 'Decide')
      await expect(page.getByRole('toolbar', { name: 'Decision' })).toBeVisible({ timeout: 120_000 })
    },
    leave: (page) => screen(page, 'Compare'),
  },
  {
    name: 'a question',
    async go(page) {
      await expectNumbersToChange(page, () => typeInto(page, 'workload.concurrency', '5'))
      await page.keyboard.press('Control+w')
      await expect(page.getByRole('dialog')).toBeVisible()
    },
    leave: escape,
  },
]

for (const theme of ['light', 'dark'] as const) {
  test(`nothing serious or critical on any screen or dialog, ${theme}`, async () => {
    test.setTimeout(120_000)
    const { page } = memwall
    await page.reload()
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await expect(page.locator(`html[data-theme="${theme}"]`)).toBeAttached()
    const found: string[] = []
    for (const { name, go, leave } of PLACES) {
      await test.step(name, async () => {
        if (name === 'compare') await openSample(page)
        await go(page)
        for (const finding of await seriousFindings(page)) found.push(`${name}: ${finding}`)
        await leave?.(page)
      })
    }
    expect(found).toEqual([])
  })
}

async function openSample(page: Page): Promise<void> {
  await screen(page, 'Start')
  await page.getByRole('button', { name: /more HBM or a wafer/ }).click()
  await expect(matrix(page)).toBeVisible()
}

async function screen(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name, exact: true }).click()
}

function dialogBy(keys: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.keyboard.press(keys)
    await expect(page.getByRole('dialog')).toBeVisible()
  }
}

async function escape(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.locator('[role="dialog"], [role="menu"]')).toHaveCount(0)
}
