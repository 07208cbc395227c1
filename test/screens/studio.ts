import { chromium, type Page } from '@playwright/test'
import { startMemwall } from '../support/browser.ts'
import { openMemwall, whyNoElectron } from '../support/electron.ts'
import { findTestChromium } from '../support/runtimes.ts'

/** Milliseconds a screen may take to show all that it works out: nobody waits, and a machine may be busy. */
const PATIENCE = 180_000

/** Where screens are photographed: each page is one of a workbench of its own that has just been started. */
export interface Studio {
  open(
    size: { readonly width: number; readonly height: number },
    theme: 'light' | 'dark',
  ): Promise<{ readonly page: Page; close(): Promise<void> }>
  close(): Promise<void>
}

/** The window itself where its runtime is there, else the browser shell; `missing` says why there is neither. */
export async function chooseStudio(): Promise<Studio | { readonly missing: string }> {
  const noWindow = whyNoElectron()
  if (noWindow === null) return windowStudio()
  const found = findTestChromium()
  if ('missing' in found) return { missing: `Nothing can draw the screens: ${noWindow}, and ${found.missing}.` }
  return browserStudio(found.path)
}

function windowStudio(): Studio {
  return {
    async open({ width, height }, colorScheme) {
      const { page, close } = await openMemwall()
      // The page's own size: a window as large as its display is made a pixel smaller by some systems.
      const session = await page.context().newCDPSession(page)
      await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
      page.setDefaultTimeout(PATIENCE)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForFunction(([wide, high]) => window.innerWidth === wide && window.innerHeight === high, [
        width,
        height,
      ] as const)
      return { page, close }
    },
    close: () => Promise.resolve(),
  }
}

async function browserStudio(executablePath: string): Promise<Studio> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  return {
    async open(viewport, colorScheme) {
      const server = await startMemwall()
      const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' })
      page.setDefaultTimeout(PATIENCE)
      await page.goto(server.address)
      return {
        page,
        async close() {
          await page.close()
          await server.close()
        },
      }
    },
    close: () => browser.close(),
  }
}
