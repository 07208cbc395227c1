import type { Speculation } from '#shared/domain/deployment.ts'
import { peakOf } from '#shared/domain/peak.ts'
import { PEAK_FORMATS, type PeakFormat } from '#shared/domain/precision.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { precisionName } from '#shared/words/labels.ts'
import { degreeWords } from '#shared/words/layoutWords.ts'
import { say } from '#shared/words/say.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import { formatQuantity, formatText, UNKNOWN_TEXT } from '#shared/units/format.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { economicsInputs } from '#shared/register/economicsInputs.ts'
import { comparableInputs, deviceName, modelLevel } from '#shared/register/hardwareInputs.ts'
import { layerCount } from '#shared/domain/modelShape.ts'
import { feedForwardText, mixerText } from '#shared/register/modelInputs.ts'
import type { ComparisonCell, ComparisonGroup, ComparisonLine } from './reportData.ts'

/** One scenario as the comparison needs it: what the engine read, what the profile says, what is stored. */
interface Column {
  readonly scenario: EvaluatedScenario
  readonly stored: Scenario
  /** Figures of the profile before overrides, by override path. */
  readonly original: ReadonlyMap<string, number | null>
}

const ABSENT: ComparisonCell = { text: '–', unit: '', grade: null, was: '' }

/**
 * All inputs side by side, in five groups. A line differs when its cells do not all read the same.
 * @param workspace holds the profiles as embedded, before overrides
 */
export function comparisonGroups(workspace: Workspace, scenarios: readonly EvaluatedScenario[]): ComparisonGroup[] {
  const formats = formatsInUse(scenarios)
  const columns = scenarios.flatMap((scenario): Column[] => {
    const stored = workspace.scenarios.find((candidate) => candidate.id === scenario.id)
    const profile = workspace.profiles.hardware[scenario.resolved.hardware.id]?.profile
    if (!stored) return []
    const original = new Map(
      (profile ? comparableInputs(profile, formats) : []).map((input) => [input.path, input.figure.value] as const),
    )
    return [{ scenario, stored, original }]
  })
  const groups = [
    { title: 'Hardware, per device', rows: hardwareRows(columns, formats) },
    { title: 'Model', rows: modelRows(columns) },
    { title: 'Workload', rows: workloadRows(workspace, columns) },
    { title: 'Deployment', rows: deploymentRows(columns) },
    { title: 'Economics', rows: economicsRows(columns) },
  ]
  return groups.map((group) => ({ ...group, rows: group.rows.filter((line) => line.cells.some(saysSomething)) }))
}

/** A line of which nothing is known is left to the assumption register. */
function saysSomething(cell: ComparisonCell): boolean {
  return cell !== ABSENT && cell.text !== UNKNOWN_TEXT
}

/** Peaks worth comparing: those of the formats some scenario holds or computes in. */
function formatsInUse(scenarios: readonly EvaluatedScenario[]): ReadonlySet<PeakFormat> {
  return new Set(
    scenarios.flatMap(({ resolved: { hardware, deployment } }) =>
      [deployment.weightPrecision, deployment.activationPrecision, deployment.kvPrecision].flatMap(
        (precision) => peakOf(hardware, precision).format ?? [],
      ),
    ),
  )
}

function row(label: string, cells: readonly ComparisonCell[]): ComparisonLine {
  const readings = new Set(cells.map((cell) => `${cell.text}|${cell.unit}|${cell.was}`))
  return { label, differs: readings.size > 1, cells }
}

function textRow(columns: readonly Column[], label: string, text: (column: Column) => string | null): ComparisonLine {
  return row(
    label,
    columns.map((column) => {
      const value = text(column)
      return value === null ? ABSENT : { text: value, unit: '', grade: null, was: '' }
    }),
  )
}

