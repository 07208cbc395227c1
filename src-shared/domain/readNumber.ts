import { parseQuantity, type ParseOptions } from '../units/parse.ts'
import { limitProblem, mostProblem } from './limitProblem.ts'
import type { Limit } from './limits.ts'
import type { Wording } from './wording.ts'

/** A number as typed, or why it may not stand there. */
export type ReadNumber =
  | { readonly ok: true; /** SI. */ readonly value: number; readonly unit: string }
  | { readonly ok: false; readonly message: Wording }

/**
 * Reads what was typed for a field, in the window, in a table and on the command line alike: "30k", "$2.5M", "4.8 TB/s".
 * @param limit of the field: what is beyond is refused with the limit named, and what counts whole things is not rounded
 */
export function readNumber(text: string, limit: Limit, options: ParseOptions = {}): ReadNumber {
  const parsed = parseQuantity(text, limit.dimension, options)
  // More than a number can hold is more than the field can.
  if (!parsed.ok && parsed.reason !== 'not-finite') {
    return { ok: false, message: { code: 'verbatim', parameters: { text: parsed.message } } }
  }
  if (!parsed.ok) return { ok: false, message: mostProblem(limit) }
  const problem = limitProblem(limit, parsed.value)
  return problem === null ? parsed : { ok: false, message: problem }
}
