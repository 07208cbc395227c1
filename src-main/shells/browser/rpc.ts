import type { IncomingMessage, ServerResponse } from 'node:http'
import { CodedError, toFailure, type Reply } from '#shared/contract/errors.ts'
import type { Dispatch } from '../../app/dispatch.ts'
import { sendJson } from './answers.ts'
import { isJsonPost, objectOf, readBody } from './body.ts'

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
  if (!isJsonPost(request)) {
    return refuse(response, 405, new CodedError('not-allowed', 'Calls are JSON, sent by POST.'))
  }
  const body = await readBody(request, MAXIMUM_BODY_BYTES)
  if (body === null) {
    return refuse(
      response,
      413,
      new CodedError('document-too-large', 'This is larger than the 64 MB Memwall takes at once; nothing was changed.'),
    )
  }
  const call = objectOf(body)
  if (call === null) {
    return refuse(response, 400, new CodedError('invalid-input', 'The request must be a JSON object with a name.'))
  }
  sendJson(response, 200, await dispatch(call['name'], call['input']))
}

function refuse(response: ServerResponse, status: number, error: CodedError): void {
  const reply: Reply<never> = { ok: false, error: toFailure(error) }
  sendJson(response, status, reply)
}
