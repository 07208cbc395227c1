/** Codes of every failure that can cross a process boundary. */
export const ERROR_CODES = [
  'invalid-input',
  'unknown-method',
  'not-found',
  'not-allowed',
  'cancelled',
  'deadline',
  'engine-failed',
  'document-broken',
  'document-foreign',
  'document-newer',
  'document-too-large',
  'document-changed-outside',
  'read-only',
  'disk-full',
  'io-failed',
  'library-failed',
  'report-failed',
  'missing-characters',
  'internal',
] as const
/** Code of a failure. */
export type ErrorCode = (typeof ERROR_CODES)[number]

/** A failure as it travels: one clear sentence, and plain data. */
export interface Failure {
  readonly code: ErrorCode
  /** One sentence for a person: the fact, then what to do. */
  readonly message: string
  readonly details?: unknown
}

/** What every call returns. Nothing throws across a boundary. */
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure }

/** A failure raised inside one process, turned into a `Failure` at the door. */
export class CodedError extends Error {
  readonly code: ErrorCode
  readonly details: unknown
  /** @param code what kind of failure @param message one sentence for a person @param details plain data */
  constructor(code: ErrorCode, message: string, details?: unknown) {
    super(message)
    this.name = 'CodedError'
    this.code = code
    this.details = details
  }
}

/** The value of a reply. @throws CodedError where the call failed */
export function valueOf<Value>(reply: Reply<Value>): Value {
  if (reply.ok) return reply.value
  throw new CodedError(reply.error.code, reply.error.message, reply.error.details)
}

/** @returns the value as a failure that can travel: known codes kept, anything else `internal` */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof CodedError) {
    return thrown.details === undefined
      ? { code: thrown.code, message: thrown.message }
      : { code: thrown.code, message: thrown.message, details: thrown.details }
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'internal', message: `Something went wrong inside Memwall: ${message}` }
}
