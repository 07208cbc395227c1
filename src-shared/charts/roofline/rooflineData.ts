import { devicesByKind } from '../../domain/prefillPlace.ts'
import { groupName, precisionName } from '../../words/labels.ts'
import type { Precision } from '../../domain/precision.ts'
import type { OperatorGroup, OperatorResult, Phase, Resource, Roof } from '../../domain/result.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'

/** A sloped roof: bytes/s of one level or link, per system. */
export type BandwidthRoof = Extract<Roof, { kind: 'bandwidth' }>

/** A flat roof; precisions with one and the same peak share it, under the name of the one in use or else the first. */
export interface ComputeRoof {
  readonly name: string
  /** FLOP/s per system, dense. */
  readonly flopsPerSecond: number
  readonly precisions: readonly Precision[]
  /** The roof of the precision most of the operators run in. */
  readonly main: boolean
}

/** Where an operator lies at one level. */
export interface LevelPoint {
  readonly level: string
  readonly resource: Resource
  /** FLOP per byte at the level. */
  readonly intensity: number
}

/** The operators of one group in one phase, as a dot. */
export interface RooflineDot {
  /** "decode:attention": what `selected` names. */
  readonly key: string
  readonly label: string
  readonly phase: Phase
  /** The resource that binds most of its time. */
  readonly bound: Resource
  /** Share of the time of its phase's step, 0 to 1. */
  readonly share: number
  /** FLOP per byte at the level it is drawn at. */
  readonly intensity: number
  /** FLOP/s reached, per system. */
  readonly attained: number
  /** FLOP/s at the speed of light, per system: the limiting roof above the dot. */
  readonly possible: number
  /** possible ÷ attained, at least 1. */
  readonly gain: number
  /** Seconds over the floor, per device. */
  readonly saving: number
  /** All levels it moves bytes at. */
  readonly levels: readonly LevelPoint[]
}

/** A group without arithmetic or traffic: it takes time but has no place on the roofline. */
export interface UndrawnOperator {
  readonly label: string
  readonly phase: Phase
  readonly share: number
}

/** The numbers of a hierarchical roofline of one scenario. */
export interface RooflineData {
  readonly bandwidths: readonly BandwidthRoof[]
  readonly computes: readonly ComputeRoof[]
  readonly dots: readonly RooflineDot[]
  readonly undrawn: readonly UndrawnOperator[]
}

/** Intensity in FLOP per byte at which a sloped roof meets a flat one. Exact: drawn into both. */
export function ridgePoint(bytesPerSecond: number, flopsPerSecond: number): number {
  return flopsPerSecond / bytesPerSecond
}

/** Roofs and dots of one scenario, everything per system. */
export function rooflineData(scenario: EvaluatedScenario): RooflineData {
  const { result, resolved } = scenario
  // Roofs are of the scenario's own device: what a prefill pool does on another one has no place under them.
  const devices = devicesByKind(resolved)[0]?.devices ?? resolved.deployment.devices
  const apart = result.pools?.apart === true
  const used = new Set(result.operators.flatMap((operator) => trafficLevels(operator, result.roofs)))
  const bandwidths = result.roofs
    .filter((roof): roof is BandwidthRoof => roof.kind === 'bandwidth' && roof.bytesPerSecond > 0)
    .filter((roof) => used.has(roof.level) || roof.resource === 'memory' || roof.resource === 'sram')
    .toSorted((a, b) => b.bytesPerSecond - a.bytesPerSecond)
  const totals = phaseSeconds(scenario)
  const dots: RooflineDot[] = []
  const undrawn: UndrawnOperator[] = []
  for (const work of groupedWork(result.operators)) {
    const share = totals[work.phase] > 0 ? work.seconds / totals[work.phase] : 0
    const label = groupName(work.group)
    const levels = levelPoints(work, result.roofs)
    const drawn = drawnLevel(work, levels, scenario)
    if (work.flops <= 0 || work.seconds <= 0 || !drawn || (apart && work.phase === 'prefill')) {
      undrawn.push({ label, phase: work.phase, share })
      continue
    }
    const gain = work.floor > 0 ? Math.max(1, work.seconds / work.floor) : 1
    const attained = (work.flops / work.seconds) * devices
    dots.push({
      key: `${work.phase}:${work.group}`,
      label,
      phase: work.phase,
      bound: work.bound,
      share,
      intensity: drawn.intensity,
      attained,
      possible: attained * gain,
      gain,
      saving: work.seconds - work.floor,
      levels,
    })
  }
  return { bandwidths, computes: computeRoofs(scenario), dots, undrawn }
}

/** Work of the operators of one group in one phase, per device. */
interface GroupedWork {
  readonly phase: Phase
  readonly group: OperatorGroup
  readonly flops: number
  readonly bytes: Readonly<Record<string, number>>
  readonly seconds: number
  readonly floor: number
  readonly bound: Resource
  readonly boundLevel: string
}

/**
 * Sums operators by phase and group: a chart of forty dots says less than one of ten. Sums of operators that respect
 * their roofs respect them too, because time and floor add up alike.
 */
