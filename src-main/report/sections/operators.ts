import type { Chip } from '#shared/register/types.ts'
import { formatNumber } from '#shared/units/format.ts'
import { say, wordingText } from '#shared/words/say.ts'
import { chipAt, NOTHING, type ReportContext } from './context.ts'
import { basisParts } from './decision.ts'

/** Time of a token by operator. */
export interface OperatorsSection {
  readonly title: string
  readonly lead: string
  readonly basis: readonly string[]
  readonly unit: string
  readonly chips: readonly Chip[]
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[]
  readonly more: string
}

const MOST_ROWS = 30
const MICROSECONDS = 1e6

/** The operators of the sized candidates, the greatest first; null: nothing is sized. */
export function operatorsSection({ sized, decided }: ReportContext): OperatorsSection | null {
  const scenarios = [...sized.values()]
  if (scenarios.length === 0 || decided === null) return null
  const seconds = new Map<string, number[]>()
  scenarios.forEach(({ result }, column) => {
    for (const { phase, name, seconds: own } of result.operatorSeconds) {
      if (phase !== 'decode') continue
      const key = wordingText(name)
      const cells = seconds.get(key) ?? scenarios.map(() => 0)
      cells[column] = (cells[column] ?? 0) + own
      seconds.set(key, cells)
    }
  })
  if (seconds.size === 0) return null
  const rows = [...seconds].toSorted(([, one], [, two]) => Math.max(...two) - Math.max(...one))
  const rest = rows.length - MOST_ROWS
  return {
    title: say('pages.section', { section: 'operators' }),
    lead: say('pages.operators.lead'),
    basis: basisParts(decided),
    unit: say('pages.operators.unit'),
    chips: scenarios.map(({ slot }) => chipAt(slot)),
    rows: rows.slice(0, MOST_ROWS).map(([name, cells]) => ({
      name,
      cells: cells.map((value) => (value > 0 ? formatNumber(value * MICROSECONDS) : NOTHING)),
    })),
    more: rest > 0 ? say('pages.more', { count: rest }) : '',
  }
}
