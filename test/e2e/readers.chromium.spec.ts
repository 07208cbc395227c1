import { expect, type Page } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { needsChromium, test } from '../support/inChromium.ts'

needsChromium('what is read of others')

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
/** A folder for pictures somebody wants to look at; none are taken without it. */
const PICTURES = process.env['MEMWALL_TEST_PICTURES']

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` })
}

const LLAMA = JSON.stringify({
  model_type: 'llama',
  ...{ hidden_size: 4096, num_hidden_layers: 32, num_attention_heads: 32, num_key_value_heads: 8 },
  ...{ intermediate_size: 14336, vocab_size: 128256, tie_word_embeddings: false, max_position_embeddings: 131072 },
})
const SHEET = 'Name,Memory (GB),Bandwidth (TB/s),FP16 (TFLOPS),FP8 (TFLOPS)\nH100 SXM ours,80,3.35,1979,3958\n'
/** On 8 × B200: two that can be, one below the floor, one of a run that guessed ahead, one that was not streamed. */
const RUNS = [
  'concurrency,input_tokens,output_tokens,tpot_ms,ttft_ms,output_throughput,accept_length',
  '4,1024,512,10.4,150,,',
  '16,1024,512,13.8,260,,',
  '64,1024,512,22,700,,',
  '1,1024,512,0.2,150,,',
  '8,1024,512,6,200,,2.7',
  '8,1024,512,11,0,,',
].join('\n')
const WITHOUT_LOAD = 'input_tokens,output_tokens,tpot_ms,ttft_ms\n1024,512,10,150\n'

async function importText(page: Page, text: string): Promise<void> {
  await page.getByRole('navigation').getByText('Library').click()
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import into the library' })
  await dialog.getByText('Paste text instead').click()
  await dialog.getByLabel('Text to read').fill(text)
  await dialog.getByRole('button', { name: 'Read it' }).click()
}

async function openCalibration(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('calibrate')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Calibrate A 8 × B200' })).toBeVisible()
}

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
})

test('a model without a name takes one, and the size in it is held against the file', async ({ page }) => {
  await importText(page, LLAMA)
  const dialog = page.getByRole('dialog', { name: 'Import into the library' })
  const name = dialog.getByLabel('Name of the model')
  await name.fill('Someone/Own-70B')
  await name.press('Enter')
  await expect(dialog.getByText(/“Own-70B” names 70\.0\sB parameters, and the dimensions give 8\.03\sB/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Enter into the library' })).toBeEnabled()
  await name.fill('Someone/Own-8B')
  await name.press('Enter')
  await expect(dialog.getByText(/In doubt/)).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Enter into the library' }).click()
  await expect(page.getByText('Entered into the library: own-8b.')).toBeVisible()
  await expect(page.getByText('Someone').first()).toBeVisible()
})

test('sparse peaks are in the way until the dense ones of the library are taken', async ({ page }) => {
  await importText(page, SHEET)
  const dialog = page.getByRole('dialog', { name: 'Import into the library' })
  await expect(dialog.getByText(/gives 1\.98\sPFLOP\/s in fp16, twice the dense 989\sTFLOP\/s/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Enter into the library' })).toBeDisabled()
  await dialog.getByRole('checkbox', { name: /dense peaks of the library/ }).click()
  await expect(
    dialog.getByText(/the dense 989\sTFLOP\/s of NVIDIA H100 SXM5 80GB in the library is taken/),
  ).toBeVisible()
  await expect(dialog.getByText(/^989\sTFLOP\/s, derived$/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Enter into the library' })).toBeEnabled()
  // And back.
  await dialog.getByRole('checkbox', { name: /dense peaks of the library/ }).click()
  await expect(dialog.getByRole('button', { name: 'Enter into the library' })).toBeDisabled()
})

test('what cannot be is left out with its reason, and a missing load is typed beside the file', async ({ page }) => {
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
  await openCalibration(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Measurements', { exact: true }).fill(WITHOUT_LOAD)
  await dialog.getByRole('button', { name: 'Read them' }).click()
  await expect(dialog.getByRole('alert')).toContainText('requests in flight')
  await dialog.getByLabel(/Requests in flight/).fill('4')
  await dialog.getByLabel(/Requests in flight/).press('Tab')
  await expect(dialog.getByText('the 4 that were given are taken')).toBeVisible()
  await dialog.getByText('Paste them instead').click()
  await dialog.getByLabel('Measurements', { exact: true }).fill(RUNS)
  await dialog.getByRole('button', { name: 'Read them' }).click()
  const left = dialog.getByRole('list', { name: 'Left out' })
  await expect(left.getByText(/200\sµs per token is below the .* of NVIDIA B200/)).toBeVisible()
  await expect(left.getByText(/2.7 tokens came in a step, so the run guessed ahead/)).toBeVisible()
  await expect(left.getByText(/was not streamed/)).toBeVisible()
  await expect(dialog.getByRole('row')).toHaveCount(4)
  await dialog.getByLabel('Name').fill('Our cluster')
  await dialog.getByRole('button', { name: 'Keep and use' }).click()
  const header = page.getByRole('group', { name: '8 × B200' }).first()
  await expect(header.getByText('Your measurements')).toBeVisible()
  await expect(header.getByText('B, C and D are not')).toBeVisible()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the dialogs have nothing against the accessibility rules, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await expect(page.locator(`html[data-theme="${scheme}"]`)).toBeAttached()
    const clean = async (name: string) => {
      const { violations } = await axe(page).withTags(TAGS).analyze()
      expect(
        violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
        name,
      ).toEqual([])
      await picture(page, `${name}-${scheme}`)
    }
    await importText(page, LLAMA)
    const imports = page.getByRole('dialog', { name: 'Import into the library' })
    await imports.getByLabel('Name of the model').fill('Someone/Own-70B')
    await imports.getByLabel('Name of the model').press('Enter')
    await imports.getByText('In doubt').waitFor()
    await clean('import-model')
    await imports.getByRole('button', { name: 'Cancel' }).click()
    await importText(page, SHEET)
    await imports.getByText('In the way').waitFor()
    await clean('import-sheet')
    await imports.getByRole('button', { name: 'Cancel' }).click()
    await page.reload()
    await page.getByRole('navigation').getByText('Start').click()
    await page.getByText('Does chat need more HBM or a wafer?').first().click()
    await page.locator('canvas').first().waitFor()
    await openCalibration(page)
    await page.getByLabel('Measurements', { exact: true }).fill(RUNS)
    await page.getByRole('button', { name: 'Read them' }).click()
    await page.getByText(/Time per output token: median/).waitFor()
    await clean('calibrate')
    await page.getByRole('dialog').getByRole('button', { name: 'Keep and use' }).click()
    await page.getByText('B, C and D are not').waitFor()
    await picture(page, `header-${scheme}`)
    await page.setViewportSize({ width: 1100, height: 700 })
    await picture(page, `header-narrow-${scheme}`)
  })
}
