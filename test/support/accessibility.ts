import AxeBuilder from '@axe-core/playwright'
import { test, type Page } from '@playwright/test'

/** Milliseconds that looking over a whole page may take, on a machine that does much else. */
const LOOKING_OVER = 60_000

/** Looks at colours alone, whatever rules are asked for. */
class ColoursOnly extends AxeBuilder {
  constructor(page: Page) {
    super({ page })
    super.withRules(['color-contrast', 'link-in-text-block'])
  }

  override withTags(): this {
    return this
  }
}

/**
 * axe-core over a page. What it takes is no time of the test's own: every look gives the test more. A test that is the
 * twin of another in the dark theme looks at colours alone: the rest of the page is the same.
 */
export function axe(page: Page): AxeBuilder {
  const info = test.info()
  info.setTimeout(info.timeout + LOOKING_OVER)
  return info.title.endsWith(', dark') ? new ColoursOnly(page) : new AxeBuilder({ page })
}

/**
 * Runs axe-core over the page as it stands. Also in Electron, which opens no second page to work in.
 * @returns one line for each element with a serious or critical finding
 */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await axe(page).setLegacyMode(true).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.split('\n')[1] ?? ''}`),
    )
}