function hardwareRows(columns: readonly Column[], formats: ReadonlySet<PeakFormat>): ComparisonLine[] {
  const inputs = columns.map((column) => comparableInputs(column.scenario.resolved.hardware, formats))
  const labels = [...new Set(inputs.flat().map((input) => input.label))]
  const peaks = PEAK_FORMATS.map((format) => `Dense peak, ${format.toUpperCase()}`)
  labels.sort((a, b) => rank(peaks, a) - rank(peaks, b))
  return [
    textRow(columns, 'Device', ({ scenario }) => deviceName(scenario.resolved.hardware)),
    textRow(columns, 'Counted as', ({ scenario }) => scenario.resolved.hardware.unitOfAccount),
    textRow(columns, 'Model memory', ({ scenario }) => modelLevel(scenario.resolved.hardware)?.name ?? null),
    textRow(columns, 'Scale-up link', ({ scenario }) => scenario.resolved.hardware.scaleUp?.name ?? 'None'),
    textRow(columns, 'Scale-out link', ({ scenario }) => scenario.resolved.hardware.scaleOut?.name ?? 'None'),
    ...labels.map((label) =>
      row(
        label,
        columns.map((column, index): ComparisonCell => {
          const input = inputs[index]?.find((candidate) => candidate.label === label)
          if (!input) return ABSENT
          const overridden = Object.hasOwn(column.stored.hardwareOverrides, input.path)
          const original = column.original.get(input.path) ?? null
          const { text, unit } = formatQuantity(input.figure.value, input.dimension)
          const was = overridden ? `was ${formatText(original, input.dimension)}` : ''
          return { text, unit, grade: input.figure.grade, was }
        }),
      ),
    ),
  ]
}

/** Position in a list; what is not in it keeps its order after it. */
function rank(order: readonly string[], item: string): number {
  const index = order.indexOf(item)
  return index < 0 ? order.length : index
}

function modelRows(columns: readonly Column[]): ComparisonLine[] {
  const model = (column: Column) => column.scenario.resolved.model
  const figureRow = (label: string, key: 'totalParameters' | 'activeParameters' | 'context', dimension: Dimension) =>
    row(
      label,
      columns.map((column) => {
        const figure = model(column).published[key]
        return { ...formatQuantity(figure.value, dimension), grade: figure.grade, was: '' }
      }),
    )
  return [
    textRow(columns, 'Model', (column) => model(column).name),
    figureRow('Parameters', 'totalParameters', 'parameters'),
    figureRow('Active per token', 'activeParameters', 'parameters'),
    figureRow('Longest context', 'context', 'tokens'),
    textRow(columns, 'Layers', (column) => String(layerCount(model(column)))),
    textRow(columns, 'Mixers', (column) => mixerText(model(column))),
    textRow(columns, 'Feed-forward', (column) => feedForwardText(model(column))),
  ]
}

function workloadRows(workspace: Workspace, columns: readonly Column[]): ComparisonLine[] {
  const shared = workspace.workload
  const fieldRow = (label: string, key: keyof typeof shared, dimension: Dimension) =>
    row(
      label,
      columns.map((column): ComparisonCell => {
        const value = column.scenario.resolved.workload[key]
        const was = value === shared[key] ? '' : `shared: ${formatText(shared[key], dimension)}`
        return { ...formatQuantity(value, dimension), grade: null, was }
      }),
    )
  return [
    fieldRow('Input, per request', 'inputTokens', 'tokens'),
    fieldRow('Output, per request', 'outputTokens', 'tokens'),
    fieldRow('Requests in flight', 'concurrency', 'count'),
    fieldRow('Input found in cache', 'cachedShare', 'share'),
  ]
}

