import { expect } from '@playwright/test'
import { axe } from '../support/accessibility.ts'
import { needsChromium, test } from '../support/inChromium.ts'
import { watchPage } from '../support/page.ts'

needsChromium('market and software')

test('what was read of the market is reached from the palette, walked by keyboard and has its sources', async ({
  page,
  memwall,
}) => {
  await page.goto(memwall.address)
  await page.getByRole('button', { name: 'Library', exact: true }).click()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Go to or run' }).fill('hosted prices')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Market and software' })).toBeVisible()

  const details = page.getByRole('region', { name: 'What was read' })
  await expect(details).toContainText('NVIDIA CUDA, vLLM: Yes')
  await page
    .getByRole('row', { name: /^NVIDIA CUDA/ })
    .getByRole('button', { pressed: true })
    .focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(details).toContainText('AMD ROCm, PyTorch: Stable')
  await expect(details).toContainText('2025, 2.9.1')
  await expect(details.getByRole('link')).toHaveAttribute('href', /^https:\/\/github\.com\/pytorch\//)
  await expect(page.getByRole('row', { name: /^Cerebras/ })).toContainText('1 of 5')

  await page.getByRole('radio', { name: 'Hosted prices' }).click()
  const groq = page.getByRole('row', { name: /llama-3\.3-70b Groq/ })
  await expect(groq).toContainText('0.59')
  await expect(groq).toContainText('Unknown')
  await page.getByRole('radio', { name: 'Spending' }).click()
  await expect(page.getByRole('img', { name: /^Inference share of AI compute by year/ })).toHaveAccessibleName(
    /2023: 33 % .*2026: 67 %, forecast/,
  )
  await page.getByRole('button', { name: 'Show as a table' }).click()
  await expect(page.getByRole('cell', { name: 'forecast', exact: true })).toBeVisible()
})

test('has nothing against the accessibility rules or the page’s policy, in both themes', async ({ page, memwall }) => {
  const watched = await watchPage(page)
  await page.goto(memwall.address)
  await page.getByRole('button', { name: 'Library', exact: true }).click()
  await page.getByRole('button', { name: 'Market and software' }).click()
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await expect(page.locator(`html[data-theme="${scheme}"]`)).toBeAttached()
    for (const part of ['Software support', 'Supply and export', 'Hosted prices', 'Spending']) {
      await page.getByRole('radio', { name: part }).click()
      await page.getByRole('region', { name: part }).getByRole('row').nth(3).waitFor()
      const { violations } = await axe(page).analyze()
      expect(violations.map(({ id, nodes }) => [part, id, nodes[0]?.html])).toEqual([])
    }
  }
  expect(watched.problems).toEqual([])
})
