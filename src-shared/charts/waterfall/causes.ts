import type { LedgerEntry, Phase, Resource } from '../../domain/result.ts'
import { CAUSES, MOVEMENT_CAUSES } from '../../domain/cause.ts'
import { causeName } from '../../words/labels.ts'

/** What one cause, or one kind of operator, takes of a total, in the unit that was asked for. */
export interface Part {
  /** The cause or the kind of operator; 'other' of small ones joined. */
  readonly key: string
  readonly name: string
  /** The resource most of it is bound by: colour and hatch. */
  readonly resource: Resource
  readonly value: number
  /** It is the moving of data. */
  readonly movement: boolean
}

/**
 * Sums ledger lines by cause, in the order causes are always shown.
 * @param of what to sum: seconds, bytes or joules
 * @returns parts above zero; together exactly the sum of the lines
 */
export function partsByCause(
  ledger: readonly LedgerEntry[],
  phases: readonly Phase[],
  of: (entry: LedgerEntry) => number,
): Part[] {
  const lines = ledger.filter((entry) => phases.includes(entry.phase))
  return CAUSES.flatMap((cause) => {
    const own = lines.filter((entry) => entry.cause === cause)
    const value = own.reduce((sum, entry) => sum + of(entry), 0)
    if (value <= 0) return []
    return [
      {
        key: cause,
        name: causeName(cause),
        resource: dominant(own, of),
        value,
        movement: MOVEMENT_CAUSES.has(cause),
      },
    ]
  })
}

/** The resource most of the lines is booked on. */
function dominant(lines: readonly LedgerEntry[], of: (entry: LedgerEntry) => number): Resource {
  const sums = new Map<Resource, number>()
  for (const entry of lines) sums.set(entry.resource, (sums.get(entry.resource) ?? 0) + of(entry))
  return [...sums].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'overhead'
}

/**
 * Joins parts too small to be seen into one, so that every bar can be read; the table keeps them apart.
 * @param least smallest share of the total that keeps its own bar @param most bars there is room for
 */
export function joinSmall(parts: readonly Part[], least = 0.01, most = Infinity): Part[] {
  const total = parts.reduce((sum, part) => sum + Math.abs(part.value), 0)
  const ranked = parts.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const small = ranked.filter((part, index) => {
    const crowded = parts.length > most && index >= most - 1
    return crowded || Math.abs(part.value) < total * least
  })
  if (small.length < 2) return [...parts]
  const largest = small[0]
  return [
    ...parts.filter((part) => !small.includes(part)),
    {
      key: 'other',
      name: `Other ${small.length}`,
      resource: largest?.resource ?? 'overhead',
      value: small.reduce((sum, part) => sum + part.value, 0),
      movement: false,
    },
  ]
}
