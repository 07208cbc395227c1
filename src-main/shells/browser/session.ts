import type { IncomingMessage, ServerResponse } from 'node:http'
import { SESSION_HEADER } from '#shared/contract/httpAddresses.ts'
import { sendJson } from './answers.ts'
import { isJsonPost, objectOf, readBody } from './body.ts'
import type { Gate } from './gate.ts'

/** Bytes of a token with its braces, and to spare. */
const MAXIMUM_BYTES = 1000

/**
 * Answers `POST /session` with `{"token": …}` by `{"secret": …}`, once, and `GET /session` by whether the secret in the
 * header still holds. What it says is in the answer's body and in no cookie: cookies know no ports.
 */
export async function answerSession(request: IncomingMessage, response: ServerResponse, gate: Gate): Promise<void> {
  if (request.method === 'GET') {
    const holds = gate.admits(request.headers[SESSION_HEADER])
    return sendJson(response, holds ? 200 : 403, { holds })
  }
  const text = isJsonPost(request) ? await readBody(request, MAXIMUM_BYTES) : null
  const secret = gate.redeem(objectOf(text ?? '')?.['token'])
  sendJson(response, secret === null ? 403 : 200, { secret })
}
