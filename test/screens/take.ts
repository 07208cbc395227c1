import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { VERDICTS } from '../support/briefVerdicts.ts'
import { decidedPage } from '../support/decidedPage.ts'
import { reportedPage } from '../support/reportedPage.ts'
import { REPORT_PROBLEMS } from '../support/reportProblems.ts'
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
  {
    name: 'brief-empty',
    readme: [],
    go: async (page) => {
      await page.getByRole('button', { name: 'New workspace' }).click()
      await page.getByRole('textbox', { name: 'Question to decide' }).waitFor()
    },
  },
  { name: 'brief', readme: [], go: openBrief },
  {
    name: 'brief-cut',
    readme: [],
    go: async (page) => {
      await decidedPage(page, VERDICTS.choose)
      await openSample(page)
      await railTo(page, 'Brief')
      // Where the window is narrow the answer stands behind its bar.
      if (await page.evaluate(() => window.innerWidth < 1280)) {
        await page.getByRole('button', { name: /to mend$/ }).click()
      }
      await page.getByText('≈').first().waitFor()
    },
  },
  {
    name: 'brief-computing',
    readme: [],
    go: async (page) => {
      await decidedPage(page, null)
      await openSample(page)
      await railTo(page, 'Brief')
      await page.getByRole('progressbar').first().waitFor()
    },
  },
  {
    name: 'brief-scrolled',
    readme: [],
    go: async (page) => {
      await openBrief(page)
      await page.getByRole('region', { name: 'Constraints' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'brief-candidate',
    readme: [],
    go: async (page) => {
      await openBrief(page)
      await page.getByRole('button', { name: /^Details of A/ }).click()
      await page.getByRole('button', { name: 'Risks' }).click()
    },
  },
  {
    name: 'brief-costs',
    readme: [],
    go: async (page) => {
      await openBrief(page)
      await page.locator('[data-brief="costs"]').click()
      await page.getByRole('dialog').waitFor()
    },
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
  { name: 'decide', readme: ['1440-light'], go: (page) => openDecided(page, 'choose') },
  { name: 'decide-undecided', readme: [], go: (page) => openDecided(page, 'undecided') },
  { name: 'decide-tied', readme: [], go: (page) => openDecided(page, 'tied') },
  { name: 'decide-cannot', readme: [], go: (page) => openDecided(page, 'noneFeasible') },
  { name: 'decide-cannotSay', readme: [], go: (page) => openDecided(page, 'cannotSay') },
  { name: 'decide-computing', readme: [], go: (page) => openDecided(page, null) },
  ...(['Risks', 'Case for', 'Assumptions', 'cost', 'Market'] as const).map((tab): Screen => ({
    name: `decide-${tab.split(' ')[0]?.toLowerCase() ?? ''}`,
    readme: [],
    go: async (page) => {
      await openDecided(page, 'choose')
      await page.getByRole('tab', { name: new RegExp(tab, 'i') }).click()
    },
  })),
  {
    name: 'decide-stale',
    readme: [],
    go: async (page) => {
      await openDecided(page, 'choose')
      await page.getByRole('button', { name: /^Unknown/ }).click()
      await page.getByRole('textbox').fill('2.5M USD')
      await page.keyboard.press('Enter')
      await page.getByText('Older than the brief.').waitFor()
    },
  },
  {
    name: 'decide-price',
    readme: [],
    go: async (page) => {
      await openDecided(page, 'choose')
      await page.getByRole('button', { name: /^Unknown/ }).click()
      await page.getByRole('textbox').waitFor()
    },
  },
  {
    name: 'decide-scrolled',
    readme: [],
    go: async (page) => {
      await openDecided(page, 'choose')
      await page.locator('.decide .content').evaluate((content) => content.scrollTo(0, 10_000))
    },
  },
  {
    name: 'report',
    readme: [],
    go: async (page) => {
      await reportedPage(page, REPORT_PROBLEMS)
      await openDecided(page, 'choose')
      await railTo(page, 'Report')
      await page.getByRole('region', { name: 'Page', exact: true }).getByRole('img').waitFor()
    },
  },
  { name: 'compare-asTyped', readme: [], go: openAsTyped },
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
  ...(['Software support', 'Supply and export', 'Hosted prices', 'Spending'] as const).map((part): Screen => ({
    name: `library-market-${part.split(' ')[0]?.toLowerCase()}`,
    readme: [],
    go: async (page) => {
      await railTo(page, 'Library')
      await page.getByRole('button', { name: 'Market and software' }).click()
      await page.getByRole('radio', { name: part }).click()
      await page.getByRole('region', { name: part }).getByRole('row').nth(3).waitFor()
    },
  })),
  {
    name: 'accuracy',
    readme: [],
    go: async (page) => {
      await railTo(page, 'Accuracy')
      await page.getByRole('row').nth(5).waitFor()
    },
  },
  {
    name: 'title',
    readme: [],
    // The title as it is while it is being changed.
    go: async (page) => {
      await openSample(page)
      await page.keyboard.press('Control+k')
      await page.keyboard.type('Rename workspace')
      await page.keyboard.press('Enter')
      await page.getByRole('banner').getByRole('textbox').waitFor()
    },
  },
  {
    name: 'chart-expanded',
    readme: [],
    go: async (page) => {
      await openSample(page)
      await page.getByRole('button', { name: 'Expand' }).first().click()
      await page.getByRole('dialog').locator('canvas').waitFor()
    },
  },
  {
    name: 'question-unsaved',
    readme: [],
    go: async (page) => {
      await openSample(page)
      await page.keyboard.press('Control+d')
      await page.keyboard.press('Control+w')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'question-profile',
    readme: [],
    go: async (page) => {
      await railTo(page, 'Library')
      await page.getByRole('button', { name: 'Copy to edit…' }).click()
      await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Ours')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: 'Ours' }).waitFor()
      await page.getByRole('button', { name: 'Edit', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Remove…' }).click()
      await page.getByRole('dialog').waitFor()
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

/** A brief of a sample with a demand, times, and a hosted interface beside its machines. */
async function openBrief(page: Page): Promise<void> {
  await openSample(page)
  await railTo(page, 'Brief')
  const enter = async (name: RegExp, text: string) => {
    await page.getByRole('textbox', { name }).first().fill(text)
    await page.keyboard.press('Enter')
  }
  await enter(/^Question to decide/, 'What should serve the support assistant from July 2027 to June 2030?')
  await enter(/^Owner/, 'Platform lead')
  await enter(/^Output tokens/, '500 M')
  await enter(/^Peak hour/, '2.6')
  await enter(/^Growth/, '40 %')
  await enter(/^Time to the first token/, '1 s')
  await enter(/^Time per output token/, '30 ms')
  await page.getByRole('button', { name: 'Machine, rental or API' }).click()
  await page.getByRole('option', { name: /^Hosted interface/ }).click()
  await page.getByRole('button', { name: /^Details of . Hosted/ }).waitFor()
}

/** The Decide screen with a verdict of the fixtures; null: while it is worked out. */
async function openDecided(page: Page, state: keyof typeof VERDICTS | null): Promise<void> {
  await decidedPage(page, state === null ? null : VERDICTS[state])
  await openSample(page)
  await railTo(page, 'Decide')
  await page.locator('table.ranked').waitFor()
  if (state !== null) await page.locator('.pane canvas').first().waitFor()
}

/** What is asked of the columns as typed, all of it worked out. */
async function openAsTyped(page: Page): Promise<void> {
  await openSample(page)
  await page.getByRole('button', { name: /^As typed on Compare/ }).click()
  await page.locator('.configurations tbody tr').first().waitFor({ state: 'attached' })
  await page.locator('[data-section="levers"]').scrollIntoViewIfNeeded()
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