function deploymentRows(columns: readonly Column[]): ComparisonLine[] {
  const of = (column: Column) => column.scenario.resolved.deployment
  const countRow = (label: string, key: 'tensorParallel' | 'pipelineParallel' | 'dataParallel' | 'expertParallel') =>
    textRow(columns, label, (column) => (of(column).serving === 'disaggregated' ? null : String(of(column)[key])))
  return [
    textRow(columns, 'Devices', (column) => formatQuantity(of(column).devices, 'count').text),
    textRow(columns, 'Serving', (column) => of(column).serving),
    ...poolRows(columns),
    countRow('Tensor parallel', 'tensorParallel'),
    countRow('Pipeline parallel', 'pipelineParallel'),
    countRow('Data parallel', 'dataParallel'),
    countRow('Expert parallel', 'expertParallel'),
    textRow(columns, 'Weights', (column) => precisionName(of(column).weightPrecision)),
    textRow(columns, 'Activations', (column) => precisionName(of(column).activationPrecision)),
    textRow(columns, 'KV cache', (column) => precisionName(of(column).kvPrecision)),
    textRow(
      columns,
      'Software',
      (column) => of(column).software ?? `${column.scenario.result.calibration.software}, best calibrated`,
    ),
    textRow(columns, 'Overlap of collectives', (column) => formatText(of(column).overlap, 'share')),
    ...extraRows(columns),
    textRow(columns, 'Routing skew', (column) => formatText(of(column).routingSkew, 'count', { trim: true })),
  ]
}

/** How each pool is cut and where prefill runs: rows only where a scenario is served from two pools. */
function poolRows(columns: readonly Column[]): ComparisonLine[] {
  const pooled = columns.some(({ scenario }) => scenario.result.pools !== null)
  if (!pooled) return []
  const cut = (name: 'prefill' | 'decode') => (column: Column) => {
    const { pools, serving } = column.scenario.resolved.deployment
    if (pools === null || serving !== 'disaggregated') return null
    const pool = pools[name]
    return say('pools.cut', { workers: pool.workers, layout: degreeWords(pool).join(', ') })
  }
  return [
    textRow(columns, say('pools.prefillPool'), cut('prefill')),
    textRow(columns, say('pools.prefillRunsOn'), ({ scenario }) => scenario.result.pools?.prefill.device ?? null),
    textRow(columns, say('pools.decodePool'), cut('decode')),
  ]
}

/** "3 tokens drafted, 80 % accepted". */
function speculationText(speculation: Speculation | null): string {
  if (speculation === null) return 'none'
  return `${speculation.draftTokens} tokens drafted, ${formatText(speculation.acceptance, 'share')} of them accepted`
}

/** Context parallelism, speculation and offload: rows only where a scenario uses them, since most do not. */
function extraRows(columns: readonly Column[]): ComparisonLine[] {
  const of = (column: Column) => column.scenario.resolved.deployment
  const deployments = columns.map(of)
  const rows: ComparisonLine[] = []
  if (deployments.some(({ redundantExperts = 0 }) => redundantExperts > 0)) {
    rows.push(
      textRow(columns, say('layout.redundantExpertsField'), (column) => String(of(column).redundantExperts ?? 0)),
    )
  }
  if (deployments.some(({ contextParallel }) => contextParallel > 1)) {
    rows.push(textRow(columns, 'Context parallel', (column) => String(of(column).contextParallel)))
  }
  if (deployments.some(({ speculation }) => speculation !== null)) {
    rows.push(textRow(columns, 'Speculative decoding', (column) => speculationText(of(column).speculation)))
  }
  if (deployments.some(({ offload }) => offload.weights + offload.kv > 0)) {
    rows.push(
      textRow(columns, 'In host memory', (column) => {
        const { weights, kv } = of(column).offload
        if (weights + kv === 0) return 'nothing'
        return `${formatText(weights, 'share')} of weights, ${formatText(kv, 'share')} of KV`
      }),
    )
  }
  return rows
}

function economicsRows(columns: readonly Column[]): ComparisonLine[] {
  const inputs = columns.map(({ scenario }) => economicsInputs(scenario.resolved))
  const labels = [...new Set(inputs.flat().map((input) => input.label))]
  return labels.map((label) =>
    row(
      label,
      inputs.map((list): ComparisonCell => {
        const input = list.find((candidate) => candidate.label === label)
        return input ? { text: input.text, unit: input.unit, grade: input.grade, was: input.was } : ABSENT
      }),
    ),
  )
}
