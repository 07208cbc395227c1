import type {
  CollectiveKind,
  LedgerEntry,
  OperatorGroup,
  OperatorSeconds,
  Phase,
  Resource,
} from '#shared/domain/result.ts'
import type { Cause } from '#shared/domain/cause.ts'
import { nameKey } from '#shared/domain/nameKey.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'

/** Order of the phases of a request. */
const PHASE_ORDER: Readonly<Record<Phase, number>> = { prefill: 0, transfer: 1, decode: 2 }

/** A line of the ledger while it is being filled. */
export interface Line {
  phase: Phase
  cause: Cause
  group: OperatorGroup
  level: string
  resource: Resource
  seconds: number
  bytes: number
  /** Operations of one device, same basis as seconds: what the energy of computing is divided by. */
  flops: number
  joules: number
  /** Parts of `joules` above the static rest: what memory draws by the bytes, what matrix units draw by the operations. */
  memoryJoules: number
  computeJoules: number
  /** What hosts and network draw meanwhile. */
  surroundingJoules: number
}

/** An operator as the ledger names it; of what is no operator, its cause in words. */
interface Named {
  readonly name: Wording
  readonly kind: PlanOperator['kind'] | null
  readonly collective: CollectiveKind
}

/** Seconds of one operator while they are being summed. */
interface OperatorLine {
  phase: Phase
  operator: Named
  group: OperatorGroup
  byResource: Map<Resource, number>
}

/** Every second and byte booked once, by cause × phase × group × level; the same seconds by phase × operator. */
export interface Ledger {
  readonly lines: Map<string, Line>
  readonly operators: Map<string, OperatorLine>
}

/** @returns a ledger without lines */
export function createLedger(): Ledger {
  return { lines: new Map(), operators: new Map() }
}

/** Seconds, bytes and operations to be booked: per output token (decode) or per request (the rest). */
export interface Booking {
  /** The operator they are spent in; of what is no operator, its cause in words. */
  readonly operator: Named | Wording
  readonly phase: Phase
  readonly group: OperatorGroup
  readonly cause: Cause
  readonly level: string
  readonly resource: Resource
  readonly seconds: number
  readonly bytes?: number
  readonly flops?: number
}

/** Books on the line of a booking's cause, phase, group, level and resource. Nothing is not booked. */
export function bookLine(ledger: Ledger, booking: Booking): void {
  const { phase, cause, group, level, resource, seconds, bytes = 0, flops = 0 } = booking
  if (seconds === 0 && bytes === 0 && flops === 0) return
  if (seconds !== 0) bookOperatorSeconds(ledger, booking)
  const key = `${phase}|${cause}|${group}|${level}|${resource}`
  const line = ledger.lines.get(key)
  if (line) {
    line.seconds += seconds
    line.bytes += bytes
    line.flops += flops
  } else {
    const energy = { joules: 0, memoryJoules: 0, computeJoules: 0, surroundingJoules: 0 }
    ledger.lines.set(key, { phase, cause, group, level, resource, seconds, bytes, flops, ...energy })
  }
}

function named(operator: Named | Wording): Named {
  return 'code' in operator ? { name: operator, kind: null, collective: 'sendReceive' } : operator
}

function bookOperatorSeconds(ledger: Ledger, { operator: given, phase, group, resource, seconds }: Booking): void {
  const operator = named(given)
  const key = `${phase}|${nameKey(operator.name)}`
  const line = ledger.operators.get(key) ?? { phase, operator, group, byResource: new Map<Resource, number>() }
  line.byResource.set(resource, (line.byResource.get(resource) ?? 0) + seconds)
  ledger.operators.set(key, line)
}

/** The seconds by operator in a fixed order: phase, then seconds, longest first, then name. */
export function operatorSeconds(ledger: Ledger): OperatorSeconds[] {
  return [...ledger.operators.values()]
    .map(({ phase, operator, group, byResource }): OperatorSeconds => {
      const sums = [...byResource].toSorted((first, second) => second[1] - first[1])
      const seconds = sums.reduce((sum, [, part]) => sum + part, 0)
      const collective = operator.kind === 'collective' ? operator.collective : null
      return { phase, name: operator.name, group, collective, resource: sums[0]?.[0] ?? 'overhead', seconds }
    })
    .toSorted(
      (first, second) =>
        PHASE_ORDER[first.phase] - PHASE_ORDER[second.phase] ||
        second.seconds - first.seconds ||
        (nameKey(first.name) < nameKey(second.name) ? -1 : 1),
    )
}

/** Seconds of a phase booked on one level. */
export function levelSeconds(entries: Iterable<LedgerEntry>, phase: Phase, level: string): number {
  let sum = 0
  for (const entry of entries) if (entry.phase === phase && entry.level === level) sum += entry.seconds
  return sum
}

/** The lines in a fixed order: phase, then seconds, longest first, then name. */
export function ledgerEntries(ledger: Ledger): LedgerEntry[] {
  return [...ledger.lines.entries()]
    .sort(
      ([firstKey, first], [secondKey, second]) =>
        PHASE_ORDER[first.phase] - PHASE_ORDER[second.phase] ||
        second.seconds - first.seconds ||
        (firstKey < secondKey ? -1 : firstKey > secondKey ? 1 : 0),
    )
    .map(([, { phase, cause, group, level, resource, seconds, bytes, joules, surroundingJoules }]) => ({
      phase,
      cause,
      group,
      level,
      resource,
      seconds,
      bytes,
      joules,
      surroundingJoules,
    }))
    .filter((entry) => entry.seconds > 0 || entry.bytes > 0 || entry.joules > 0)
}
