import type { Cause } from './cause.ts'
import type { Phase, Resource } from './result.ts'

/** Causes in which the binding resource is moving data. */
const MOVEMENT_CAUSES: ReadonlySet<Cause> = new Set<Cause>([
  'weights',
  'kv',
  'activations',
  'state',
  'collective',
  'kvTransfer',
  'hostTransfer',
  'weightStreaming',
])

/**
 * Which boundary moved data crosses: `offDie` leaves the die for its memory, its package, its node or the wafer's edge;
 * `onDie` stays on it, in SRAM, on the network of the chip or on the mesh of a wafer. Only what leaves the die is the
 * memory wall: a core that reads its own SRAM is the counterpart of a GPU's shared memory.
 */
export type Movement = 'offDie' | 'onDie'

/** A line of a ledger as far as movement is concerned. */
interface Line {
  readonly cause: Cause
  /** What binds it: what SRAM and mesh bind stays on the die. */
  readonly resource: Resource
}

/** How a line of the ledger moves data; null: it does not. */
export function movementOf({ cause, resource }: Line): Movement | null {
  if (!MOVEMENT_CAUSES.has(cause)) return null
  return resource === 'sram' ? 'onDie' : 'offDie'
}

/** Shares of a time in which data moves, from 0 to 1; together at most 1. */
export type MovementShares = Readonly<Record<Movement, number>>

/**
 * Shares of a phase's seconds whose binding resource is moving data. A queue waits for other requests and is left out.
 * @param entries lines of a ledger, seconds on one basis
 * @returns null: the phase takes no time
 */
export function movementShares(
  entries: Iterable<Line & { readonly phase: Phase; readonly seconds: number }>,
  phase: Phase,
): MovementShares | null {
  const moving = { offDie: 0, onDie: 0 }
  let total = 0
  for (const entry of entries) {
    if (entry.phase !== phase || entry.cause === 'queue') continue
    total += entry.seconds
    const movement = movementOf(entry)
    if (movement !== null) moving[movement] += entry.seconds
  }
  return total > 0 ? { offDie: moving.offDie / total, onDie: moving.onDie / total } : null
}
