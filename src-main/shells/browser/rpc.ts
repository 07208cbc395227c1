import type { IncomingMessage, ServerResponse } from 'node:http'
import { CodedError, toFailure, type Reply } from '#shared/contract/errors.ts'
import type { Dispatch } from '../../app/dispatch.ts'
import { sendJson } from './answers.ts'

/** Bytes of one call. The largest legitimate one carries the text of an uploaded document. */
export const MAXIMUM_BODY_BYTES = 64_000_000

/**
 * Answers `POST /rpc` with `{"name": …, "input": …}`. The answer is always a `Reply`; the status is 200 for every
 * request that reached the door of the application, whatever the reply.
 */
export async function answerCall(
  request: IncomingMessage,
  response: ServerResponse,
  dispatch: Dispatch,
): Promise<void> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (request.method !== 'POST' || type !== 'application/json') {
    return refuse(response, 405, new CodedError('not-allowed', 'Calls are JSON, sent by POST.'))
  }
  const body = await readBody(request)
  if (body === null) {
    return refuse(
      response,
      413,
      new CodedError('document-too-large', 'This is larger than the 64 MB Memwall takes at once; nothing was changed.'),
    )
  }
  let call: unknown
  try {
    call = JSON.parse(body)
  } catch {
    return refuse(response, 400, new CodedError('invalid-input', 'The request is not JSON.'))
  }
  if (call === null || typeof call !== 'object' || Array.isArray(call)) {
    return refuse(response, 400, new CodedError('invalid-input', 'The request must be an object with a name.'))
  }
  const { name, input } = call as { name?: unknown; input?: unknown }
  sendJson(response, 200, await dispatch(name, input))
}

function refuse(response: ServerResponse, status: number, error: CodedError): void {
  const reply: Reply<never> = { ok: false, error: toFailure(error) }
  sendJson(response, status, reply)
}

/** @returns the text, or null when it is too large; what is too large is read to its end but not kept */
function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MAXIMUM_BODY_BYTES) chunks = []
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(bytes > MAXIMUM_BODY_BYTES ? null : Buffer.concat(chunks).toString('utf8')))
    request.on('error', reject)
  })
}
