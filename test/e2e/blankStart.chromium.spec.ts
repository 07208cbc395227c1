import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { needsChromium, test } from '../support/inChromium.ts'
import { pdfText } from '../support/journey.ts'
import { watchPage } from '../support/page.ts'

needsChromium('a question from blank')

/** As many as an architect is asked for. */
const MOST_INPUTS = 12
const QUESTION =
  'We own 8 × H100, must serve 500 million output tokens a day for three years, TTFT under 1 s, TPOT under 50 ms: what should we buy?'

/** Everything a user does, one at a time: a box that is typed into, a button, a choice, a key for a command. */
class Hands {
  readonly done: string[] = []
  readonly #page: Page
  constructor(page: Page) {
    this.#page = page
  }
  async click(what: string, target: Locator): Promise<void> {
    await target.click()
    this.done.push(what)
  }
  async type(what: string, box: Locator, text: string): Promise<void> {
    await box.fill(text)
    await box.press('Enter')
    this.done.push(what)
  }
  async press(what: string, keys: string): Promise<void> {
    await this.#page.keyboard.press(keys)
    this.done.push(what)
  }
}

const box = (page: Page, path: string) => page.locator(`[data-brief="${path}"] input`).first()
const words = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

test('a blank start to a verdict and its report takes a dozen inputs, and all of it names one choice', async ({
  page,
  memwall,
}) => {
  test.setTimeout(180_000)
  const folder = mkdtempSync(join(tmpdir(), 'memwall-blank-'))
  page.on('filechooser', () => {})
  await page.goto(memwall.address)
  const watched = await watchPage(page)
  const hands = new Hands(page)
  const began = Date.now()
  const option = (name: string) => page.getByRole('option', { name }).first()

  await hands.click('new workspace', page.getByRole('button', { name: 'New workspace' }))
  await hands.type('question', page.getByRole('textbox', { name: /^Question to decide/ }), QUESTION)
  await hands.type('demand', box(page, 'demand.amount'), '500')
  await hands.type('TTFT', box(page, 'promise.timeToFirstToken'), '1')
  await hands.type('TPOT', box(page, 'promise.timePerToken'), '50')
  await hands.click('no wafer', page.getByRole('button', { name: 'Remove B WSE-3' }))
  await hands.click('add a machine', page.getByRole('button', { name: 'Machine, rental or API' }))
  await hands.click('H200', option('H200 SXM'))
  await hands.click('what is owned', page.getByRole('button', { name: 'Owned machines' }))
  await hands.click('H100', option('H100 SXM5'))

  await test.step('what is owned is kept in rows that nobody had to know of', async () => {
    const details = page.getByRole('button', { name: /^Details of / })
    await expect(details).toHaveText([/B200/, /H200/, /H100/, /B200/, /H200/])
    await expect(page.getByRole('button', { name: /is paid for: Keep and add/ })).toHaveCount(2)
    await expect(page.getByRole('status').filter({ hasText: 'Keeping what is owned' })).toBeVisible()
  })

  await hands.click('Decide', page.getByRole('main').getByRole('button', { name: 'Decide' }))
  await expect(page.locator('.band h2 .headline')).toBeVisible({ timeout: 120_000 })
  const decided = (Date.now() - began) / 1000
  const report = join(folder, 'answer.pdf')
  const downloading = page.waitForEvent('download', { timeout: 120_000 })
  await hands.press('report', 'Control+e')
  await (await downloading).saveAs(report)
  const printed = (Date.now() - began) / 1000
  console.log(
    `${hands.done.length} inputs; a verdict after ${decided.toFixed(1)} s, its report after ${printed.toFixed(1)} s`,
  )
  expect(hands.done.length, hands.done.join(', ')).toBeLessThanOrEqual(MOST_INPUTS)

  const headline = words(await page.locator('.band h2 .headline').innerText())
  const [, name = '', systems = ''] = /^Choose (.+), (\d+) systems?: /.exec(headline) ?? []
  const machine = name.split(',')[0] ?? ''
  expect(
    [machine, systems].every((part) => part !== ''),
    headline,
  ).toBe(true)
  const letter = words(await page.locator('.band h2 .chip').first().innerText())
  const others = ['A', 'B', 'C', 'D', 'E'].filter((each) => each !== letter)
  const leads = page.locator('tr[data-alternative].leads')

  await test.step('table, odds and every card name the choice of the headline, and no other', async () => {
    await expect(leads).toHaveCount(1)
    await expect(leads.locator('td').first()).toHaveText('1')
    await expect(leads.locator('.candidate')).toContainText(machine)
    await expect(leads.locator('.candidate')).toContainText(`, ${systems} system`)
    await expect(leads.locator('.candidate')).toContainText(letter)
    await expect(page.locator('.band')).toContainText(`${letter} first in`)
    await expect(page.getByText('Recommended', { exact: true })).toHaveCount(1)
    // What others are called says what they are: no two rows have one name.
    const names = await page.locator('tr[data-alternative] .candidate .name').allInnerTexts()
    expect(new Set(names).size).toBe(names.length)
    // One trial of a machine tells about both rows it is in, and is paid once.
    const worth = page.getByRole('region', { name: 'Worth knowing, and the price of a mistake' })
    const trials = await worth
      .locator('ol .item .medium')
      .filter({ hasText: / under / })
      .allInnerTexts()
    expect(trials.length).toBeGreaterThan(0)
    expect(new Set(trials).size).toBe(trials.length)
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      const panel = page.locator('[role=tabpanel][data-state=active]')
      const text = words(await panel.innerText())
      expect(text).not.toMatch(/Choose |cheapest|the best\b/i)
      for (const other of others) expect(text).not.toContain(`Answered by ${other}`)
      for (const [, cheapest] of text.matchAll(/\b([A-H]) costs least/g)) expect(cheapest).toBe(letter)
      for (const [, cited] of text.matchAll(/Capital is \d+ % of ([A-H])/g)) expect(cited).toBe(letter)
    }
  })
  await test.step('the first page of the report says it word for word', () => {
    const text = pdfText(report)
    if (text === null) return
    const [first = ''] = text.split('\f')
    expect(words(first)).toContain(headline)
    // The alternatives in their order, each under its letter: the first one is the choice, at its size.
    const [leads = ''] = first.split('\n').filter((line) => /^[A-H]\s{3,}.*\d ms\b/.test(line))
    expect(words(leads)).toMatch(new RegExp(`^${letter} (?:.* )?${systems} `))
  })
  rmSync(folder, { recursive: true, force: true })
  expect(watched.problems).toEqual([])
})