function groupedWork(operators: readonly OperatorResult[]): GroupedWork[] {
  const groups = new Map<string, OperatorResult[]>()
  for (const operator of operators) {
    const key = `${operator.phase}:${operator.group}`
    groups.set(key, [...(groups.get(key) ?? []), operator])
  }
  return [...groups.values()].flatMap((members): GroupedWork[] => {
    const [first] = members
    if (!first) return []
    const bytes: Record<string, number> = {}
    const boundTime = new Map<Resource, number>()
    for (const member of members) {
      boundTime.set(member.bound, (boundTime.get(member.bound) ?? 0) + member.seconds)
      for (const [level, amount] of Object.entries(member.bytes)) bytes[level] = (bytes[level] ?? 0) + amount
    }
    const bound = [...boundTime].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? first.bound
    const longest = members
      .filter((member) => member.bound === bound)
      .reduce((best, member) => (member.seconds > best.seconds ? member : best))
    const sum = (of: (member: OperatorResult) => number): number =>
      members.reduce((running, member) => running + of(member), 0)
    return [
      {
        phase: first.phase,
        group: first.group,
        flops: sum((member) => member.flops),
        bytes,
        seconds: sum((member) => member.seconds),
        floor: sum((member) => member.floor),
        bound,
        boundLevel: longest.boundLevel,
      },
    ]
  })
}

/** The dot with the most time to win in decode, else in any phase. Null when there is none. */
export function largestSaving(dots: readonly RooflineDot[]): RooflineDot | null {
  const decode = dots.filter((dot) => dot.phase === 'decode')
  const pool = decode.length > 0 ? decode : dots
  return pool.reduce<RooflineDot | null>((best, dot) => (!best || dot.saving > best.saving ? dot : best), null)
}

/** Time of a step of each phase: the operators together, or the decode step where it is longer (its overhead). */
function phaseSeconds(scenario: EvaluatedScenario): Record<Phase, number> {
  const totals: Record<Phase, number> = { prefill: 0, decode: 0, transfer: 0 }
  for (const operator of scenario.result.operators) totals[operator.phase] += operator.seconds
  totals.decode = Math.max(totals.decode, scenario.result.batch.stepSeconds ?? 0)
  return totals
}

/** The roof an entry of an operator's traffic belongs to: by level id, or the first link for `link`. */
function roofOf(level: string, roofs: readonly Roof[]): BandwidthRoof | undefined {
  const sloped = roofs.filter((roof): roof is BandwidthRoof => roof.kind === 'bandwidth')
  return (
    sloped.find((roof) => roof.level === level) ??
    (level === 'link' ? sloped.find((roof) => roof.resource === 'link') : undefined)
  )
}

function trafficLevels(operator: Pick<OperatorResult, 'bytes'>, roofs: readonly Roof[]): string[] {
  return Object.entries(operator.bytes).flatMap(([level, bytes]) => {
    const roof = bytes > 0 ? roofOf(level, roofs) : undefined
    return roof ? [roof.level] : []
  })
}

function levelPoints(operator: GroupedWork, roofs: readonly Roof[]): LevelPoint[] {
  if (operator.flops <= 0) return []
  return Object.entries(operator.bytes).flatMap(([level, bytes]) => {
    const roof = bytes > 0 ? roofOf(level, roofs) : undefined
    return roof ? [{ level: roof.level, resource: roof.resource, intensity: operator.flops / bytes }] : []
  })
}

/** The level a dot is drawn at: the one that limits it, else the one that serves the working set. */
function drawnLevel(
  operator: GroupedWork,
  levels: readonly LevelPoint[],
  scenario: EvaluatedScenario,
): LevelPoint | undefined {
  const serving = scenario.result.ladder.find((level) => level.serves)?.level
  return (
    levels.find((point) => point.level === operator.boundLevel) ??
    levels.find((point) => point.resource === operator.bound) ??
    levels.find((point) => point.level === serving) ??
    levels[0]
  )
}

function computeRoofs(scenario: EvaluatedScenario): ComputeRoof[] {
  const work = new Map<Precision, number>()
  for (const operator of scenario.result.operators) {
    work.set(operator.precision, (work.get(operator.precision) ?? 0) + operator.flops)
  }
  const busiest = [...work].toSorted((a, b) => b[1] - a[1])[0]?.[0]
  const roofs: ComputeRoof[] = []
  for (const roof of scenario.result.roofs) {
    if (roof.kind !== 'compute' || roof.flopsPerSecond <= 0) continue
    const same = roofs.findIndex((other) => Math.abs(other.flopsPerSecond / roof.flopsPerSecond - 1) < 1e-3)
    const before = roofs[same]
    const precisions = [...(before?.precisions ?? []), roof.precision]
    const next: ComputeRoof = {
      name: precisionName(precisions.find((precision) => precision === busiest) ?? precisions[0] ?? roof.precision),
      flopsPerSecond: before?.flopsPerSecond ?? roof.flopsPerSecond,
      precisions,
      main: busiest === undefined || precisions.includes(busiest),
    }
    if (before) roofs[same] = next
    else roofs.push(next)
  }
  const ranked = roofs.toSorted((a, b) => b.flopsPerSecond - a.flopsPerSecond)
  // A precision without a peak of its own runs on another's unit: then no roof is the one in use, and none is dashed.
  return ranked.some((roof) => roof.main) ? ranked : ranked.map((roof) => ({ ...roof, main: true }))
}
