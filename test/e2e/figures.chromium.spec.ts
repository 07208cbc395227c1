import { expect } from '@playwright/test'
import { needsChromium, test } from '../support/inChromium.ts'
import { addScenario, expectSettled, field, typeInto } from '../support/journey.ts'

needsChromium('figures as they are entered')

test.beforeEach(async ({ page, memwall }) => {
  await page.goto(memwall.address)
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
  await expectSettled(page)
})

test('a figure beyond its limit is refused with the limit named, and half a request is not rounded', async ({
  page,
}) => {
  const bandwidth = field(page, 'hardware.memory.hbm.bandwidth')
  const before = await bandwidth.getByRole('textbox').inputValue()
  await typeInto(page, 'hardware.memory.hbm.bandwidth', '1e300 TB/s')
  await expect(bandwidth).toContainText(/Too large: enter 1.EB\/s or less\./)
  await bandwidth.getByRole('textbox').press('Escape')
  await expect(bandwidth.getByRole('textbox')).toHaveValue(before)

  await typeInto(page, 'workload.concurrency', '1.5')
  await expect(field(page, 'workload.concurrency')).toContainText('Only whole numbers count here: enter 1 or 2.')

  await page.getByRole('button', { name: /^Set a range of HBM3e bandwidth/ }).click()
  const range = page.locator('.popover-surface', { hasText: 'Range of your own' })
  await range.getByLabel('Low').fill('7 TB/s')
  await range.getByLabel('High').fill('2 EB/s')
  await range.getByRole('button', { name: 'Set' }).click()
  await expect(range.getByRole('alert')).toHaveText(/High: Too large: enter 1.EB\/s or less\./)
})

test('money and counts are read as they are written', async ({ page }) => {
  await typeInto(page, 'workload.concurrency', '2k')
  await expect(field(page, 'workload.concurrency').getByRole('textbox')).toHaveValue('2,000')
  await page.getByRole('button', { name: /^Economics/ }).click()
  await typeInto(page, 'economics.purchasePrice', '$30k')
  await expect(field(page, 'economics.purchasePrice').getByRole('textbox')).toHaveValue('30,000')
  await typeInto(page, 'economics.purchasePrice', '0.04M')
  await expect(field(page, 'economics.purchasePrice').getByRole('textbox')).toHaveValue('40,000')
})

test('a figure set in the scenario is the user’s own, not its vendor’s', async ({ page }) => {
  await typeInto(page, 'hardware.memory.hbm.bandwidth', '7 TB/s')
  await expect(field(page, 'hardware.memory.hbm.bandwidth').getByRole('img', { name: 'Grade: own' })).toBeVisible()
})

test('another model keeps the number of devices', async ({ page }) => {
  const devices = field(page, 'deployment.devices').getByRole('textbox')
  const before = await devices.inputValue()
  const model = page.getByRole('combobox', { name: 'Model', exact: true })
  await model.fill('Llama 3.1 8B')
  await page
    .getByRole('option', { name: /Llama 3\.1 8B/ })
    .first()
    .click()
  await expect(model).toHaveValue(/Llama 3\.1 8B/)
  await expect(devices).toHaveValue(before)
})

test('a column beside others has as many devices, and says so', async ({ page }) => {
  const before = await field(page, 'deployment.devices').getByRole('textbox').inputValue()
  await addScenario(page, 'H200 SXM')
  await expect(page.getByText(/^\w has \d+ × .+, as many devices as A\.$/)).toBeVisible()
  await expect(field(page, 'deployment.devices').getByRole('textbox')).toHaveValue(before)
})

test('a device is offered only the software that exists for it', async ({ page }) => {
  await addScenario(page, 'MI300X')
  await page.getByRole('button', { name: /^Deployment/ }).click()
  await field(page, 'deployment.software').getByRole('combobox').click()
  const options = page.getByRole('option')
  await expect(options.filter({ hasText: 'vLLM' })).toHaveCount(1)
  await expect(options.filter({ hasText: /TensorRT|NCCL|wafer/i })).toHaveCount(0)
})
