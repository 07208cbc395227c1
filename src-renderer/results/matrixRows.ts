import type { ChartScenario } from '#shared/charts/types.ts'
import type { Estimate, Explanation, Metric } from '#shared/domain/result.ts'
import type { Normaliser, Workspace } from '#shared/domain/workspace.ts'
import { formatDelta, formatQuantity, formatText } from '#shared/units/format.ts'
import type { Dimension } from '#shared/units/quantity.ts'

/** What a cell says of its number, beyond the number. */
export type CellState = 'known' | 'unknown' | 'infeasible'

/** One scenario's answer to one question. */
export interface MatrixCell {
  readonly id: string
  readonly slot: number
  readonly state: CellState
  /** Value in the row's unit, or "Unknown", or "Does not fit". */
  readonly text: string
  readonly unit: string
  /** Why it is unknown, or what is missing. */
  readonly reason: string
  readonly delta: string
  readonly tone: 'better' | 'worse' | 'same'
  readonly best: boolean
  readonly estimate: Estimate
  /** SI value: what the bar shows. */
  readonly value: number | null
  readonly explanation: Explanation | null
  readonly interval: string
}

/** One question, asked of every scenario. */
export interface MatrixRow {
  readonly id: string
  readonly title: string
  readonly subtitle: string
  readonly better: 'up' | 'down'
  /** SI value at the right end of every bar of the row. */
  readonly maximum: number
  /** SI value a rule sets, such as the objective. */
  readonly rule: number | null
  readonly cells: readonly MatrixCell[]
  /** All known values are the same. */
  readonly equal: boolean
}

interface Question {
  readonly id: string
  readonly title: string
  readonly subtitle: (workspace: Workspace) => string
  readonly better: 'up' | 'down'
  readonly dimension: Dimension
  readonly metric: Metric | null
  readonly estimate: (scenario: ChartScenario, workspace: Workspace) => Estimate
  readonly rule?: (workspace: Workspace) => number | null
  /** The scale of a share is fixed: 100 %. */
  readonly maximum?: number
}

const UNKNOWN = (reason: string): Estimate => ({ value: null, low: null, high: null, grade: null, reason })

/** What throughput is divided by, as the row's subtitle says it. */
export const NORMALISER_NAMES: Readonly<Record<Normaliser, string>> = {
  device: 'device',
  kilowatt: 'kW',
  rack: 'rack',
  dollarPerHour: 'USD/h',
  squareMillimetre: 'mm²',
}

/** How many of the normaliser's unit a scenario has, or why that is unknown. */
function denominator(scenario: ChartScenario, normaliser: Normaliser): number | string {
  const { resolved, result } = scenario
  const { devices } = resolved.deployment
  switch (normaliser) {
    case 'device':
      return devices
    case 'kilowatt': {
      const watts = result.metrics.power.value
      return watts === null ? (result.metrics.power.reason ?? 'power unknown') : watts / 1000
    }
    case 'rack':
      return 'devices per rack unknown'
    case 'dollarPerHour': {
      const dollars = result.metrics.costPerHour.value
      return dollars === null ? (result.metrics.costPerHour.reason ?? 'cost unknown') : dollars
    }
    case 'squareMillimetre': {
      const area = resolved.hardware.dieArea.value
      return area === null ? 'die area unknown' : area * devices
    }
  }
}

function throughput(scenario: ChartScenario, workspace: Workspace): Estimate {
  const system = scenario.result.metrics.systemThroughput
  const by = denominator(scenario, workspace.normaliser)
  if (typeof by === 'string') return UNKNOWN(by)
  if (by <= 0) return UNKNOWN('nothing to divide by')
  const divide = (value: number | null) => (value === null ? null : value / by)
  return { ...system, value: divide(system.value), low: divide(system.low), high: divide(system.high) }
}

function room({ result }: ChartScenario): Estimate {
  const { maximumConcurrency } = result.fit
  if (maximumConcurrency === null) return UNKNOWN('capacity unknown')
  return { value: maximumConcurrency, low: null, high: null, grade: 'derived' }
}

const metric =
  (name: Metric) =>
  ({ result }: ChartScenario): Estimate =>
    result.metrics[name]

