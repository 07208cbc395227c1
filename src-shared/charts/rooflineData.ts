import { GROUP_NAMES, PRECISION_NAMES } from './labels.ts'
import type { OperatorResult, Phase, Resource, Roof } from '../domain/result.ts'
import type { ChartScenario } from './types.ts'

/** A sloped roof: bytes/s of one level or link, per system. */
export type BandwidthRoof = Extract<Roof, { kind: 'bandwidth' }>

/** A flat roof; precisions with one and the same peak share it. */
export interface ComputeRoof {
  readonly name: string
  /** FLOP/s per system, dense. */
  readonly flopsPerSecond: number
  readonly precisions: readonly string[]
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

/** An operator as a dot. */
export interface RooflineDot {
  /** Index in the result's operators. */
  readonly operator: number
  readonly label: string
  readonly phase: Phase
  readonly bound: Resource
  readonly boundLevel: string
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

/** An operator without arithmetic or traffic: it takes time but has no place on the roofline. */
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
export function rooflineData(scenario: ChartScenario): RooflineData {
  const { result, resolved } = scenario
  const devices = resolved.deployment.devices
  const used = new Set(result.operators.flatMap((operator) => trafficLevels(operator, result.roofs)))
  const bandwidths = result.roofs
    .filter((roof): roof is BandwidthRoof => roof.kind === 'bandwidth' && roof.bytesPerSecond > 0)
    .filter((roof) => used.has(roof.level) || roof.resource === 'memory' || roof.resource === 'sram')
    .toSorted((a, b) => b.bytesPerSecond - a.bytesPerSecond)
  const totals = phaseSeconds(scenario)
  const dots: RooflineDot[] = []
  const undrawn: UndrawnOperator[] = []
  result.operators.forEach((operator, index) => {
    const share = totals[operator.phase] > 0 ? operator.seconds / totals[operator.phase] : 0
    const label = operatorLabel(operator, result.operators)
    const levels = levelPoints(operator, result.roofs)
    const drawn = drawnLevel(operator, levels, scenario)
    if (operator.flops <= 0 || operator.seconds <= 0 || !drawn) {
      undrawn.push({ label, phase: operator.phase, share })
      return
    }
    const gain = operator.floor > 0 ? Math.max(1, operator.seconds / operator.floor) : 1
    const attained = (operator.flops / operator.seconds) * devices
    dots.push({
      operator: index,
      label,
      phase: operator.phase,
      bound: operator.bound,
      boundLevel: operator.boundLevel,
      share,
      intensity: drawn.intensity,
      attained,
      possible: attained * gain,
      gain,
      saving: operator.seconds - operator.floor,
      levels,
    })
  })
  return { bandwidths, computes: computeRoofs(scenario), dots, undrawn }
}

/** The dot with the most time to win in decode, else in any phase. Null when there is none. */
export function largestSaving(dots: readonly RooflineDot[]): RooflineDot | null {
  const decode = dots.filter((dot) => dot.phase === 'decode')
  const pool = decode.length > 0 ? decode : dots
  return pool.reduce<RooflineDot | null>((best, dot) => (!best || dot.saving > best.saving ? dot : best), null)
}

/** Time of a step of each phase: the operators together, or the decode step where it is longer (its overhead). */
function phaseSeconds(scenario: ChartScenario): Record<Phase, number> {
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

function trafficLevels(operator: OperatorResult, roofs: readonly Roof[]): string[] {
  return Object.entries(operator.bytes).flatMap(([level, bytes]) => {
    const roof = bytes > 0 ? roofOf(level, roofs) : undefined
    return roof ? [roof.level] : []
  })
}

function levelPoints(operator: OperatorResult, roofs: readonly Roof[]): LevelPoint[] {
  if (operator.flops <= 0) return []
  return Object.entries(operator.bytes).flatMap(([level, bytes]) => {
    const roof = bytes > 0 ? roofOf(level, roofs) : undefined
    return roof ? [{ level: roof.level, resource: roof.resource, intensity: operator.flops / bytes }] : []
  })
}

/** The level a dot is drawn at: the one that limits it, else the one that serves the working set. */
function drawnLevel(
  operator: OperatorResult,
  levels: readonly LevelPoint[],
  scenario: ChartScenario,
): LevelPoint | undefined {
  const serving = scenario.result.ladder.find((level) => level.serves)?.level
  return (
    levels.find((point) => point.level === operator.boundLevel) ??
    levels.find((point) => point.resource === operator.bound) ??
    levels.find((point) => point.level === serving) ??
    levels[0]
  )
}

function computeRoofs(scenario: ChartScenario): ComputeRoof[] {
  const work = new Map<string, number>()
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
      name: precisions.map((precision) => PRECISION_NAMES[precision as keyof typeof PRECISION_NAMES]).join(', '),
      flopsPerSecond: before?.flopsPerSecond ?? roof.flopsPerSecond,
      precisions,
      main: busiest === undefined || precisions.includes(busiest),
    }
    if (before) roofs[same] = next
    else roofs.push(next)
  }
  return roofs.toSorted((a, b) => b.flopsPerSecond - a.flopsPerSecond)
}

/** The group's short name where one operator of the phase has it, else the operator's own name. */
function operatorLabel(operator: OperatorResult, all: readonly OperatorResult[]): string {
  const alike = all.filter((other) => other.group === operator.group && other.phase === operator.phase)
  return alike.length === 1 ? GROUP_NAMES[operator.group] : operator.name
}
