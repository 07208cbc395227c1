import type { Cause, LedgerEntry, OperatorGroup, Phase, Resource } from '#shared/domain/result.ts'
import { MOVEMENT_CAUSES } from '#shared/domain/result.ts'
import type { Timing } from './costing/timing.ts'
import type { PlanOperator } from './lowering/operator.ts'
import type { Step, Work } from './lowering/work.ts'
import type { Plan } from './serving/plan.ts'
import { bindingOf, createTotals, crossingShare, stackOverhead, stepTime } from './serving/step.ts'

/** A line of the ledger while it is being filled. */
interface Line {
  phase: Phase
  cause: Cause
  group: OperatorGroup
  level: string
  resource: Resource
  seconds: number
  bytes: number
  joules: number
}

/** Every second and byte booked once, by cause × phase × group × level. */
export interface Ledger {
  readonly lines: Map<string, Line>
}

/** @returns a ledger without lines */
export function createLedger(): Ledger {
  return { lines: new Map() }
}

/** Books seconds and bytes on one line. @param seconds and bytes per output token (decode) or per request (the rest) */
export function bookLine(
  ledger: Ledger,
  phase: Phase,
  cause: Cause,
  group: OperatorGroup,
  level: string,
  resource: Resource,
  seconds: number,
  bytes: number,
): void {
  if (seconds === 0 && bytes === 0) return
  const key = `${phase}|${cause}|${group}|${level}|${resource}`
  const line = ledger.lines.get(key)
  if (line) {
    line.seconds += seconds
    line.bytes += bytes
  } else {
    ledger.lines.set(key, { phase, cause, group, level, resource, seconds, bytes, joules: 0 })
  }
}

/** Name of the link a collective runs on: the scale-up link within its domain, else the network. */
export function linkName(plan: Plan, devices: number): string {
  const { profile, link } = plan.machine
  if (link !== null && devices <= link.domain && profile.scaleUp) return profile.scaleUp.name
  return profile.scaleOut?.name ?? profile.scaleUp?.name ?? profile.hostLink?.name ?? 'link'
}

/** Name of the external level weights are streamed from. */
export function externalLevel(plan: Plan): string {
  const { profile } = plan.machine
  return profile.memory.find((level) => level.kind === 'external')?.id ?? profile.hostLink?.name ?? 'host'
}

/** Shares of an operator's traffic by cause: what the seconds bound by its memory are divided by. */
function divide(work: Work): readonly (readonly [Cause, number])[] {
  return [
    ['weights', work.weights],
    ['kv', work.kv],
    ['state', work.state],
    ['activations', work.activations],
  ]
}

function bookOperator(
  ledger: Ledger,
  plan: Plan,
  phase: Phase,
  weight: number,
  operator: PlanOperator,
  timing: Timing,
  work: Work,
): void {
  const { group } = operator
  const runs = operator.count * weight
  const level = plan.machine.serving.levelId
  const serving: Resource = plan.machine.serving.kind === 'sram' ? 'sram' : 'memory'
  bookLine(ledger, phase, 'launch', group, 'overhead', 'overhead', timing.overhead * runs, 0)
  const body = (timing.seconds - timing.overhead) * runs
  if (operator.kind === 'collective') {
    const name = linkName(plan, operator.devices)
    bookLine(ledger, phase, 'collective', group, name, 'link', body, work.link * runs)
    return
  }
  const crossing = body * crossingShare(plan, operator, timing)
  bookLine(ledger, phase, 'collective', group, 'mesh', 'sram', crossing, 0)
  const rest = body - crossing
  const binding = bindingOf(plan, operator, timing)
  const streamed = plan.streamBandwidth > 0
  if (streamed) {
    const seconds = binding === 'host' ? rest : 0
    bookLine(ledger, phase, 'weightStreaming', group, externalLevel(plan), 'host', seconds, work.weights * runs)
  }
  if (binding === 'compute') bookLine(ledger, phase, 'compute', group, 'compute', 'compute', rest, 0)
  const moved = work.weights + work.kv + work.state + work.activations
  const bound = binding === serving || (binding === 'sram' && serving === 'memory')
  for (const [cause, bytes] of divide(work)) {
    bookLine(ledger, phase, cause, group, level, serving, bound && moved > 0 ? (rest * bytes) / moved : 0, bytes * runs)
  }
  if (bound && moved === 0) bookLine(ledger, phase, 'compute', group, 'compute', 'compute', rest, 0)
}

