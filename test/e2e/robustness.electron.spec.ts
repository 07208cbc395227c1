import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { mountSmallDisk } from '../support/disks.ts'
import { openMemwall, whyNoElectron, type MemwallWindow } from '../support/electron.ts'
import {
  addScenario,
  answerFileDialogs,
  expectNumbersToChange,
  field,
  matrix,
  matrixTexts,
  typeInto,
} from '../support/journey.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'
import { watchPage } from '../support/page.ts'

test.skip(whyNoElectron() !== null, `the real window: ${whyNoElectron()}`)
test.describe.configure({ mode: 'serial' })

const SAMPLE = readFileSync(repositoryFile('resources/samples/b200-against-wse3.memwall'), 'utf8')

/** Bad files: what is in them, and words of the sentence that must be shown. */
const BAD_FILES: readonly { readonly name: string; write(path: string): void; readonly says: RegExp }[] = [
  { name: 'truncated', write: text(SAMPLE.slice(0, SAMPLE.length / 2)), says: /ends in the middle/ },
  { name: 'empty', write: text(''), says: /is empty/ },
  { name: 'huge', write: sparse(200e6), says: /has 200 MB, more than/ },
  {
    name: 'deep',
    write: text(`{"type":"memwall","version":1,"workspace":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
    says: /nested more than \d+ levels/,
  },
  {
    name: 'wrong-type',
    write: text(SAMPLE.replace(/"concurrency": \d+/, '"concurrency": "many"')),
    says: /should be .* but is/,
  },
  {
    name: 'prototype',
    write: text(SAMPLE.replace('{', '{"__proto__": {"polluted": true},')),
    says: /field named “__proto__”/,
  },
  { name: 'newer', write: text(SAMPLE.replace(/"version": \d+/, '"version": 99')), says: /saved by a newer Memwall/ },
  { name: 'picture', write: text('\u0089PNG\r\n\u001a\n'), says: /is not a Memwall workspace/ },
]

let memwall: MemwallWindow
let folder: string
let problems: string[]

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'memwall-robust-'))
  memwall = await openMemwall()
  ;({ problems } = await watchPage(memwall.page))
})
test.afterEach(() => {
  // A rejected promise or a thrown error of the page would be here.
  expect(problems).toEqual([])
})
test.afterAll(async () => {
  await memwall.close()
  rmSync(folder, { recursive: true, force: true })
})

test('bad files: one sentence each, and the open workspace stays', async () => {
  const { app, page } = memwall
  const good = join(folder, 'good.memwall')
  writeFileSync(good, SAMPLE)
  await answerFileDialogs(app, good)
  await page.keyboard.press('Control+o')
  await expect(matrix(page)).toBeVisible()
  const before = await matrixTexts(page)
  for (const { name, write, says } of BAD_FILES) {
    await test.step(name, async () => {
      const path = join(folder, `${name}.memwall`)
      write(path)
      await answerFileDialogs(app, path)
      await page.keyboard.press('Control+o')
      await expectSentence(page, says)
      await expect(page.getByText('good.memwall', { exact: true })).toBeVisible()
      expect(await matrixTexts(page)).toEqual(before)
    })
  }
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
})

test('a file that is gone: one sentence', async () => {
  await answerFileDialogs(memwall.app, join(folder, 'nowhere.memwall'))
  await memwall.page.keyboard.press('Control+o')
  await expectSentence(memwall.page, /nowhere\.memwall.* was not found/)
})

test('a read-only folder: one sentence, and the changes stay', async () => {
  const disk = mountSmallDisk(1024)
  test.skip(disk === null, 'saving on a read-only disk: this machine does not allow mounting one')
  if (!disk) return
  try {
    disk.makeReadOnly()
    await saveInVain(join(disk.folder, 'locked.memwall'), /cannot be written in the folder/)
  } finally {
    disk.unmount()
  }
})

test('a full disk: one sentence, and the changes stay', async () => {
  const disk = mountSmallDisk(16)
  test.skip(disk === null, 'saving on a full disk: this machine does not allow mounting one')
  if (!disk) return
  try {
    await saveInVain(join(disk.folder, 'full.memwall'), /disk is full/)
  } finally {
    disk.unmount()
  }
})

test('a model that cannot fit says so, and has no numbers', async () => {
  const { page } = memwall
  await page.keyboard.press('Control+3')
  await showDetails(page)
  await expectNumbersToChange(page, () => typeInto(page, 'hardware.memory.hbm.capacity', '4 GB'))
  const column = matrix(page).locator('[data-cell$=" 2"]')
  await expect(column.first()).toContainText('Does not fit')
  expect(await column.locator('.number').count()).toBe(0)
  await expect(page.locator('.heads [role="group"]').nth(2)).toContainText(/do not fit|does not fit/i)
  await undo(page)
})

test('a degree that does not divide is named, beside the input', async () => {
  const { page } = memwall
  await page.keyboard.press('Control+1')
  await openGroup(page, 'Deployment')
  await typeInto(page, 'deployment.tensorParallel', '7')
  await expect(page.getByText(/divide|multiple/).first()).toBeVisible()
  await undo(page)
})

test('zero and negative numbers are refused in words, and the last good value stays', async () => {
  const { page } = memwall
  const before = await matrixTexts(page)
  for (const [id, wrong] of [
    ['workload.concurrency', '0'],
    ['workload.concurrency', '-5'],
    ['workload.inputTokens', '-1'],
    ['hardware.memory.hbm.bandwidth', '0'],
    ['hardware.memory.hbm.bandwidth', '-8 TB/s'],
    ['deployment.devices', '0'],
  ] as const) {
    await test.step(`${id} ${wrong}`, async () => {
      const box = field(page, id).getByRole('textbox')
      await box.fill(wrong)
      await expect(field(page, id).locator('.message[data-tone="bad"]')).toBeVisible()
      await expect(box).toHaveAttribute('aria-invalid', 'true')
      await box.press('Escape')
      await expect(field(page, id).locator('.message[data-tone="bad"]')).toHaveCount(0)
      expect(await matrixTexts(page)).toEqual(before)
    })
  }
})

test('a figure without a source stays unknown, with the reason', async () => {
  const { page } = memwall
  await addScenario(page, 'Ascend 910B')
  await expect(page.locator('.heads [role="group"]')).toHaveCount(5)
  const unknown = matrix(page).locator('[data-cell$=" 4"]').filter({ hasText: 'Unknown' })
  await expect(unknown.first()).toBeVisible()
  await expect(unknown.first().locator('.unit')).not.toBeEmpty()
  await expect(page.getByText(/No source\. What needs it stays unknown/).first()).toBeVisible()
  await undo(page)
})

test('a corrupt library at the start is replaced, and said', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'memwall-corrupt-'))
  mkdirSync(join(dataFolder, 'library'))
  writeFileSync(join(dataFolder, 'library', 'library.sqlite'), 'this is no database '.repeat(1000))
  const damaged = await openMemwall({ dataFolder })
  try {
    await expect(damaged.page.getByRole('status').filter({ hasText: /library was damaged/ })).toBeVisible()
    await damaged.page.getByRole('button', { name: 'New workspace' }).click()
    await damaged.page.getByRole('navigation').getByRole('button', { name: 'Compare' }).click()
    await expect(matrix(damaged.page)).toBeVisible()
  } finally {
    await damaged.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
})

function text(content: string): (path: string) => void {
  return (path) => writeFileSync(path, content)
}

function sparse(bytes: number): (path: string) => void {
  return (path) => {
    const file = openSync(path, 'w')
    ftruncateSync(file, bytes)
    closeSync(file)
  }
}

/** One notice with these words, no trace of the program in it; then it is dismissed. */
async function expectSentence(page: Page, says: RegExp): Promise<void> {
  const notice = page.getByRole('region', { name: 'Notices' }).getByRole('status')
  await expect(notice.filter({ hasText: says })).toHaveCount(1)
  const shown = await notice.allInnerTexts()
  expect(shown).toHaveLength(1)
  expect(shown[0]).not.toMatch(/\bat .*:\d+|Error:|undefined|\[object/)
  await notice.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notice).toHaveCount(0)
}

async function saveInVain(path: string, says: RegExp): Promise<void> {
  const { app, page } = memwall
  await page.keyboard.press('Control+1')
  const changed = await expectNumbersToChange(page, () => typeInto(page, 'workload.concurrency', '21'))
  await answerFileDialogs(app, path)
  await page.keyboard.press('Control+Shift+s')
  await expectSentence(page, says)
  await expect(page.getByText('Edited', { exact: true })).toBeVisible()
  expect(await matrixTexts(page)).toEqual(changed)
  await undo(page)
}

async function undo(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Compare', exact: true }).click()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Edited', { exact: true })).toHaveCount(0)
}

async function showDetails(page: Page): Promise<void> {
  const more = page.locator('.inspector .more', { hasText: /more/ })
  if ((await field(page, 'hardware.memory.hbm.capacity').count()) === 0) await more.first().click()
}

async function openGroup(page: Page, name: string): Promise<void> {
  const head = page.locator('.inspector').getByRole('button', { name: new RegExp(`^${name}`) })
  if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click()
}
