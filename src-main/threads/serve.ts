import { parentPort } from 'node:worker_threads'
import { CodedError, type Failure } from '#shared/contract/errors.ts'

/** What a thread can be asked to do: functions of one argument, by name. What they take and give is plain data. */
export type Calls = Readonly<Record<string, (argument: never) => unknown>>

/** What a thread is asked. */
export interface Request {
  readonly id: number
  readonly name: string
  readonly argument: unknown
}

/** What a thread answers: a value, a failure with a code, or the words of a fault of its own. */
export type Answer = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly failure: Failure }
  | { readonly fault: string }
)

async function answerTo(calls: Calls, { id, name, argument }: Request): Promise<Answer> {
  try {
    return { id, value: await (calls[name] as (argument: unknown) => unknown)(argument) }
  } catch (thrown) {
    if (!(thrown instanceof CodedError)) return { id, fault: thrown instanceof Error ? thrown.message : String(thrown) }
    const { code, message, details } = thrown
    return { id, failure: { code, message, details } }
  }
}

/** Answers what this thread is asked, in the order of asking. Bytes that are an answer are handed over, not copied. */
export function serve(calls: Calls): void {
  const port = parentPort
  port?.on('message', (request: Request) => {
    void answerTo(calls, request).then((answer) => {
      const bytes = 'value' in answer && answer.value instanceof Uint8Array ? answer.value.buffer : null
      port.postMessage(answer, bytes instanceof ArrayBuffer ? [bytes] : [])
    })
  })
}