const totals = createTotals()

/**
 * Books one kind of step, operator by operator.
 * @param weight how much of it a token or a request carries: the booked seconds are `weight` × the step's seconds
 * @returns the step's seconds, not weighted
 */
export function bookStep(ledger: Ledger, plan: Plan, phase: Phase, step: Step, weight: number): number {
  stepTime(plan, step, totals, (operator, _prefill, timing, work) => {
    bookOperator(ledger, plan, phase, weight, operator, timing, work)
  })
  bookLine(ledger, phase, 'stepOverhead', 'step', 'overhead', 'overhead', stackOverhead(plan, step) * weight, 0)
  return totals.seconds
}

/** Seconds of a ledger, of one phase or all. */
export function ledgerSeconds(entries: Iterable<LedgerEntry>, phase?: Phase): number {
  let sum = 0
  for (const entry of entries) if (phase === undefined || entry.phase === phase) sum += entry.seconds
  return sum
}

/** Share of the decode seconds whose binding resource is moving data. Null: there are none. */
export function movementShare(entries: Iterable<LedgerEntry>, phase: Phase): number | null {
  let moving = 0
  let total = 0
  for (const entry of entries) {
    if (entry.phase !== phase) continue
    total += entry.seconds
    if (MOVEMENT_CAUSES.has(entry.cause)) moving += entry.seconds
  }
  return total > 0 ? moving / total : null
}

/**
 * Puts energy on the lines: traffic at the level's joules per byte where those are known, the rest of each phase's energy
 * by seconds. A phase's lines sum to its energy; where the traffic alone exceeds it (published joules per byte against a
 * board limit), it is scaled down to it.
 * @param energyOf joules of the whole system per token or request, by phase; null: unknown, lines stay at 0
 * @param perByte joules per byte by level id @param devices devices the bytes of one stand for
 */
export function spreadEnergy(
  ledger: Ledger,
  energyOf: (phase: Phase) => number | null,
  perByte: ReadonlyMap<string, number>,
  devices: number,
): void {
  for (const phase of ['prefill', 'decode', 'transfer'] as const) {
    const energy = energyOf(phase)
    if (energy === null) continue
    const lines = [...ledger.lines.values()].filter((line) => line.phase === phase)
    const seconds = lines.reduce((sum, line) => sum + line.seconds, 0)
    let traffic = 0
    for (const line of lines) traffic += line.bytes * (perByte.get(line.level) ?? 0) * devices
    const scale = traffic > energy ? energy / traffic : 1
    const rest = Math.max(0, energy - traffic * scale)
    for (const line of lines) {
      const moved = line.bytes * (perByte.get(line.level) ?? 0) * devices * scale
      line.joules = moved + (seconds > 0 ? (rest * line.seconds) / seconds : 0)
    }
  }
}

/** The lines in a fixed order: phase, then seconds, longest first, then name. */
export function ledgerEntries(ledger: Ledger): LedgerEntry[] {
  const order: Record<Phase, number> = { prefill: 0, transfer: 1, decode: 2 }
  return [...ledger.lines.entries()]
    .sort(
      ([firstKey, first], [secondKey, second]) =>
        order[first.phase] - order[second.phase] ||
        second.seconds - first.seconds ||
        (firstKey < secondKey ? -1 : firstKey > secondKey ? 1 : 0),
    )
    .map(([, line]) => ({ ...line }))
}
