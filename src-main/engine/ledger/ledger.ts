import type {
  CollectiveKind,
  LedgerEntry,
  OperatorGroup,
  OperatorSeconds,
  Phase,
  Resource,
} from '#shared/domain/result.ts'
import type { Cause } from '#shared/domain/cause.ts'
import { MOVEMENT_CAUSES } from '#shared/domain/cause.ts'
import type { Timing } from '../costing/timing.ts'
import type { PowerParts } from '../energy/power.ts'
import type { PlanOperator } from '../lowering/operator.ts'
import type { Step, Work } from '../lowering/work.ts'
import { bindingOf } from '../serving/operatorTime.ts'
import type { Plan } from '../serving/plan.ts'
import { createTotals, crossingShare, stackOverhead, stepTime } from '../serving/step.ts'

/** Level that crossings of a wafer's mesh are booked on. */
export const MESH_LEVEL = 'mesh'

/** Order of the phases of a request. */
const PHASE_ORDER: Readonly<Record<Phase, number>> = { prefill: 0, transfer: 1, decode: 2 }

/** A line of the ledger while it is being filled. */
interface Line {
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
}

/** An operator as the ledger names it; of what is no operator, its cause in words. */
interface Named {
  readonly name: string
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

/**
 * Books seconds, bytes and operations on one line: per output token (decode) or per request (the rest).
 * @param operator that they are spent in; of what is no operator, its cause in words
 */
export function bookLine(
  ledger: Ledger,
  operator: Named | string,
  phase: Phase,
  cause: Cause,
  group: OperatorGroup,
  level: string,
  resource: Resource,
  seconds: number,
  bytes: number,
  flops = 0,
): void {
  if (seconds === 0 && bytes === 0 && flops === 0) return
  if (seconds !== 0) bookOperatorSeconds(ledger, named(operator), phase, group, resource, seconds)
  const key = `${phase}|${cause}|${group}|${level}|${resource}`
  const line = ledger.lines.get(key)
  if (line) {
    line.seconds += seconds
    line.bytes += bytes
    line.flops += flops
  } else {
    ledger.lines.set(key, {
      phase,
      cause,
      group,
      level,
      resource,
      seconds,
      bytes,
      flops,
      joules: 0,
      memoryJoules: 0,
      computeJoules: 0,
    })
  }
}

function named(operator: Named | string): Named {
  return typeof operator === 'string' ? { name: operator, kind: null, collective: 'sendReceive' } : operator
}

function bookOperatorSeconds(
  ledger: Ledger,
  operator: Named,
  phase: Phase,
  group: OperatorGroup,
  resource: Resource,
  seconds: number,
): void {
  const key = `${phase}|${operator.name}`
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
        (first.name < second.name ? -1 : 1),
    )
}

/** Name of the link a collective runs on: the scale-up link within its domain, else the network. */
export function linkName(plan: Plan, devices: number): string {
  const { profile, link } = plan.machine
  if (link !== null && devices <= link.domain && profile.scaleUp) return profile.scaleUp.name
  return profile.scaleOut?.name ?? profile.scaleUp?.name ?? profile.hostLink?.name ?? 'link'
}

