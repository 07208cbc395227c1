import { readFileSync } from 'node:fs'
import { expect, type Locator, type Page } from '@playwright/test'
import { needsChromium, test } from '../support/inChromium.ts'
import { dropFile, goTo, matrix } from '../support/journey.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'

needsChromium('everyday use')

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await expect(page.getByRole('heading', { name: 'Where is the memory wall?' })).toBeVisible({ timeout: 30_000 })
})

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /more HBM or a wafer/ }).click()
  await expect(matrix(page)).toBeVisible()
}

/** Types a name into the box that has the focus. */
async function typeName(page: Page, box: Locator, name: string): Promise<void> {
  await expect(box).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(box).toHaveCount(0)
}

test.describe('renaming by menu, F2 and double click', () => {
  test('a scenario and the workspace', async ({ page }) => {
    await openSample(page)
    const scenario = page.getByLabel('Name of the scenario')
    const column = (name: string) => page.locator('.heads').getByRole('group', { name, exact: true })
    await test.step('a scenario by its menu', async () => {
      await page.getByRole('button', { name: 'More for 8 × B200' }).click()
      await page.getByRole('menuitem', { name: /^Rename/ }).click()
      await typeName(page, scenario, 'By menu')
      await expect(column('By menu')).toBeVisible()
    })
    await test.step('by a double click, also where the first click would bring in the inputs', async () => {
      await page.getByRole('button', { name: 'Hide inputs' }).click()
      await page.getByRole('button', { name: 'By menu', exact: true }).dblclick()
      await typeName(page, scenario, 'By double click')
      await expect(column('By double click')).toBeVisible()
      // Typed sooner than the first click would have brought the inputs in, or not: they stay away.
      await page.waitForTimeout(400)
      await expect(page.locator('.inputs')).toHaveCount(0)
      await page.setViewportSize({ width: 1100, height: 700 })
      await page.getByRole('button', { name: 'By double click', exact: true }).dblclick()
      await typeName(page, scenario, 'In a narrow window')
      // A slow one: the inputs have opened over the name before its second click.
      // On a busy machine the test’s own second click can come later than any double click does: then once more.
      await expect(async () => {
        if (await page.locator('.drawer').isVisible()) await page.locator('.shade').click()
        await page.getByRole('button', { name: 'In a narrow window', exact: true }).click()
        await expect(page.locator('.drawer')).toBeVisible()
        await page.mouse.down({ clickCount: 2 })
        await page.mouse.up({ clickCount: 2 })
        await expect(scenario).toBeFocused({ timeout: 2000 })
      }).toPass()
      await typeName(page, scenario, 'By two slow clicks')
      await expect(page.locator('.drawer')).toHaveCount(0)
      await page.setViewportSize({ width: 1440, height: 900 })
    })
    await test.step('by F2: the focused one, and any on its own name', async () => {
      await page.keyboard.press('F2')
      await typeName(page, scenario, 'By key')
      await expect(column('By key')).toBeVisible()
      await expect(page.getByRole('button', { name: 'By key', exact: true })).toBeFocused()
      const second = page.locator('.heads').getByRole('group').nth(1)
      await second.getByRole('button').first().focus()
      await page.keyboard.press('F2')
      await expect(second.getByRole('textbox')).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(scenario).toHaveCount(0)
    })
    await test.step('by the menu of the window, from another screen', async () => {
      await goTo(page, 'Decide')
      await page.getByRole('menuitem', { name: 'Scenario', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Rename scenario' }).click()
      await typeName(page, scenario, 'By the window')
      await expect(column('By the window')).toBeVisible()
    })
    const workspace = page.getByLabel('Title of the workspace')
    const title = page.getByRole('banner').locator('.title')
    await test.step('the workspace by menu, double click and key', async () => {
      await page.getByRole('menuitem', { name: 'File', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Rename workspace' }).click()
      await typeName(page, workspace, 'Title by menu')
      await expect(title).toHaveText('Title by menu')
      await title.dblclick()
      await typeName(page, workspace, 'Title by double click')
      await expect(title).toHaveText('Title by double click')
      await goTo(page, 'Settings')
      await page.keyboard.press('F2')
      await typeName(page, workspace, 'Title by key')
      await expect(title).toHaveText('Title by key')
      await page.keyboard.press('Control+z')
      await expect(title).toHaveText('Title by double click')
    })
  })

  test('a profile of one’s own; what Memwall ships keeps its name', async ({ page }) => {
    await goTo(page, 'Library')
    const heading = page.getByRole('heading', { level: 1 })
    await expect(heading).toBeVisible()
    const box = page.getByLabel('Name of the profile')
    await heading.dblclick()
    await expect(box).toHaveCount(0)
    await page.getByRole('button', { name: 'Copy to edit…' }).click()
    await page.keyboard.press('Enter')
    await expect(heading).toHaveText(/, own$/)
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByRole('menuitem', { name: /^Rename/ }).click()
    await typeName(page, box, 'Ours by menu')
    await expect(heading).toHaveText('Ours by menu')
    await heading.locator('span').last().dblclick()
    await typeName(page, box, 'Ours by double click')
    await expect(heading).toHaveText('Ours by double click')
    await page.keyboard.press('F2')
    await typeName(page, box, 'Ours by key')
    await expect(heading).toHaveText('Ours by key')
  })
})

test('what a menu opens keeps the focus', async ({ page }) => {
  await openSample(page)
  await page.getByRole('button', { name: 'More for 8 × B200' }).click()
  await page.getByRole('menuitem', { name: /^Calibrate/ }).click()
  const calibrate = page.getByRole('dialog', { name: /^Calibrate/ })
  await expect(calibrate.getByRole('button', { name: 'Choose a file…' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'More for 8 × B200' })).toBeFocused()
  await page.getByRole('menuitem', { name: 'View', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Go to or run/ }).click()
  await expect(page.getByRole('combobox', { name: 'Go to or run' })).toBeFocused()
})

test('screens are found as they were left', async ({ page }) => {
  test.setTimeout(180_000)
  await openSample(page)
  /** Leaves for the settings and comes back. */
  const away = async (from: string) => {
    await goTo(page, from === 'Settings' ? 'Library' : 'Settings')
    await expect(page.getByRole('heading', { name: from === 'Settings' ? /./ : 'Settings', level: 1 })).toBeVisible()
    await goTo(page, from)
  }
  const scrolled = async (box: Locator, top: number) => {
    await box.evaluate((element, to) => element.scrollTo({ top: to }), top)
    await expect.poll(() => box.evaluate((element) => element.scrollTop)).toBeGreaterThan(top / 2)
    return box.evaluate((element) => element.scrollTop)
  }
  const stands = (box: Locator, top: number) =>
    expect.poll(() => box.evaluate((element) => element.scrollTop)).toBe(top)

  await test.step('Compare', async () => {
    await page.getByRole('button', { name: /^Energy, cost and carbon/ }).click()
    await page
      .locator('.inspector')
      .getByRole('button', { name: /^Economics/ })
      .click()
    await page.getByRole('checkbox', { name: 'Overridden only' }).click()
    const ladder = page.locator('[data-chart]').first()
    await ladder.getByRole('button', { name: 'Show as a table' }).click()
    await page.locator('[data-chart="delta"]').getByRole('radio', { name: 'Operators' }).click()
    const top = await scrolled(page.locator('.compare .content'), 420)
    await away('Compare')
    await expect(ladder.getByRole('button', { name: 'Show the chart' })).toBeAttached()
    await expect(page.locator('[data-chart="delta"]').getByRole('radio', { name: 'Operators' })).toBeChecked()
    await expect(page.getByRole('button', { name: /^Energy, cost and carbon/ })).toHaveAttribute(
      'aria-expanded',
      'true',
    )
    await expect(page.getByRole('checkbox', { name: 'Overridden only' })).toBeChecked()
    await page.getByRole('checkbox', { name: 'Overridden only' }).click()
    const economics = page.locator('.inspector').getByRole('button', { name: /^Economics/ })
    await expect(economics).toHaveAttribute('aria-expanded', 'true')
    await stands(page.locator('.compare .content'), top)
    const inputs = await scrolled(page.locator('.inspector .body'), 300)
    await away('Compare')
    await stands(page.locator('.inspector .body'), inputs)
  })
  await test.step('a link into the inputs leads there once', async () => {
    await matrix(page).getByRole('row').nth(2).getByRole('button', { name: /^Why/ }).first().click()
    await page.getByRole('dialog').locator('button.expression').first().click()
    await expect(page.locator('[data-field] :focus')).toHaveCount(1)
    await away('Compare')
    await expect(page.locator('[data-field] :focus')).toHaveCount(0)
  })
  await test.step('what is asked of the columns as typed', async () => {
    await goTo(page, 'Compare')
    await page.getByRole('button', { name: /^As typed on Compare/ }).click()
    await page.getByRole('button', { name: 'Sweeps', exact: true }).click()
    await page.getByRole('button', { name: /^Register of assumptions/ }).click()
    await page.getByRole('checkbox', { name: 'Estimates and guesses only' }).click()
    await away('Compare')
    await expect(page.getByRole('button', { name: 'Sweeps', exact: true })).toHaveAttribute('aria-expanded', 'false')
    await expect(page.getByRole('checkbox', { name: 'Estimates and guesses only' })).toBeChecked()
  })
  await test.step('Library', async () => {
    await goTo(page, 'Library')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const list = await scrolled(page.getByRole('listbox', { name: 'Devices' }), 900)
    const figures = await scrolled(page.locator('.profile-body'), 200)
    await away('Library')
    await stands(page.getByRole('listbox', { name: 'Devices' }), list)
    await stands(page.locator('.profile-body'), figures)
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByRole('tab', { name: /^Sources/ }).click()
    await page.getByRole('searchbox', { name: 'Search devices' }).fill('h200')
    await away('Library')
    await expect(page.getByRole('searchbox', { name: 'Search devices' })).toHaveValue('h200')
    await expect(page.getByRole('button', { name: 'Filters' })).toHaveAttribute('aria-expanded', 'true')
    await expect(page.getByRole('tab', { name: /^Sources/ })).toHaveAttribute('aria-selected', 'true')
    await page.getByRole('button', { name: 'Stacks' }).click()
    await page.getByRole('searchbox', { name: 'Search stacks' }).fill('vllm')
    await away('Library')
    await expect(page.getByRole('searchbox', { name: 'Search stacks' })).toHaveValue('vllm')
  })
  await test.step('Accuracy', async () => {
    await goTo(page, 'Accuracy')
    const table = page.getByRole('region', { name: /^Errors by quantity/ })
    await expect(table).toBeVisible()
    await table.getByRole('button').nth(1).click()
    const sorted = await table.locator('th[aria-sort]:not([aria-sort="none"])').innerText()
    const top = await scrolled(table, 300)
    await away('Accuracy')
    expect(await table.locator('th[aria-sort]:not([aria-sort="none"])').innerText()).toBe(sorted)
    await stands(table, top)
  })
  await test.step('Settings', async () => {
    await page.setViewportSize({ width: 1100, height: 420 })
    await goTo(page, 'Settings')
    const top = await scrolled(page.locator('.settings'), 120)
    await away('Settings')
    await stands(page.locator('.settings'), top)
  })
  await test.step('no chart of another screen is in the page', async () => {
    expect(await page.locator('canvas').count()).toBe(0)
  })
  await test.step('another document is read from its top', async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await dropFile(
      page,
      'other.memwall',
      readFileSync(repositoryFile('resources/samples/b200-against-wse3.memwall'), 'utf8'),
    )
    await expect(matrix(page)).toBeVisible({ timeout: 30_000 })
    await stands(page.locator('.compare .content'), 0)
  })
})

test('every link of an explanation leads to an input that is there', async ({ page }) => {
  test.setTimeout(180_000)
  await openSample(page)
  const whys = matrix(page).getByRole('button', { name: /^Why: .*, [AB],/ })
  const cells = await whys.count()
  const popover = page.getByRole('dialog', { name: /^Why/ })
  const reached = new Set<string>()
  for (let cell = 0; cell < cells; cell += 1) {
    await whys.nth(cell).click()
    const links = await popover.locator('button.expression').count()
    await page.keyboard.press('Escape')
    for (let link = 0; link < links; link += 1) {
      await whys.nth(cell).click()
      await popover.locator('button.expression').nth(link).click()
      await expect(popover).toHaveCount(0)
      const focused = page.locator('[data-field]:focus-within')
      await expect(focused).toBeInViewport()
      reached.add((await focused.getAttribute('data-field')) ?? '')
    }
  }
  expect(reached.size).toBeGreaterThan(3)
})

test('links of the register lead to inputs that are there', async ({ page }) => {
  test.setTimeout(180_000)
  await openSample(page)
  await page.getByRole('button', { name: /^As typed on Compare/ }).click()
  await page.getByRole('button', { name: /^Register of assumptions/ }).click()
  const register = page.locator('.register button.link')
  await register.first().waitFor()
  const last = (await register.count()) - 1
  for (const place of [0, Math.floor(last / 2), last]) {
    await register.nth(place).click()
    await expect(page.locator('[data-field]:focus-within')).toBeInViewport()
  }
})

test('an expanded chart fills its dialog', async ({ page }) => {
  await openSample(page)
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1100, height: 700 },
  ]) {
    await page.setViewportSize(size)
    await page.locator('.charts').first().getByRole('button', { name: 'Expand' }).first().click()
    const dialog = page.getByRole('dialog')
    const [frame, chart] = await Promise.all([dialog.boundingBox(), dialog.locator('.plot').boundingBox()])
    expect((chart?.width ?? 0) / (frame?.width ?? 1)).toBeGreaterThan(0.95)
    expect((chart?.height ?? 0) / (frame?.height ?? 1)).toBeGreaterThan(0.7)
    await expect
      .poll(() => dialog.locator('canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).clientHeight))
      .toBe(Math.round(chart?.height ?? 0))
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  }
})

test.describe('the palette', () => {
  /** Types into the palette and takes the first that matches. */
  async function take(page: Page, typed: string, first: RegExp | string): Promise<void> {
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Go to or run' })
    await expect(palette.getByRole('combobox')).toBeFocused()
    await page.keyboard.type(typed)
    await expect(palette.getByRole('option').first()).toHaveText(first)
    await page.keyboard.press('Enter')
    await expect(palette).toHaveCount(0)
  }

  test('finds inputs, models, devices, charts and profiles, and leads there', async ({ page }) => {
    test.setTimeout(180_000)
    await openSample(page)
    await take(page, 'inputs of a hours in use', /^Hours in use/)
    await expect(page.locator('[data-field="economics.utilisation"]:focus-within')).toBeInViewport()
    await take(page, 'charts carbon per', 'Carbon per million tokens')
    await expect(page.locator('[data-chart="carbon"]:focus-within')).toBeInViewport()
    await take(page, 'charts requests that fit', 'Requests that fit, by devices')
    await expect(page.locator('[data-chart="cliff"]:focus-within')).toBeInViewport({ timeout: 30_000 })
    await take(page, 'charts register', 'Register of assumptions')
    await expect(page.locator('[data-section="assumptions"]:focus-within')).toBeInViewport()
    await take(page, 'use llama 3.1 8b', /^Use Llama 3\.1 8B.* in all scenarios$/)
    await expect(page.locator('.heads')).toContainText('Llama 3.1 8B')
    const columns = await page.locator('.heads [role="group"]').count()
    await take(page, 'add h200', /^Add .*H200/)
    await expect(page.locator('.heads [role="group"]')).toHaveCount(columns + 1)
    await take(page, 'library mi300x', /MI300X/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('MI300X')
    await take(page, 'library deepseek', /DeepSeek/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('DeepSeek')
  })

  test('runs what toolbars and the menus of columns and profiles offer', async ({ page }) => {
    test.setTimeout(180_000)
    await openSample(page)
    await take(page, 'workload reasoning', /^Workload Reasoning/)
    await expect(page.getByRole('combobox', { name: 'Workload' })).toContainText('Reasoning')
    await take(page, 'objective', 'Service-level objective…')
    const objective = page.getByRole('dialog').filter({ hasText: 'Service-level objective' })
    await expect(objective.getByRole('textbox').first()).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(objective).toHaveCount(0)
    await take(page, 'throughput per rack', 'Throughput per rack')
    await expect(page.getByRole('radio', { name: 'rack' })).toBeChecked()
    await take(page, 'move scenario right', 'Move scenario right')
    await expect(page.locator('.heads [role="group"]').nth(1)).toHaveAttribute('aria-label', '8 × B200')
    await take(page, 'accuracy on this', 'Accuracy on this device')
    await expect(page.getByRole('heading', { level: 1, name: 'Accuracy' })).toBeVisible()
    await take(page, 'timeline', 'Timeline of hardware')
    await expect(page.getByRole('heading', { level: 1, name: 'Hardware timeline' })).toBeVisible()
    await take(page, 'show in the library h100 pcie', /H100 PCIe/)
    await take(page, 'copy this profile', 'Copy this profile to edit…')
    await expect(page.getByRole('dialog', { name: /^Copy / })).toBeVisible()
    await page.keyboard.press('Enter')
    await take(page, 'remove this profile', 'Remove this profile…')
    await expect(page.getByRole('dialog', { name: /^Remove / })).toBeVisible()
    await page.keyboard.press('Enter')
    await test.step('and so does everything a menu has', async () => {
      const offered: string[] = []
      for (const name of ['File', 'Edit', 'View', 'Scenario', 'Help']) {
        await page.getByRole('menuitem', { name, exact: true }).click()
        offered.push(
          ...(await page.getByRole('menu').locator('.menu-item:not([data-disabled]) > :first-child').allInnerTexts()),
        )
        await page.keyboard.press('Escape')
      }
      expect(offered.length).toBeGreaterThan(15)
      await page.keyboard.press('Control+k')
      const listed = await page.getByRole('dialog').locator('[role="option"] .ellipsis').allInnerTexts()
      expect(offered.filter((label) => label !== 'Go to or run…' && !listed.includes(label))).toEqual([])
    })
  })
})

test('Library, Decide and Rename have keys, and the sheet shows them', async ({ page }) => {
  await openSample(page)
  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('searchbox', { name: 'Search devices' })).toBeVisible()
  await page.keyboard.press('Alt+2')
  await expect(page.locator('.decide')).toBeVisible()
  await page.keyboard.press('Alt+4')
  await expect(page.getByRole('heading', { level: 1, name: 'Accuracy' })).toBeVisible()
  await page.keyboard.press('Alt+1')
  await expect(matrix(page)).toBeVisible()
  await page.keyboard.press('Shift+?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const [label, keys] of [
    ['Library', 'Alt 3'],
    ['Decide', 'Alt 2'],
    ['Rename', 'F2'],
  ] as const) {
    const line = sheet.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) })
    await expect(line.locator('kbd')).toHaveText(keys)
  }
})
