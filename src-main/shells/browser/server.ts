import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  CALL_ADDRESS,
  EVENT_ADDRESS,
  SESSION_ADDRESS,
  SESSION_HEADER,
  TOKEN_NAME,
} from '#shared/contract/httpAddresses.ts'
import type { Dispatch } from '../../app/dispatch.ts'
import { sendJson, sendSentence } from './answers.ts'
import type { EventStreams } from './events.ts'
import { answerFile } from './files.ts'
import type { Gate } from './gate.ts'
import { isOwnOrigin } from './origin.ts'
import { answerCall } from './rpc.ts'
import { answerSession } from './session.ts'

/** The only interface the server listens on. */
const LOOPBACK = '127.0.0.1'

/** What the server needs. */
export interface ServerOptions {
  /** 0: any free port. */
  readonly port: number
  readonly rendererFolder: string
  readonly dispatch: Dispatch
  readonly events: EventStreams
  readonly gate: Gate
  /** Further hosts with port that reach this server, for the development server's proxy. */
  readonly furtherHosts?: readonly string[]
}

/** A server that answers. */
export interface RunningServer {
  readonly port: number
  /** The address to open once, token included. */
  readonly address: string
  close(): Promise<void>
}

/**
 * Serves the renderer and the contract on the loopback address. Calls and events are answered to whoever sends the
 * session's secret in its header; `/session` trades the printed token for it.
 * @throws Error when the port is taken
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  let port = options.port
  const server = createServer((request, response) => {
    answer(request, response, options, port).catch(() => {
      if (!response.headersSent) sendSentence(response, 500, 'Memwall could not answer this request.')
      else response.destroy()
    })
  })
  await listen(server, options.port)
  port = (server.address() as AddressInfo).port
  return {
    port,
    address: `http://${LOOPBACK}:${port}/#${TOKEN_NAME}=${options.gate.token}`,
    close: () =>
      new Promise((resolve) => {
        options.events.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
  port: number,
): Promise<void> {
  const { gate } = options
  const hosts = [`${LOOPBACK}:${port}`, `localhost:${port}`, ...(options.furtherHosts ?? [])]
  const writes = request.method !== 'GET'
  if (!isOwnOrigin({ host: request.headers.host, origin: request.headers.origin }, hosts, writes)) {
    return sendSentence(response, 403, 'This address answers only its own page.')
  }
  // The path as sent: a URL parser would already have folded `..` and `%2e` away.
  const [rawPath = '/'] = (request.url ?? '/').split('?', 1)
  if (rawPath === SESSION_ADDRESS) return answerSession(request, response, gate)
  if (rawPath === CALL_ADDRESS || rawPath === EVENT_ADDRESS) {
    if (!gate.admits(request.headers[SESSION_HEADER])) {
      const error = { code: 'not-allowed', message: 'This page’s session has ended. Open the address Memwall printed.' }
      return sendJson(response, 403, { ok: false, error })
    }
    if (rawPath === CALL_ADDRESS) return answerCall(request, response, options.dispatch)
  }
  if (request.method !== 'GET') return sendSentence(response, 405, 'This address can only be read.')
  if (rawPath === EVENT_ADDRESS) return options.events.open(request, response)
  // The page's own files are what everybody may download of Memwall.
  return answerFile(response, options.rendererFolder, rawPath)
}
