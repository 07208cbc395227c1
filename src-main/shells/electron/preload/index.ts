import { contextBridge, ipcRenderer } from 'electron'
import { BRIDGE_NAME, CALL_CHANNEL, EVENT_CHANNEL } from '#shared/contract/channels.ts'

/**
 * The whole bridge between the page and the main process: call a method by name, listen to events. Only data crosses;
 * the page never sees an Electron object, nor the event that carried a message.
 */
contextBridge.exposeInMainWorld(BRIDGE_NAME, {
  call: (name: string, input: unknown): Promise<string> => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  subscribe: (listener: (name: string, payload: unknown) => void): (() => void) => {
    const forward = (_event: unknown, name: string, payload: unknown) => listener(name, payload)
    ipcRenderer.on(EVENT_CHANNEL, forward)
    // Says that somebody listens, so that what waited for the page (a file to open) is sent now.
    ipcRenderer.send(EVENT_CHANNEL)
    return () => ipcRenderer.removeListener(EVENT_CHANNEL, forward)
  },
})