const QUESTIONS: readonly Question[] = [
  {
    id: 'userSpeed',
    title: 'Speed for one user',
    subtitle: () => 'output tokens/s, per user',
    better: 'up',
    dimension: 'tokensPerSecond',
    metric: 'userSpeed',
    estimate: metric('userSpeed'),
    rule: ({ objective }) => (objective.timePerToken === null ? null : 1 / objective.timePerToken),
  },
  {
    id: 'ttft',
    title: 'Wait for the first token',
    subtitle: ({ workload }) => `TTFT, ${formatText(workload.inputTokens, 'count')} input tokens`,
    better: 'down',
    dimension: 'seconds',
    metric: 'ttft',
    estimate: metric('ttft'),
    rule: ({ objective }) => objective.timeToFirstToken,
  },
  {
    id: 'throughput',
    title: 'Throughput',
    subtitle: ({ normaliser }) => `output tokens/s, per ${NORMALISER_NAMES[normaliser]}`,
    better: 'up',
    dimension: 'tokensPerSecond',
    metric: 'systemThroughput',
    estimate: throughput,
  },
  {
    id: 'cost',
    title: 'Cost',
    subtitle: () => 'USD per million output tokens',
    better: 'down',
    dimension: 'dollars',
    metric: 'costPerMillionOutput',
    estimate: metric('costPerMillionOutput'),
  },
  {
    id: 'energy',
    title: 'Energy',
    subtitle: () => 'J per output token',
    better: 'down',
    dimension: 'joules',
    metric: 'energyPerOutputToken',
    estimate: metric('energyPerOutputToken'),
  },
  {
    id: 'movement',
    title: 'Data movement',
    subtitle: () => 'share of decode, mark at 50 %',
    better: 'down',
    dimension: 'share',
    metric: 'movementShare',
    estimate: metric('movementShare'),
    rule: () => 0.5,
    maximum: 1,
  },
  {
    id: 'room',
    title: 'Room for users',
    subtitle: () => 'requests in flight that fit',
    better: 'up',
    dimension: 'count',
    metric: null,
    estimate: room,
  },
]

/** The unit in which the row's middle value reads best: one unit a row, so that cells compare by eye. */
function rowUnit(values: readonly number[], dimension: Dimension): string | undefined {
  const positive = values.filter((value) => value > 0)
  if (positive.length === 0) return undefined
  const mean = Math.exp(positive.reduce((sum, value) => sum + Math.log(value), 0) / positive.length)
  return formatQuantity(mean, dimension).unit || undefined
}

/** Values differ by less than the last digit shown. */
function nearlyEqual(values: readonly (number | null)[]): boolean {
  const known = values.filter((value) => value !== null)
  if (known.length !== values.length) return known.length === 0
  const low = Math.min(...known)
  const high = Math.max(...known)
  return high === low || (high - low) / Math.max(Math.abs(high), Math.abs(low)) < 0.002
}

function intervalText(estimate: Estimate, dimension: Dimension, unit: string | undefined): string {
  if (estimate.low === null || estimate.high === null) return ''
  const options = unit === undefined ? {} : { unit }
  return `80 % interval ${formatText(estimate.low, dimension, options)} to ${formatText(estimate.high, dimension, options)}.`
}

/**
 * The executive matrix: what every scenario answers to every question.
 * @param scenarios with their results, in the order of the columns
 */
export function matrixRows(workspace: Workspace, scenarios: readonly ChartScenario[]): readonly MatrixRow[] {
  return QUESTIONS.map((question) => {
    const estimates = scenarios.map((scenario) => question.estimate(scenario, workspace))
    const feasible = scenarios.map(({ result }) => result.fit.state !== 'doesNotFit')
    const values = estimates.map((estimate, index) => (feasible[index] ? estimate.value : null))
    const known = values.filter((value) => value !== null)
    const unit = rowUnit(known, question.dimension)
    const baselineIndex = scenarios.findIndex((scenario) => scenario.id === workspace.baseline)
    const baseline = values[baselineIndex] ?? null
    const best = question.better === 'up' ? Math.max(...known) : Math.min(...known)
    const rule = question.rule?.(workspace) ?? null
    const tops = estimates.flatMap((estimate, index) => {
      const value = values[index]
      return value === null || value === undefined ? [] : [Math.max(value, estimate.high ?? value)]
    })
    const cells = scenarios.map((scenario, index): MatrixCell => {
      const estimate = estimates[index] ?? UNKNOWN('')
      const value = values[index] ?? null
      const formatted = formatQuantity(value, question.dimension, unit === undefined ? {} : { unit })
      const delta = index === baselineIndex ? null : formatDelta(value, baseline, question.dimension)
      const better = delta?.direction === question.better
      const changed = delta?.direction === 'up' || delta?.direction === 'down'
      const state: CellState = !feasible[index] ? 'infeasible' : value === null ? 'unknown' : 'known'
      return {
        id: scenario.id,
        slot: scenario.slot,
        state,
        text: state === 'infeasible' ? 'Does not fit' : formatted.text,
        unit: formatted.unit,
        reason: state === 'infeasible' ? shortfallText(scenario) : (estimate.reason ?? ''),
        delta: delta?.text ?? '',
        tone: !changed ? 'same' : better ? 'better' : 'worse',
        best: value !== null && known.length > 1 && value === best,
        estimate,
        value,
        explanation: question.metric === null ? null : (scenario.result.explanations[question.metric] ?? null),
        interval: intervalText(estimate, question.dimension, unit),
      }
    })
    return {
      id: question.id,
      title: question.title,
      subtitle: question.subtitle(workspace),
      better: question.better,
      maximum: question.maximum ?? Math.max(0, ...tops) * 1.04,
      rule,
      cells,
      equal: scenarios.length > 1 && nearlyEqual(values),
    }
  })
}

function shortfallText({ result }: ChartScenario): string {
  const { shortfall, devicesNeeded } = result.fit
  if (shortfall > 0) return `${formatText(shortfall, 'bytes', { digits: 2 })} short`
  return devicesNeeded === null ? '' : `needs ${formatText(devicesNeeded, 'count')} devices`
}
