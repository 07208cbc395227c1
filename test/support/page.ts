import type { Page } from '@playwright/test'

/** Collects what a page reports as it runs: policy violations, errors, and messages of the console's error level. */
export async function watchPage(page: Page): Promise<{ readonly problems: string[] }> {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('console', (message) => {
    const { url } = message.location()
    // The reload below can cut off the reading of the page's own icon; the browser then guesses this address.
    if (url.endsWith('/favicon.ico')) return
    if (message.type() === 'error') problems.push(`console: ${message.text()} ${url}`)
  })
  await page.exposeFunction('memwallViolation', (text: string) => problems.push(`policy: ${text}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (window as unknown as { memwallViolation(text: string): void }).memwallViolation
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
    })
  })
  await page.reload()
  return { problems }
}
