import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Dispatch } from '../../app/dispatch.ts'
import { send, sendJson, sendSentence } from './answers.ts'
import type { EventStreams } from './events.ts'
import { answerFile } from './files.ts'
import type { Gate } from './gate.ts'
import { isOwnOrigin } from './origin.ts'
import { answerCall } from './rpc.ts'

/** The only interface the server listens on. */
const LOOPBACK = '127.0.0.1'

/** What the server needs. */
export interface ServerOptions {
  /** 0: any free port. */
  readonly port: number
  readonly rendererFolder: string
  readonly dispatch: Dispatch
  readonly events: EventStreams
  readonly makeGate: (port: () => number) => Gate
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
 * Serves the renderer and the contract on the loopback address. Nothing is answered without the session cookie but
 * `/open`, which trades the printed token for it.
 * @throws Error when the port is taken
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  let port = options.port
  const gate = options.makeGate(() => port)
  const server = createServer((request, response) => {
    answer(request, response, options, gate, port).catch(() => {
      if (!response.headersSent) sendSentence(response, 500, 'Memwall could not answer this request.')
      else response.destroy()
    })
  })
  await listen(server, options.port)
  port = (server.address() as AddressInfo).port
  return {
    port,
    address: `http://${LOOPBACK}:${port}/open?token=${gate.token}`,
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
  gate: Gate,
  port: number,
): Promise<void> {
  const hosts = [`${LOOPBACK}:${port}`, `localhost:${port}`, ...(options.furtherHosts ?? [])]
  const writes = request.method !== 'GET'
  if (!isOwnOrigin({ host: request.headers.host, origin: request.headers.origin }, hosts, writes)) {
    return sendSentence(response, 403, 'This address answers only its own page.')
  }
  // The path as sent: a URL parser would already have folded `..` and `%2e` away.
  const [rawPath = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const admitted = gate.admits(request.headers.cookie)
  if (rawPath === '/open' && request.method === 'GET') {
    return answerOpen(response, gate, new URLSearchParams(query).get('token'), admitted)
  }
  if (!admitted && rawPath === '/rpc') {
    const error = { code: 'not-allowed', message: 'This page’s session has ended. Open the address Memwall printed.' }
    return sendJson(response, 403, { ok: false, error })
  }
  if (!admitted) {
    return sendSentence(response, 403, 'Open the address that Memwall printed when it started. It works once.')
  }
  if (rawPath === '/rpc') return answerCall(request, response, options.dispatch)
  if (request.method !== 'GET') return sendSentence(response, 405, 'This address can only be read.')
  if (rawPath === '/events') return options.events.open(request, response)
  return answerFile(response, options.rendererFolder, rawPath)
}

/**
 * Sets the session cookie and sends the browser on. A page that refreshes itself rather than a redirect: after a link
 * from elsewhere, a redirect would still count as cross-site and the strict cookie would not be sent.
 */
function answerOpen(response: ServerResponse, gate: Gate, token: string | null, admitted: boolean): void {
  const session = gate.redeem(token)
  if (session === null && !admitted) {
    return sendSentence(response, 403, 'This address was used before. Start Memwall again to get a new one.')
  }
  const cookie = session === null ? null : `${gate.cookieName()}=${session}; HttpOnly; SameSite=Strict; Path=/`
  send(
    response,
    200,
    'text/html; charset=utf-8',
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Memwall</title><meta http-equiv="refresh" content="0;url=/"></html>',
    cookie === null ? {} : { 'Set-Cookie': cookie },
  )
}
