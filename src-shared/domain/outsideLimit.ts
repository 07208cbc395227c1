import type { z } from 'zod'
import { limitOf } from './limits.ts'

/** What is wrong with the value of an input, as a schema tells it; paths of no input are passed over. */
export function outsideLimit(input: string, value: number, path: string[], among: object): z.core.$ZodRawIssue[] {
  const limit = limitOf(input)
  // What is negative is refused already.
  if (limit === null || value < 0 || (value >= limit.least && value <= limit.most)) return []
  return value > limit.most
    ? [{ code: 'too_big', origin: 'number', maximum: limit.most, inclusive: true, input: among, path }]
    : [{ code: 'too_small', origin: 'number', minimum: limit.least, inclusive: true, input: among, path }]
}
