import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { BRIDGE_NAME, CALL_CHANNEL, EVENT_CHANNEL, GRANT_CHANNEL } from '#shared/contract/channels.ts'

/**
 * The whole bridge between the page and the main process: call a method by name, listen to events, and have a file that
 * was dropped granted. Only data crosses; the page never sees an Electron object, nor the event that carried a message,
 * nor a path: where a file lies is asked of the browser, which knows it only of files the user has handed to the page.
 */
contextBridge.exposeInMainWorld(BRIDGE_NAME, {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  grantFile: async (file: Parameters<typeof webUtils.getPathForFile>[0]): Promise<unknown> =>
    ipcRenderer.invoke(GRANT_CHANNEL, webUtils.getPathForFile(file)),
  subscribe: (listener: (name: string, payload: unknown) => void): (() => void) => {
    const forward = (_event: unknown, name: string, payload: unknown) => listener(name, payload)
    ipcRenderer.on(EVENT_CHANNEL, forward)
    // Says that somebody listens, so that what waited for the page (a file to open) is sent now.
    ipcRenderer.send(EVENT_CHANNEL)
    return () => ipcRenderer.removeListener(EVENT_CHANNEL, forward)
  },
})
