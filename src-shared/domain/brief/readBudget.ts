import { LIMITS, type Limit } from '../limits.ts'
import { readNumber } from '../readNumber.ts'
import type { Wording } from '../wording.ts'
import type { Brief } from './brief.ts'
import type { Budget } from './powerBudget.ts'

/** A budget as it was typed, or why it is none. */
export type ReadBudget =
  | { readonly ok: true; readonly budget: Budget }
  | { readonly ok: false; readonly message: Wording }

const RACKS = /^(.*?)\s*racks?$/i
/** Output tokens per second in the busiest hour: more than any site serves. */
const RATE: Limit = { dimension: 'tokensPerSecond', least: 1e-9, most: 1e15 }

/** Reads what was typed for a budget: "2 MW", "250 kW", "10 racks", "1.5M tok/s". */
export function readBudget(text: string): ReadBudget {
  const racks = RACKS.exec(text.trim())?.[1]
  if (racks !== undefined) {
    const read = readNumber(racks, LIMITS['brief.constraints.racks'])
    return read.ok ? { ok: true, budget: { kind: 'racks', racks: read.value } } : read
  }
  if (/tok/i.test(text)) {
    const read = readNumber(text, RATE)
    return read.ok ? { ok: true, budget: { kind: 'rate', tokensPerSecond: read.value } } : read
  }
  const read = readNumber(text, LIMITS['brief.constraints.power'])
  return read.ok ? { ok: true, budget: { kind: 'power', watts: read.value } } : read
}

/** The budget a brief sets by its bounds. Null: it sets none. */
export function budgetOf({ constraints: { power, racks } }: Brief): Budget | null {
  if (power !== null) return { kind: 'power', watts: power }
  return racks === null ? null : { kind: 'racks', racks }
}
