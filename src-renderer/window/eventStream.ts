import { EVENT_ADDRESS } from '#shared/contract/httpAddresses.ts'

/** Milliseconds before a stream that broke is opened again. */
const PAUSE = 1000
/** What a line with an event begins with. */
const DATA = 'data:'

/** Asks one of the addresses of the page's own origin. */
export type Ask = (address: string, options?: RequestInit) => Promise<Response>
/** Told of each event. */
export type EventListener = (name: string, payload: unknown) => void

/**
 * Listens to the browser shell's events. Not an `EventSource`, which cannot send the session's secret in a header.
 * @param ask asks the back end, with that secret
 * @returns a function that ends it
 */
export function openEventStream(ask: Ask, listener: EventListener): () => void {
  const ending = new AbortController()
  const { signal } = ending
  async function listen(): Promise<void> {
    while (!signal.aborted) {
      const response = await ask(EVENT_ADDRESS, { signal }).catch(() => null)
      // The session is over: only another address helps, and the next call says so.
      if (response?.status === 403) return
      if (response?.ok && response.body) await readEvents(response.body, listener).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  }
  void listen()
  return () => ending.abort()
}

/** Reads a stream of events to its end: texts with an empty line between them, each with its JSON after `data: `. */
export async function readEvents(body: ReadableStream<Uint8Array>, listener: EventListener): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    text += decoder.decode(value, { stream: true })
    const parts = text.split('\n\n')
    // What follows the last empty line is still under way.
    text = parts.pop() ?? ''
    for (const part of parts) {
      if (!part.startsWith(DATA)) continue
      const { name, payload } = JSON.parse(part.slice(DATA.length)) as { name: string; payload: unknown }
      listener(name, payload)
    }
  }
}
