import { FAMILIES, type Family, type Residual } from '../../src-main/engine/calibration/calibration.ts'
import { SLOT_FAMILY } from '../../src-main/engine/calibration/inherit.ts'
import {
  LADDER_STEPS,
  type LadderStep,
  type StepError,
  type Table,
  type TableEntry,
} from '../../src-main/engine/calibration/table.ts'
import { predict, residualOf, summarise, type Outcome } from './fitting.ts'
import type { Point } from './point.ts'

/** A fit with predictions of rows that were left out of it. */
interface Fit {
  readonly entry: TableEntry
  readonly points: readonly Point[]
  readonly outcomes: readonly Outcome[]
}

/** Outcomes of one step and family. */
export interface StepOutcomes {
  readonly family: Family
  readonly step: LadderStep
  readonly outcomes: readonly Outcome[]
}

/** Coverage of rows of a step, each device judged by the rows of all others. */
export interface StepCoverage {
  readonly family: Family
  readonly step: LadderStep
  readonly count: number
  /** Share of rows inside the quantiles of the fits' own rows left out, as they were drawn before. */
  readonly own: number
  /** Share inside the interval of the step, each device's rows judged without it. */
  readonly step80: number
}

/** Groups, or devices, of a fit's own that weigh as much as all other fits that took the same step. */
const EVEN_GROUPS = 6

/** The step a pool stands for. */
export function stepOf({ subject, software }: TableEntry): LadderStep {
  const stack = software !== 'any'
  if (subject === 'all') return stack ? 'allStack' : 'all'
  // Vendors are written with a capital, generations without.
  if (subject[0] !== subject[0]?.toLowerCase()) return stack ? 'vendorStack' : 'vendor'
  return stack ? 'sameStack' : 'generation'
}

/** How far coefficients of one fit are from the rows of another. */
function across(fits: readonly Fit[], alike: (one: TableEntry, other: TableEntry) => boolean): Map<Family, Outcome[]> {
  const byFamily = new Map<Family, Outcome[]>()
  for (const { entry } of fits) {
    for (const other of fits) {
      if (entry === other.entry || entry.slot !== other.entry.slot || !alike(entry, other.entry)) continue
      const family = SLOT_FAMILY[entry.slot]
      const outcomes = byFamily.get(family) ?? []
      byFamily.set(family, outcomes)
      for (const point of other.points) outcomes.push({ point, predicted: predict(point, entry.coefficients) })
    }
  }
  return byFamily
}

const logOf = ({ point, predicted }: Outcome): number => Math.log(point.seconds / predicted)

function inside(logs: readonly number[], { p10, p90 }: Residual): number {
  return logs.filter((log) => log >= Math.min(0, p10) && log <= Math.max(0, p90)).length
}

function groupedBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const known = groups.get(key(item))
    if (known) known.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

function coverageOf(step: StepOutcomes): StepCoverage | null {
  const devices = groupedBy(step.outcomes, ({ point }) => point.device)
  if (devices.size < 2) return null
  let covered = 0
  let coveredByHalves = 0
  for (const [device, rows] of devices) {
    const others = step.outcomes.filter(({ point }) => point.device !== device).map(logOf)
    covered += inside(rows.map(logOf), residualOf(others))
    coveredByHalves += summarise(rows).coverage * rows.length
  }
  const count = step.outcomes.length
  return { family: step.family, step: step.step, count, own: coveredByHalves / count, step80: covered / count }
}

const rounded = (value: number): number => Number(value.toFixed(4))

/** A fit's own quantiles drawn to those of its step, the more the fewer groups it has. */
function drawn(own: Residual, groups: number, step: Residual): Residual {
  const share = groups / (groups + EVEN_GROUPS)
  const between = (first: number, second: number): number => rounded(share * first + (1 - share) * second)
  return {
    p10: between(own.p10, step.p10),
    p50: between(own.p50, step.p50),
    p90: between(own.p90, step.p90),
    count: own.count,
  }
}

/** What every step costs, and the residual each fit is to carry. */
export interface Ladder {
  readonly steps: Table['steps']
  readonly outcomes: readonly StepOutcomes[]
  readonly coverage: readonly StepCoverage[]
  /** Residual and error of a fit that stands for a step. */
  readonly judge: (fit: Fit, step: LadderStep) => Pick<TableEntry, 'residual' | 'medianError'>
}

/**
 * Measures each step of the ladder of inheritance on all fits together: how far its predictions were from rows left out.
 * A fit of few groups or devices knows little of its own spread (three numbers of devices, two sister devices): its
 * quantiles are drawn to those of its step.
 * @param devices fits of single devices, with groups of rows left out @param pools fits of pools, with whole devices left out
 */
export function climb(devices: readonly Fit[], pools: readonly Fit[]): Ladder {
  const byStep = new Map<LadderStep, Map<Family, Outcome[]>>(LADDER_STEPS.map((step) => [step, new Map()]))
  const put = (step: LadderStep, { entry, outcomes }: Fit): void => {
    const families = byStep.get(step)
    const family = SLOT_FAMILY[entry.slot]
    families?.set(family, [...(families.get(family) ?? []), ...outcomes])
  }
  for (const fit of devices) put('fitted', fit)
  for (const fit of pools) put(stepOf(fit.entry), fit)
  byStep.set(
    'otherStack',
    across(devices, (one, other) => one.subject === other.subject && one.variant === other.variant),
  )
  byStep.set(
    'otherVariant',
    across(devices, (one, other) => one.subject === other.subject && one.software === other.software),
  )
  const outcomes = [...byStep].flatMap(([step, families]) =>
    [...families].flatMap(([family, rows]) => (rows.length > 0 ? [{ family, step, outcomes: rows }] : [])),
  )
  const errors = new Map<string, StepError>()
  for (const { family, step, outcomes: rows } of outcomes) {
    const { residual, median } = summarise(rows)
    errors.set(`${family}|${step}`, { residual, medianError: median })
  }
  const steps = Object.fromEntries(
    FAMILIES.map((family) => [
      family,
      Object.fromEntries(
        LADDER_STEPS.flatMap((step) => {
          const error = errors.get(`${family}|${step}`)
          return error === undefined ? [] : [[step, error]]
        }),
      ),
    ]),
  )
  return {
    steps,
    outcomes,
    coverage: outcomes.flatMap((step) => coverageOf(step) ?? []),
    judge: ({ entry, outcomes: own }, step) => {
      const error = errors.get(`${SLOT_FAMILY[entry.slot]}|${step}`)
      if (error === undefined) return { residual: entry.residual, medianError: entry.medianError }
      if (entry.residual === null) return error
      const key = step === 'fitted' ? ({ point }: Outcome) => point.group : ({ point }: Outcome) => point.device
      return {
        residual: drawn(entry.residual, groupedBy(own, key).size, error.residual),
        medianError: entry.medianError,
      }
    },
  }
}