/** Name of the level outside the device that weights or KV are read from. */
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
  if (operator.kind === 'collective') {
    const name = linkName(plan, operator.devices)
    bookLine(ledger, operator, phase, 'collective', group, name, 'link', timing.seconds * runs, work.link * runs)
    return
  }
  bookLine(ledger, operator, phase, 'launch', group, 'overhead', 'overhead', timing.overhead * runs, 0)
  const body = (timing.seconds - timing.overhead) * runs
  const crossing = body * crossingShare(plan, operator, timing)
  bookLine(ledger, operator, phase, 'collective', group, MESH_LEVEL, 'sram', crossing, 0)
  const rest = body - crossing
  const binding = bindingOf(plan, operator, work)
  const streamed = plan.streamBandwidth > 0
  if (streamed) {
    const weights = work.weights * plan.streamedWeights
    const kv = work.kv * plan.streamedKv
    const perByte = binding === 'host' && weights + kv > 0 ? rest / (weights + kv) : 0
    const from = externalLevel(plan)
    bookLine(ledger, operator, phase, 'weightStreaming', group, from, 'host', perByte * weights, weights * runs)
    bookLine(ledger, operator, phase, 'hostTransfer', group, from, 'host', perByte * kv, kv * runs)
  }
  const computing = binding === 'compute' ? rest : 0
  bookLine(ledger, operator, phase, 'compute', group, 'compute', 'compute', computing, 0, work.flops * runs)
  const moved = work.weights + work.kv + work.state + work.activations
  const bound = binding === serving
  for (const [cause, bytes] of divide(work)) {
    bookLine(
      ledger,
      operator,
      phase,
      cause,
      group,
      level,
      serving,
      bound && moved > 0 ? (rest * bytes) / moved : 0,
      bytes * runs,
    )
  }
  if (bound && moved === 0) bookLine(ledger, operator, phase, 'compute', group, 'compute', 'compute', rest, 0)
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
  const stack = stackOverhead(plan, step) + totals.waiting
  bookLine(ledger, 'Step overhead', phase, 'stepOverhead', 'step', 'overhead', 'overhead', stack * weight, 0)
  return totals.seconds
}

/** Seconds of a ledger, of one phase or all. */
export function ledgerSeconds(entries: Iterable<LedgerEntry>, phase?: Phase): number {
  let sum = 0
  for (const entry of entries) if (phase === undefined || entry.phase === phase) sum += entry.seconds
  return sum
}

/** Seconds of a phase booked on one level. */
export function levelSeconds(entries: Iterable<LedgerEntry>, phase: Phase, level: string): number {
  let sum = 0
  for (const entry of entries) if (entry.phase === phase && entry.level === level) sum += entry.seconds
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
 * Puts energy on the lines, by the parts of the power that makes it: what memory draws above idle by the bytes each line
 * moves, what matrix units draw by its operations, and the static rest by the time each line takes. Waiting requests
 * hold no device and carry nothing. A phase's lines sum to its energy.
 * @param energyOf joules of the whole system per token or request, by phase, and the parts of its power; null: unknown,
 * lines stay at 0
 */
export function spreadEnergy(
  ledger: Ledger,
  energyOf: (phase: Phase) => { readonly joules: number; readonly parts: PowerParts } | null,
): void {
  for (const phase of ['prefill', 'decode', 'transfer'] as const) {
    const energy = energyOf(phase)
    if (energy === null) continue
    const lines = [...ledger.lines.values()].filter((line) => line.phase === phase && line.cause !== 'queue')
    const seconds = lines.reduce((sum, line) => sum + line.seconds, 0)
    const bytes = lines.reduce((sum, line) => sum + memoryBytes(line), 0)
    const flops = lines.reduce((sum, line) => sum + line.flops, 0)
    const { joules, parts } = energy
    const memory = bytes > 0 ? joules * parts.memory : 0
    const compute = flops > 0 ? joules * parts.compute : 0
    const rest = Math.max(0, joules - memory - compute)
    for (const line of lines) {
      line.memoryJoules = bytes > 0 ? (memory * memoryBytes(line)) / bytes : 0
      line.computeJoules = flops > 0 ? (compute * line.flops) / flops : 0
      line.joules = line.memoryJoules + line.computeJoules + (seconds > 0 ? (rest * line.seconds) / seconds : 0)
    }
  }
}

/** Bytes a line moves at the level the model lives in. */
function memoryBytes(line: Line): number {
  return line.resource === 'memory' || line.resource === 'sram' ? line.bytes : 0
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
    .map(([, { phase, cause, group, level, resource, seconds, bytes, joules }]) => ({
      phase,
      cause,
      group,
      level,
      resource,
      seconds,
      bytes,
      joules,
    }))
    .filter((entry) => entry.seconds > 0 || entry.bytes > 0 || entry.joules > 0)
}
