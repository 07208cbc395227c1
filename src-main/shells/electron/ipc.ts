import { ipcMain, type WebContents } from 'electron'
import { CALL_CHANNEL, EVENT_CHANNEL, GRANT_CHANNEL } from '#shared/contract/channels.ts'
import type { Reply } from '#shared/contract/errors.ts'
import type { EventName, EventPayload } from '#shared/contract/events.ts'
import type { App } from '../../app/createApp.ts'
import { isOwnPage } from './sender.ts'

const NOT_OURS: Reply<never> = {
  ok: false,
  error: { code: 'not-allowed', message: 'Only Memwall’s own window may ask that.' },
}

/**
 * Answers calls from our page, and only from it.
 * @param core asked for at the first call, so that the window can show before the core is loaded
 * @param pageOrigin origin of our page
 * @param onListening called when a page begins to listen to events
 */
export function answerCalls(
  core: () => Promise<Pick<App, 'dispatch' | 'grants'>>,
  pageOrigin: string,
  onListening: (page: WebContents) => void,
): void {
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown) => {
    if (!isOwnPage(event.senderFrame, pageOrigin)) return NOT_OURS
    return (await core()).dispatch(name, input)
  })
  ipcMain.handle(GRANT_CHANNEL, async (event, path: unknown) => {
    if (!isOwnPage(event.senderFrame, pageOrigin)) return null
    // Empty: the page has made the file itself, and it lies nowhere.
    if (typeof path !== 'string' || path === '') return null
    return (await (await core()).grants.give(path, 'workspace')).id
  })
  ipcMain.on(EVENT_CHANNEL, (event) => {
    if (isOwnPage(event.senderFrame, pageOrigin)) onListening(event.sender)
  })
}

/** Sends an event to a page. */
export function sendEvent<Name extends EventName>(page: WebContents, name: Name, payload: EventPayload<Name>): void {
  if (!page.isDestroyed()) page.send(EVENT_CHANNEL, name, payload)
}
