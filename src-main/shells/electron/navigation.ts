import type { App, WebContents } from 'electron'
import { openExternal } from './external.ts'
import { originOf } from './sender.ts'

/**
 * Keeps every page where it is: no navigation away, no second window, no embedded page. A link to an https address
 * goes to the user's browser.
 * @param pageOrigin origin of our page; reloading it is allowed
 */
export function forbidNavigation(app: App, pageOrigin: string): void {
  app.on('web-contents-created', (_created, contents) => confine(contents, pageOrigin))
}

function confine(contents: WebContents, pageOrigin: string): void {
  const stay = (event: { preventDefault(): void; url: string }) => {
    if (originOf(event.url) !== pageOrigin) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    void openExternal(url)
    return { action: 'deny' }
  })
}
