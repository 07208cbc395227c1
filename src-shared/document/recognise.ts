import { DOCUMENT_TYPE } from './envelope.ts'
import type { DocumentFailure } from './failure.ts'

const OURS = new RegExp(`"type"\\s*:\\s*"${DOCUMENT_TYPE}"`)
const OPENING = `{"type":"${DOCUMENT_TYPE}"`

/** Whether a text that may be broken was meant as a Memwall file: it names itself, or stops before it could. */
export function saysItIsOurs(body: string): boolean {
  return OURS.test(body) || OPENING.startsWith(body.slice(0, 200).replace(/\s/g, ''))
}

/** A bracket or key out of place in a file that is not ours is better called foreign than broken. */
export function isForeignMistake(failure: DocumentFailure, body: string): boolean {
  switch (failure.kind) {
    case 'truncated':
    case 'syntax':
    case 'duplicateKey':
      return !saysItIsOurs(body)
    default:
      return false
  }
}

/** @returns the line of a JSON.parse failure, from 1; null where the engine does not say */
export function lineOfSyntaxError(error: unknown, body: string): number | null {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined
  return position === undefined ? null : body.slice(0, Number(position)).split('\n').length
}
