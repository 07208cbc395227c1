import { CALL_ADDRESS, SESSION_HEADER } from '#shared/contract/httpAddresses.ts'
import { BRIDGE_NAME } from '#shared/contract/channels.ts'
import type { Transport } from '#shared/contract/client.ts'
import type { Reply } from '#shared/contract/errors.ts'
import { openEventStream, type Ask } from './eventStream.ts'
import { enterSession, type Refusal } from './session.ts'

/** What the preload puts on `window` in the Electron shell: data in, data out, never an event object. */
export interface Bridge {
  /** Calls a method. @returns a `Reply` */
  call(name: string, input: unknown): Promise<unknown>
  /** Has a file that the user handed to the page granted. @returns its id, or null: the page made it itself */
  grantFile(file: File): Promise<unknown>
  /** Listens to every event. @returns a function that ends the subscription */
  subscribe(listener: (name: string, payload: unknown) => void): () => void
}

/**
 * Opens the way to the back end that this window has: the preload's bridge, or HTTP to the page's own origin.
 * @returns the transport, or why this page may not come in
 */
export async function openTransport(): Promise<Transport | Refusal> {
  const bridge = findBridge()
  if (bridge) return bridgeTransport(bridge)
  const session = await enterSession(ask)
  return 'refused' in session ? session : httpTransport(session.secret)
}

/**
 * Has a file that was dropped on the window granted, so that it is opened where it lies and saved there again.
 * @returns its id, or null where nobody knows its place: its text is read instead
 */
export async function grantFile(file: File): Promise<string | null> {
  const granted = await findBridge()
    ?.grantFile(file)
    .catch(() => null)
  return typeof granted === 'string' ? granted : null
}

/** Whether this is the Electron shell's window; known before the back end has answered. */
export function hasBridge(): boolean {
  return findBridge() !== null
}

/** @returns the bridge of the Electron shell; null in a browser */
function findBridge(): Bridge | null {
  const candidate = (window as unknown as Record<string, unknown>)[BRIDGE_NAME]
  return candidate !== null && typeof candidate === 'object' && 'call' in candidate ? (candidate as Bridge) : null
}

/** The one way by which the page asks anything over HTTP: without cookies, and only its own origin. */
const ask: Ask = (address, options) => fetch(address, { ...options, credentials: 'omit', mode: 'same-origin' })

/** Calls over the sandboxed preload. @param bridge what the preload exposes */
function bridgeTransport(bridge: Bridge): Transport {
  return {
    async call(name, input) {
      try {
        return (await bridge.call(name, input)) as Reply<unknown>
      } catch (thrown) {
        return lost(thrown)
      }
    },
    subscribe: (listener) => bridge.subscribe(listener),
  }
}

/** Calls and events over HTTP to the page's own origin. @param secret the session's, sent with each */
function httpTransport(secret: string): Transport {
  // One stream for all listeners: a browser opens six connections to a host, and calls need some of them.
  const listeners = new Set<(name: string, payload: unknown) => void>()
  let end: (() => void) | null = null
  const askInside: Ask = (address, options) =>
    ask(address, { ...options, headers: { ...options?.headers, [SESSION_HEADER]: secret } })
  return {
    async call(name, input) {
      try {
        const response = await askInside(CALL_ADDRESS, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(input === undefined ? { name } : { name, input }),
        })
        return (await response.json()) as Reply<unknown>
      } catch (thrown) {
        return lost(thrown)
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      end ??= openEventStream(askInside, (name, payload) => {
        for (const each of listeners) each(name, payload)
      })
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        end?.()
        end = null
      }
    },
  }
}

/** The back end did not answer at all: it ended, or the connection broke. */
function lost(thrown: unknown): Reply<never> {
  const cause = thrown instanceof Error ? thrown.message : String(thrown)
  return {
    ok: false,
    error: {
      code: 'internal',
      message: 'Memwall’s back end does not answer. Save a copy of your work, then start Memwall again.',
      details: { cause },
    },
  }
}
