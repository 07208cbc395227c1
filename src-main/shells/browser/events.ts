import type { IncomingMessage, ServerResponse } from 'node:http'
import type { EventName, EventPayload } from '#shared/contract/events.ts'
import { SECURITY_HEADERS } from '../common/contentSecurityPolicy.ts'

/** Milliseconds between comments that keep an idle stream open through proxies. */
const KEEP_ALIVE = 25_000

/** Every open window's event stream. */
export interface EventStreams {
  /** Answers `GET /events` with a stream that stays open. */
  open(request: IncomingMessage, response: ServerResponse): void
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** Ends every stream. */
  close(): void
}

/**
 * Events over server-sent streams: one line of JSON each, `{name, payload}`.
 * @param notices told when a page begins to listen, and when the last one has gone
 */
export function createEventStreams(notices: { listening?: () => void; deserted?: () => void } = {}): EventStreams {
  const streams = new Set<ServerResponse>()
  const timer = setInterval(() => {
    for (const stream of streams) stream.write(': still here\n\n')
  }, KEEP_ALIVE)
  timer.unref()
  return {
    open(request, response) {
      response.writeHead(200, {
        ...SECURITY_HEADERS,
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        Connection: 'keep-alive',
      })
      response.write(': open\n\n')
      streams.add(response)
      request.on('close', () => {
        streams.delete(response)
        if (streams.size === 0) notices.deserted?.()
      })
      notices.listening?.()
    },
    emit(name, payload) {
      for (const stream of streams) stream.write(`data: ${JSON.stringify({ name, payload })}\n\n`)
    },
    close() {
      clearInterval(timer)
      for (const stream of streams) stream.end()
      streams.clear()
    },
  }
}
