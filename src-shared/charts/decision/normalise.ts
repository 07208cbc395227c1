import { say } from '../../words/say.ts'
import { GRADES, type Figure, type Grade } from '../../domain/provenance.ts'
import type { HardwareProfile } from '../../domain/hardware.ts'
import { devicesByKind } from '../../domain/prefillPlace.ts'
import type { Estimate, ScenarioResult } from '../../domain/result.ts'
import type { ResolvedScenario } from '../../domain/scenario.ts'
import type { Normaliser } from '../../domain/workspace.ts'
import type { Wording } from '../../domain/wording.ts'

/** A scenario's inputs beside its result: what a throughput can be divided by. */
export interface NormaliserInput {
  readonly resolved: ResolvedScenario
  readonly result: ScenarioResult
}

/** Which power a comparison per kW divides by: one and the same for all scenarios, or ratios would mislead. */
export type PowerBasis = 'provisioned' | 'board'

/** Key of a hardware profile's other figures that says how many devices a rack holds. */
const DEVICES_PER_RACK = /(devices|gpus|packages|accelerators|chips)[\s_-]*per[\s_-]*rack/i

/** Provisioned power where every scenario's profile has it, else board power. */
export function powerBasis(inputs: readonly NormaliserInput[]): PowerBasis {
  const provisioned = inputs
    .flatMap(({ resolved }) => devicesByKind(resolved))
    .map(({ hardware }) => hardware.power.provisioned)
  return provisioned.every(({ value }) => value !== null) ? 'provisioned' : 'board'
}

/** What a throughput is divided by, within a title: "device", "kW provisioned", "USD/h". */
export function divisorWord(normaliser: Normaliser, basis: PowerBasis): string {
  const divisor =
    normaliser !== 'kilowatt' ? normaliser : basis === 'provisioned' ? 'kilowattProvisioned' : 'kilowattBoard'
  return say('charts.divisor', { divisor })
}

/** The line under the question: "output tokens/s, per device". */
export function normaliserLabel(normaliser: Normaliser, basis: PowerBasis): string {
  return say('charts.divided', { divisor: divisorWord(normaliser, basis) })
}

/** What a throughput is divided by, or why it is not known. */
export type Divisor =
  | { readonly value: number; readonly grade: Grade | null }
  | { readonly value: null; readonly reason: Wording }

/**
 * Devices, kilowatts, racks, dollars per hour or mm² of silicon of a deployment.
 * @param hourly dollars per hour under the load in question
 */
export function divisorOf(
  resolved: ResolvedScenario,
  hourly: Pick<Estimate, 'value' | 'grade' | 'reason'>,
  normaliser: Normaliser,
  basis: PowerBasis,
): Divisor {
  const kinds = devicesByKind(resolved)
  /** A figure of each kind of device times how many of it there are; the weakest grade holds. */
  const summed = (of: (hardware: HardwareProfile) => Figure | null, reason: Wording): Divisor => {
    const parts = kinds.map(({ hardware, devices }) => ({ figure: of(hardware), devices }))
    const value = parts.reduce<number | null>(
      (sum, { figure, devices }) =>
        sum === null || figure === null || figure.value === null ? null : sum + figure.value * devices,
      0,
    )
    return known(value, parts.map(({ figure }) => figure?.grade ?? null).reduce(weaker), reason)
  }
  const known = (value: number | null, grade: Grade | null, reason: Wording): Divisor =>
    value === null || value <= 0 ? { value: null, reason } : { value, grade }
  switch (normaliser) {
    case 'device':
      return { value: resolved.deployment.devices, grade: null }
    case 'kilowatt':
      return inThousands(
        summed(({ power }) => (basis === 'provisioned' ? power.provisioned : power.board), {
          code: 'reason.noPowerInProfile',
        }),
      )
    case 'rack':
      return summed(({ other }) => racksPerDevice(other), { code: 'reason.noRackInProfile' })
    case 'dollarPerHour':
      return known(hourly.value, hourly.grade, hourly.reason ?? { code: 'reason.noPriceAtHand' })
    case 'squareMillimetre':
      return summed(({ dieArea }) => dieArea, { code: 'reason.noAreaInProfile' })
  }
}

/**
 * System output tokens/s divided by what the comparison asks for.
 * @returns unknown with its reason when the divisor is not known; the grade is the weaker of the two
 */
export function normalisedThroughput(input: NormaliserInput, normaliser: Normaliser, basis: PowerBasis): Estimate {
  const { metrics } = input.result
  if (normaliser === 'device') return metrics.deviceThroughput
  return divided(metrics.systemThroughput, divisorOf(input.resolved, metrics.costPerHour, normaliser, basis))
}

function inThousands(divisor: Divisor): Divisor {
  return divisor.value === null ? divisor : { ...divisor, value: divisor.value / 1000 }
}

/** The part of a rack that one device takes, where its profile says how many a rack holds. */
function racksPerDevice(other: Readonly<Record<string, Figure>>): Figure | null {
  for (const [key, figure] of Object.entries(other)) {
    if (DEVICES_PER_RACK.test(key) && figure.value !== null && figure.value > 0) {
      return { ...figure, value: 1 / figure.value }
    }
  }
  return null
}

/** The interval is the throughput's; the divisor's own is left to its row. */
function divided(throughput: Estimate, divisor: Divisor): Estimate {
  if (throughput.value === null) return throughput
  if (divisor.value === null) return { value: null, low: null, high: null, grade: null, reason: divisor.reason }
  return {
    ...throughput,
    value: throughput.value / divisor.value,
    low: throughput.low === null ? null : throughput.low / divisor.value,
    high: throughput.high === null ? null : throughput.high / divisor.value,
    grade: weaker(throughput.grade, divisor.grade),
  }
}

/** The weaker of two grades; an ungraded number does not count. */
function weaker(first: Grade | null, second: Grade | null): Grade | null {
  if (first === null) return second
  if (second === null) return first
  return GRADES.indexOf(first) > GRADES.indexOf(second) ? first : second
}
