import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { startMemwall } from '../support/browser.ts'
import { ggufFile, LLAMA_METADATA, llamaTensors } from '../support/foreignFiles.ts'
import { needsChromium, test } from '../support/inChromium.ts'
import { dropFile, expectNumbersToChange, goTo, matrix, matrixTexts, typeInto } from '../support/journey.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'

needsChromium('what may be lost')

const sample = () => readFileSync(repositoryFile('resources/samples/b200-against-wse3.memwall'), 'utf8')
const CONFIG = JSON.stringify({
  model_type: 'llama',
  architectures: ['LlamaForCausalLM'],
  num_hidden_layers: 32,
  hidden_size: 4096,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  intermediate_size: 14336,
  vocab_size: 128256,
  torch_dtype: 'bfloat16',
  tie_word_embeddings: false,
})
const DEVICES = 'Name,Memory,Bandwidth\nDropped device,80 GB,2 TB/s\n'
const LIBRARY = '{"type":"memwall-library","version":1,"hardware":[],"models":[],"stacks":[]}'
const RUN = (concurrency: number, tpot: number) =>
  JSON.stringify({
    max_concurrency: concurrency,
    completed: 100,
    total_input_tokens: 102_400,
    total_output_tokens: 51_200,
    mean_tpot_ms: tpot,
    mean_ttft_ms: 150,
  })
const RUNS = [RUN(4, 10.4), RUN(16, 13.8), RUN(64, 22)].join('\n')

async function start(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'Where is the memory wall?' })).toBeVisible({ timeout: 30_000 })
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /more HBM or a wafer/ }).click()
  await expect(matrix(page)).toBeVisible()
}

