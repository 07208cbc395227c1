import type { z } from 'zod'
import { CodedError, toFailure, type Reply } from '#shared/contract/errors.ts'
import { contract, type Handlers, type MethodName } from '#shared/contract/index.ts'
import { limitWording } from '#shared/domain/limitIssue.ts'
import { wordingText } from '#shared/words/say.ts'
import { inputProblem } from './inputLimits.ts'

/** Calls one method by name with an input that nobody has checked yet. Never throws. */
export type Dispatch = (name: unknown, input: unknown) => Promise<Reply<unknown>>

/** Told about failures that are our own fault, so that they reach the log. */
export type OnInternalFailure = (method: string, thrown: unknown) => void

/**
 * The door: name and input are checked here, and past it everything is typed.
 * @param handlers one function per method
 * @param onInternalFailure called with what was thrown when it was no `CodedError`
 */
export function createDispatch(handlers: Handlers, onInternalFailure: OnInternalFailure = () => {}): Dispatch {
  return async (name, input) => {
    if (!isMethodName(name)) {
      return fail(new CodedError('unknown-method', 'This version of Memwall does not know that request.'))
    }
    const problem = inputProblem(input)
    if (problem !== null) return fail(new CodedError('invalid-input', problem))
    const parsed = contract[name].input.safeParse(input)
    if (!parsed.success) return fail(new CodedError('invalid-input', describeIssues(parsed.error)))
    try {
      const handler = handlers[name] as (checked: unknown) => unknown
      return { ok: true, value: await handler(parsed.data) }
    } catch (thrown) {
      if (!(thrown instanceof CodedError)) onInternalFailure(name, thrown)
      return fail(thrown)
    }
  }
}

/** Only the table's own keys: "constructor" and "__proto__" are no methods. */
function isMethodName(name: unknown): name is MethodName {
  return typeof name === 'string' && Object.hasOwn(contract, name)
}

function fail(thrown: unknown): Reply<never> {
  return { ok: false, error: toFailure(thrown) }
}

/** One sentence that names the first field at fault. */
function describeIssues(error: z.ZodError): string {
  const issue = error.issues[0]
  if (!issue) return 'The request is not valid.'
  const field = issue.path.map(String).join('.')
  const limit = limitWording(issue)
  const reason = (limit ? wordingText(limit) : issue.message).replace(/\.$/, '')
  return field === '' ? `The request is not valid: ${reason}.` : `“${field}” is not valid: ${reason}.`
}
