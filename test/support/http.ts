import { SESSION_ADDRESS, SESSION_HEADER } from '../../src-shared/contract/httpAddresses.ts'
import type { Reply } from '../../src-shared/contract/errors.ts'
import { createEventStreams } from '../../src-main/shells/browser/events.ts'
import { createGate } from '../../src-main/shells/browser/gate.ts'
import { startServer, type RunningServer } from '../../src-main/shells/browser/server.ts'
import { startApp, type TestApp } from './app.ts'

/** The browser shell's server around a real core, in this process. */
export interface TestServer {
  readonly server: RunningServer
  readonly started: TestApp
  /** Scheme, host and port. */
  readonly origin: string
  /** Trades the token for the session. @returns the headers that every call carries */
  session(): Promise<Record<string, string>>
  /** Calls a method as the page does. */
  call(name: string, input?: unknown): Promise<Reply<unknown>>
  close(): Promise<void>
}

/** @param rendererFolder what is served as the page */
export async function startTestServer(rendererFolder: string): Promise<TestServer> {
  const events = createEventStreams()
  const gate = createGate()
  const started = startApp({ emit: events.emit })
  const server = await startServer({
    port: 0,
    rendererFolder,
    dispatch: started.app.dispatch,
    events,
    gate,
  })
  const origin = `http://127.0.0.1:${server.port}`
  let secret: string | null = null
  const session = async () => {
    if (secret === null) {
      const response = await fetch(`${origin}${SESSION_ADDRESS}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ token: gate.token }),
      })
      secret = ((await response.json()) as { secret: string }).secret
    }
    return { [SESSION_HEADER]: secret, origin }
  }
  return {
    server,
    started,
    origin,
    session,
    async call(name, input) {
      const response = await fetch(`${origin}/rpc`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await session()) },
        body: JSON.stringify(input === undefined ? { name } : { name, input }),
      })
      return (await response.json()) as Reply<unknown>
    },
    async close() {
      await server.close()
      await started.close()
    },
  }
}
