import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { chooseStudio } from './studio.ts'

/**
 * `npm run screens [FOLDER [SCREEN…]]`: photographs every screen of the built application, or those named, at both sizes
 * and in both themes, to be looked at before a screen is called done. Without a folder the pictures of the README are
 * renewed. The Electron runtime that `npm start` uses is enough; where there is none, a Chromium opens the browser shell.
 */
const [folder, ...named] = process.argv.slice(2)
const sizes = [
  { name: '1440', width: 1440, height: 900 },
  { name: '1100', width: 1100, height: 700 },
] as const
const themes = ['light', 'dark'] as const

/** A screen: how to get there from the start page, and the pictures of the README taken of it. */
interface Screen {
  readonly name: string
  readonly readme: readonly string[]
  go(page: Page): Promise<void>
}

const screens: readonly Screen[] = [
  {
    name: 'start',
    readme: [],
    // Each sample's picture is drawn from its own results.
    go: (page) => page.locator('.picture .figure').nth(2).waitFor(),
  },
  { name: 'compare', readme: ['1440-light', '1440-dark'], go: openSample },
  {
    name: 'compare-scrolled',
    readme: [],
    go: async (page) => {
      await openSample(page)
      await page.getByText('Time per output token', { exact: false }).last().scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'compare-sensitivity',
    readme: [],
    go: async (page) => {
      await openSample(page)
      await page.getByRole('button', { name: 'What would change the answer' }).click()
      // A chart is drawn when it comes into view.
      await page.locator('.sensitivity .chart').scrollIntoViewIfNeeded()
      await page.locator('.sensitivity canvas').waitFor()
    },
  },
  {
    name: 'compare-turning',
    readme: [],
    go: async (page) => {
      await openSample(page)
      await page.locator('button.objective').click()
      await page.getByLabel('Time per output token, per user').fill('8 ms')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'What would change the answer' }).click()
      await page.getByText(/alone lets . meet it/).waitFor()
      await page.locator('.answers').scrollIntoViewIfNeeded()
    },
  },
  { name: 'decide', readme: ['1440-light'], go: openDecide },
  {
    name: 'decide-levers',
    readme: [],
    go: async (page) => {
      await openDecide(page)
      await page.getByRole('button', { name: 'Sweeps' }).scrollIntoViewIfNeeded()
      await page.getByRole('region', { name: /^Requests that fit/ }).scrollIntoViewIfNeeded()
      await page
        .getByRole('region', { name: /^Requests that fit/ })
        .locator('canvas')
        .waitFor()
    },
  },
  {
    name: 'decide-scrolled',
    readme: [],
    go: async (page) => {
      await openDecide(page)
      const table = page.locator('.configurations tbody tr').last()
      await table.waitFor()
      await table.scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'inspector-extras',
    readme: [],
    go: async (page) => {
      await openSample(page)
      await page
        .getByRole('button', { name: /^Deployment/ })
        .first()
        .click()
    },
  },
  {
    name: 'why',
    readme: [],
    go: async (page) => {
      await openSample(page)
      await page.getByRole('button', { name: /why/i }).first().click()
    },
  },
  {
    name: 'palette',
    readme: [],
    go: async (page) => {
      await openSample(page)
      await page.keyboard.press('Control+k')
    },
  },
  { name: 'library', readme: ['1440-light'], go: (page) => railTo(page, 'Library') },
  {
    name: 'library-model',
    readme: [],
    go: async (page) => {
      await railTo(page, 'Library')
      await page.getByRole('radio', { name: /^Models/ }).click()
      // The list holds only the rows in view: what is looked for has to be searched.
      await page.getByRole('searchbox').fill('DeepSeek V3')
      await page
        .getByRole('option', { name: /DeepSeek V3/ })
        .first()
        .click()
    },
  },
  {
    name: 'library-import',
    readme: [],
    go: async (page) => {
      await railTo(page, 'Library')
      await page.getByRole('button', { name: 'Import…' }).click()
      await page.getByText('Paste text instead').click()
      await page.getByLabel('Text to read').fill('Name,Vendor,Memory,Bandwidth,Power\nOurs,Us,96 GB,3 TB/s,700 W\n')
      await page.getByRole('button', { name: 'Read it' }).click()
      await page.getByText('Understood').waitFor()
    },
  },
  {
    name: 'accuracy',
    readme: [],
    go: async (page) => {
      await railTo(page, 'Accuracy')
      await page.getByRole('row').nth(5).waitFor()
    },
  },
  { name: 'settings', readme: [], go: (page) => railTo(page, 'Settings') },
]

const target = resolve(folder ?? join(import.meta.dirname, '..', '..', 'docs', 'screens'))
mkdirSync(target, { recursive: true })
const studio = await chooseStudio()
if ('missing' in studio) {
  console.error(studio.missing)
  process.exit(1)
}
try {
  for (const theme of themes) {
    for (const size of sizes) {
      for (const screen of screens) {
        const picture = `${size.name}-${theme}`
        if (folder === undefined && !screen.readme.includes(picture)) continue
        if (named.length > 0 && !named.includes(screen.name)) continue
        const { page, close } = await studio.open(size, theme)
        try {
          await page.getByText('Where is the memory wall?').waitFor()
          await screen.go(page)
          await settle(page)
          const path = join(target, `${screen.name}-${picture}.png`)
          await page.screenshot({ path })
          console.log(path)
        } catch (thrown) {
          console.log(`${screen.name} ${picture}: ${thrown instanceof Error ? thrown.message.split('\n')[0] : thrown}`)
        } finally {
          await close()
        }
      }
    }
  }
} finally {
  await studio.close()
}

async function openSample(page: Page): Promise<void> {
  await page.getByText('Does chat need more HBM or a wafer?').first().click()
  await page.locator('canvas').first().waitFor()
}

/** The Decide screen with every analysis worked out. */
async function openDecide(page: Page): Promise<void> {
  await openSample(page)
  await railTo(page, 'Decide')
  await page.locator('.charts canvas').nth(3).waitFor()
  await page.getByText(/ranks first in/).waitFor()
  await page.locator('.configurations tbody tr').first().waitFor({ state: 'attached' })
}

async function railTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByText(name).or(page.getByRole('button', { name })).first().click()
}

/** Waits until fonts are there and a second of frames was painted. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    for (let frame = 0; frame < 60; frame += 1) await new Promise((done) => requestAnimationFrame(done))
  })
}
