import { chromium } from '@playwright/test'
import { startMemwall } from '../support/browser.ts'
const server = await startMemwall()
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
page.on('console', (m) => console.log('console', m.text()))
page.on('pageerror', (e) => console.log('error', e.message))
page.on('response', async (r) => {
  if (r.url().includes('rpc'))
    console.log(((performance.now() - t0) / 1000).toFixed(2), r.request().postData()?.slice(0, 60), r.status())
})
const t0 = performance.now()
await page.goto(server.address)
await page.getByText('Does chat need more HBM or a wafer?').first().click()
await page.locator('canvas').first().waitFor()
await page.getByRole('navigation').getByText('Decide').click()
await page
  .getByText(/ranks first in [\d,]+ of 10,000 draws/)
  .first()
  .waitFor()
console.log('READY', ((performance.now() - t0) / 1000).toFixed(2))
await page.getByLabel('Traffic, requests/s').fill('200')
await page.keyboard.press('Enter')
await page.waitForTimeout(1500)
console.log(
  'value',
  await page.getByLabel('Traffic, requests/s').inputValue(),
  await page.locator('.configurations .inputs').textContent(),
)
console.log(await page.locator('.configurations thead').textContent())
await page.getByLabel('Training once, tokens').fill('15T')
await page.keyboard.press('Enter')
await page.waitForTimeout(3000)
console.log(await page.locator('.inputs').first().textContent())
await browser.close()
await server.close()
