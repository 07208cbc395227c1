import { message } from '../message.ts'

/** Units that are words, and what stands in place of a number nobody knows. */
export const units = {
  'unit.Unknown': message('Unknown'),
  'unit.tokens': message('tokens'),
  'unit.months': message('months'),
  'unit.years': message('years'),
  'unit.weeks': message('weeks'),
  /** Percentage points. */
  'unit.pt': message('pt'),
  /** What weakens an estimate. */
  'caveat.extrapolated': message('extrapolated'),
  'caveat.inherited': message('inherited from a relative'),
  'caveat.clamped': message('held at a limit'),
} as const