/** Presses Enter on a question as it opened: the button that loses nothing has the focus. */
async function enterOn(page: Page, title: RegExp, safe: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title })
  await expect(dialog.getByRole('button', { name: safe, exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
}

test('Enter loses no unsaved changes, no profile and no calibration', async ({ page, memwall }) => {
  await start(page, memwall.address)
  await openSample(page)
  await test.step('unsaved changes are saved', async () => {
    await expectNumbersToChange(page, () => typeInto(page, 'workload.concurrency', '7'))
    const downloading = page.waitForEvent('download')
    await page.keyboard.press('Control+w')
    await enterOn(page, /^Save changes to/, 'Save')
    await downloading
  })
  await test.step('a profile of one’s own stays', async () => {
    await goTo(page, 'Library')
    await page.getByRole('button', { name: 'Copy to edit…' }).click()
    const form = page.getByRole('dialog', { name: /^Copy / })
    await expect(form.getByRole('textbox', { name: 'Name' })).toBeFocused()
    await page.keyboard.type('Ours')
    await test.step('a click beside the form does not lose what was typed', async () => {
      await page.mouse.click(8, 450)
      await expect(form).toBeVisible()
    })
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Ours' })).toBeVisible()
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Remove…' }).click()
    await enterOn(page, /^Remove “Ours/, 'Keep it')
    await expect(page.getByRole('heading', { level: 1, name: 'Ours' })).toBeVisible()
  })
  await test.step('a calibration stays', async () => {
    await openSampleAgain(page)
    await dropFile(page, 'runs.json', RUNS)
    await page.getByRole('button', { name: 'Keep and use' }).click()
    await goTo(page, 'Library')
    await page.getByRole('button', { name: 'Stacks' }).click()
    await page.getByRole('button', { name: /^Remove A 8 × B200/ }).click()
    await enterOn(page, /^Remove the calibration/, 'Keep it')
    await expect(page.getByRole('button', { name: /^Remove A 8 × B200/ })).toBeVisible()
  })
})

async function openSampleAgain(page: Page): Promise<void> {
  await dropFile(page, 'again.memwall', sample())
  await expect(matrix(page)).toBeVisible()
}

test('Enter keeps what a crash left, and both of two versions of a file', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'memwall-lost-'))
  const path = join(folder, 'mine.memwall')
  writeFileSync(path, sample())
  const memwall = await startMemwall([path])
  try {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(memwall.address)
    await expect(matrix(page)).toBeVisible({ timeout: 30_000 })
    await expectNumbersToChange(page, () => typeInto(page, 'workload.concurrency', '7'))
    const here = await matrixTexts(page)
    const theirs = sample().replace('"concurrency": 8', '"concurrency": 9') + '\n'
    writeFileSync(path, theirs)
    const question = page.getByRole('dialog', { name: /changed on disk$/ })
    await expect(question).toBeVisible()
    const downloading = page.waitForEvent('download')
    await enterOn(page, /changed on disk$/, 'Save as…')
    await downloading
    expect(await matrixTexts(page)).toEqual(here)
    expect(readFileSync(path, 'utf8')).toBe(theirs)

    const journals = join(memwall.dataFolder, 'journals')
    mkdirSync(journals, { recursive: true })
    writeFileSync(join(journals, 'lost.memwall'), sample())
    await page.reload()
    await goTo(page, 'Start')
    await page
      .getByRole('list', { name: 'Unsaved work' })
      .getByRole('button', { name: /^Discard/ })
      .first()
      .click()
    await enterOn(page, /^Discard the unsaved work/, 'Keep')
    await expect(page.getByRole('list', { name: 'Unsaved work' })).toBeVisible()
  } finally {
    await memwall.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('what is dropped is looked at before anything is asked', async ({ page, memwall }) => {
  await start(page, memwall.address)
  await openSample(page)
  await expectNumbersToChange(page, () => typeInto(page, 'workload.concurrency', '7'))
  const before = await matrixTexts(page)
  for (const { name, text, says } of [
    { name: 'cut.memwall', text: sample().slice(0, 900), says: /cut\.memwall.* ends in the middle/ },
    { name: 'trace.json', text: '{"traceEvents":[]}', says: /“trace\.json” is nothing Memwall reads/ },
    { name: 'prices.csv', text: 'Fruit,Price\nApple,1\n', says: /“prices\.csv” is nothing Memwall reads/ },
  ]) {
    await dropFile(page, name, text)
    await expect(page.getByRole('status').filter({ hasText: says })).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('button', { name: 'Dismiss' }).first().click()
  }
  expect(await matrixTexts(page)).toEqual(before)
  await dropFile(page, 'whole.memwall', sample())
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  expect(await matrixTexts(page)).toEqual(before)
  await dropFile(page, 'renamed.json', sample())
  await page.getByRole('button', { name: 'Don’t save' }).click()
  await expect(page.getByText('Edited', { exact: true })).toHaveCount(0)
  await expect(page.getByText('renamed.json').first()).toBeVisible()
})

test('what is dropped on any screen goes where it belongs', async ({ page, memwall }) => {
  test.setTimeout(120_000)
  await start(page, memwall.address)
  const imports = page.getByRole('dialog', { name: 'Import into the library' })
  const cases: readonly { name: string; content: string | readonly number[]; shows: () => Locator }[] = [
    { name: 'config.json', content: CONFIG, shows: () => imports.getByText(/A Hugging Face configuration/) },
    {
      name: 'ours.gguf',
      content: [...ggufFile(LLAMA_METADATA, llamaTensors())],
      shows: () => imports.getByText(/A GGUF file/),
    },
    { name: 'cut.safetensors', content: '{"half', shows: () => imports.getByRole('alert') },
    { name: 'devices.csv', content: DEVICES, shows: () => imports.getByText(/A table of devices/) },
    { name: 'team.json', content: LIBRARY, shows: () => page.getByRole('dialog', { name: 'Take in a library' }) },
  ]
  const dropOne = ({ name, content, shows }: (typeof cases)[number], where: string) =>
    test.step(`${name} on ${where}`, async () => {
      await dropFile(page, name, content)
      await expect(shows()).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    })
  for (const each of cases) await dropOne(each, 'Start')
  await test.step('measurements need a scenario to be of', async () => {
    await dropFile(page, 'runs.json', RUNS)
    await expect(page.getByText(/“runs\.json” holds measurements of a serving stack/)).toBeVisible()
  })
  await openSample(page)
  for (const [index, where] of ['Compare', 'Decide', 'Library', 'Accuracy', 'Settings'].entries()) {
    await goTo(page, where)
    const one = cases[index]
    if (one) await dropOne(one, where)
    await test.step(`runs.json on ${where}`, async () => {
      await dropFile(page, 'runs.json', RUNS)
      const dialog = page.getByRole('dialog', { name: 'Calibrate A 8 × B200' })
      await expect(dialog.getByText(/Time per output token: median error/)).toBeVisible({ timeout: 30_000 })
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
    })
  }
  await test.step('what is entered can be shown', async () => {
    await dropFile(page, 'devices.csv', DEVICES)
    await page.getByRole('button', { name: 'Enter into the library' }).click()
    await page.getByRole('button', { name: 'Show it' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Dropped device' })).toBeVisible()
  })
})
