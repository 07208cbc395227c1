import type { LedgerEntry, Phase, Resource } from '../../domain/result.ts'
import { CAUSES } from '../../domain/cause.ts'
import { movementOf, type Movement } from '../../domain/movement.ts'
import { causeName } from '../../words/labels.ts'
import { say } from '../../words/say.ts'

/** What one cause, or one kind of operator, takes of a total, in the unit that was asked for. */
export interface Part {
  /** The cause (with '.onDie' of what moves on the die) or the kind of operator; 'other' of small ones joined. */
  readonly key: string
  readonly name: string
  /** The resource most of it is bound by: colour and hatch. */
  readonly resource: Resource
  readonly value: number
  /** How it moves data; null: it does not. */
  readonly movement: Movement | null
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
    const ofCause = lines.filter((entry) => entry.cause === cause)
    // Collectives between wafers leave the die, crossings of the mesh do not: one bar each.
    return WAYS.flatMap((movement): Part[] => {
      const own = ofCause.filter((entry) => movementOf(entry) === movement)
      const value = own.reduce((sum, entry) => sum + of(entry), 0)
      if (value <= 0) return []
      const onDie = movement === 'onDie'
      return [
        {
          key: onDie ? `${cause}.onDie` : cause,
          name: onDie ? say('cause.onDie', { cause: causeName(cause) }) : causeName(cause),
          resource: dominant(own, of),
          value,
          movement,
        },
      ]
    })
  })
}

/** Ways a line moves data, in the order their bars are shown. */
const WAYS: readonly (Movement | null)[] = ['offDie', 'onDie', null]

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
      name: say('charts.waterfall.other', { count: small.length }),
      resource: largest?.resource ?? 'overhead',
      value: small.reduce((sum, part) => sum + part.value, 0),
      movement: null,
    },
  ]
}
