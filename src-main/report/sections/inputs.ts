import type { Speculation } from '#shared/domain/deployment.ts'
import { peakOf } from '#shared/domain/peak.ts'
import { PEAK_FORMATS, type PeakFormat } from '#shared/domain/precision.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { precisionName, softwareName } from '#shared/words/labels.ts'
import { degreeWords } from '#shared/words/layoutWords.ts'
import { say } from '#shared/words/say.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import { amount } from '#shared/units/amount.ts'
import { formatQuantity, formatText } from '#shared/units/format.ts'
import { unknownText } from '#shared/units/shownWords.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { economicsInputs } from '#shared/register/economicsInputs.ts'
import { comparableInputs, deviceName, modelLevel } from '#shared/register/hardwareInputs.ts'
import { layerCount } from '#shared/domain/modelShape.ts'
import { feedForwardText, mixerText } from '#shared/register/modelInputs.ts'
import type { Grade } from '#shared/domain/provenance.ts'
import { chipOf } from '#shared/register/chips.ts'
import type { Chip } from '#shared/register/types.ts'
import type { ReportContext } from './context.ts'
import { withCommas } from '#shared/words/joined.ts'

/** Inputs side by side. */
export interface ComparisonGroup {
  readonly title: string
  readonly rows: readonly ComparisonLine[]
}

/** One input. Where it reads the same in every column it is printed once. */
export interface ComparisonLine {
  readonly label: string
  readonly differs: boolean
  readonly cells: readonly ComparisonCell[]
  /** The same by value, with the letters that have it: what a page holds of many columns. */
  readonly values: readonly (ComparisonCell & { readonly chips: readonly Chip[] })[]
}

/** One scenario's value of an input. */
export interface ComparisonCell {
  readonly text: string
  readonly unit: string
  readonly grade: Grade | null
  /** "was 8.00 TB/s"; '' when the value is the profile's. */
  readonly was: string
}

/** All inputs of the columns as typed. */
export interface InputsSection {
  readonly title: string
  readonly typed: string
  readonly heads: readonly { readonly chip: Chip; readonly name: string }[]
  /** More columns than a page holds side by side: each value stands once, with its letters. */
  readonly many: boolean
  readonly groups: readonly ComparisonGroup[]
}

/** Columns that a page holds upright. */
const UPRIGHT = 4

/** The columns' inputs side by side. */
export function inputsSection({ workspace, scenarios }: ReportContext): InputsSection {
  return {
    title: say('pages.section', { section: 'inputs' }),
    typed: say('pages.columns'),
    heads: scenarios.map((scenario) => ({ chip: chipOf(scenario), name: scenario.name })),
    many: scenarios.length > UPRIGHT,
    groups: comparisonGroups(workspace, scenarios).map(({ title, rows }) => ({
      title,
      rows: rows.map((line) => ({ ...line, values: valuesOf(line, scenarios.map(chipOf)) })),
    })),
  }
}

/** Each value once, with the letters that have it. */
function valuesOf({ cells }: Pick<ComparisonLine, 'cells'>, chips: readonly Chip[]): ComparisonLine['values'] {
  const values = new Map<string, { readonly cell: ComparisonCell; readonly chips: Chip[] }>()
  cells.forEach((cell, index) => {
    const key = JSON.stringify(cell)
    const known = values.get(key) ?? { cell, chips: [] }
    const chip = chips[index]
    if (chip) known.chips.push(chip)
    values.set(key, known)
  })
  return [...values.values()].map(({ cell, chips: own }) => ({ ...cell, chips: own }))
}

const field = (name: string): string => say('pages.inputs.field', { field: name })

/** A line as it is read, its values not yet joined. */
type ReadLine = Omit<ComparisonLine, 'values'>

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
function comparisonGroups(
  workspace: Workspace,
  scenarios: readonly EvaluatedScenario[],
): readonly { readonly title: string; readonly rows: readonly ReadLine[] }[] {
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
    { title: say('pages.inputs.hardware'), rows: hardwareRows(columns, formats) },
    { title: say('pages.inputs.model'), rows: modelRows(columns) },
    { title: say('pages.inputs.workload'), rows: workloadRows(workspace, columns) },
    { title: say('pages.inputs.deployment'), rows: deploymentRows(columns) },
    { title: say('pages.inputs.economics'), rows: economicsRows(columns) },
  ]
  return groups.map((group) => ({ ...group, rows: group.rows.filter((line) => line.cells.some(saysSomething)) }))
}

/** A line of which nothing is known is left to the assumption register. */
function saysSomething(cell: ComparisonCell): boolean {
  return cell !== ABSENT && cell.text !== unknownText()
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

function row(label: string, cells: readonly ComparisonCell[]): ReadLine {
  const readings = new Set(cells.map((cell) => `${cell.text}|${cell.unit}|${cell.was}`))
  return { label, differs: readings.size > 1, cells }
}

function textRow(columns: readonly Column[], label: string, text: (column: Column) => string | null): ReadLine {
  return row(
    label,
    columns.map((column) => {
      const value = text(column)
      return value === null ? ABSENT : { text: value, unit: '', grade: null, was: '' }
    }),
  )
}

function hardwareRows(columns: readonly Column[], formats: ReadonlySet<PeakFormat>): ReadLine[] {
  const inputs = columns.map((column) => comparableInputs(column.scenario.resolved.hardware, formats))
  const labels = [...new Set(inputs.flat().map((input) => input.label))]
  const peaks = PEAK_FORMATS.map((format) => say('pages.inputs.peak', { format: format.toUpperCase() }))
  labels.sort((a, b) => rank(peaks, a) - rank(peaks, b))
  return [
    textRow(columns, field('device'), ({ scenario }) => deviceName(scenario.resolved.hardware)),
    textRow(columns, field('counted'), ({ scenario }) => scenario.resolved.hardware.unitOfAccount),
    textRow(columns, field('memory'), ({ scenario }) => modelLevel(scenario.resolved.hardware)?.name ?? null),
    textRow(
      columns,
      field('scaleUp'),
      ({ scenario }) => scenario.resolved.hardware.scaleUp?.name ?? say('pages.inputs.none'),
    ),
    textRow(
      columns,
      field('scaleOut'),
      ({ scenario }) => scenario.resolved.hardware.scaleOut?.name ?? say('pages.inputs.none'),
    ),
    ...labels.map((label) =>
      row(
        label,
        columns.map((column, index): ComparisonCell => {
          const input = inputs[index]?.find((candidate) => candidate.label === label)
          if (!input) return ABSENT
          const overridden = Object.hasOwn(column.stored.hardwareOverrides, input.path)
          const original = column.original.get(input.path) ?? null
          const { text, unit } = formatQuantity(input.figure.value, input.dimension)
          const was = overridden ? say('pages.inputs.was', { value: formatText(original, input.dimension) }) : ''
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

function modelRows(columns: readonly Column[]): ReadLine[] {
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
    textRow(columns, field('model'), (column) => model(column).name),
    figureRow(field('parameters'), 'totalParameters', 'parameters'),
    figureRow(field('active'), 'activeParameters', 'parameters'),
    figureRow(field('context'), 'context', 'tokens'),
    textRow(columns, field('layers'), (column) => String(layerCount(model(column)))),
    textRow(columns, field('mixers'), (column) => mixerText(model(column))),
    textRow(columns, field('feedForward'), (column) => feedForwardText(model(column))),
  ]
}

function workloadRows(workspace: Workspace, columns: readonly Column[]): ReadLine[] {
  const shared = workspace.workload
  const fieldRow = (label: string, key: keyof typeof shared, dimension: Dimension) =>
    row(
      label,
      columns.map((column): ComparisonCell => {
        const value = column.scenario.resolved.workload[key]
        const was =
          value === shared[key] ? '' : say('pages.inputs.shared', { value: formatText(shared[key], dimension) })
        return { ...formatQuantity(value, dimension), grade: null, was }
      }),
    )
  return [
    fieldRow(field('input'), 'inputTokens', 'tokens'),
    fieldRow(field('output'), 'outputTokens', 'tokens'),
    fieldRow(field('flight'), 'concurrency', 'count'),
    fieldRow(field('cached'), 'cachedShare', 'share'),
  ]
}

function deploymentRows(columns: readonly Column[]): ReadLine[] {
  const of = (column: Column) => column.scenario.resolved.deployment
  const countRow = (label: string, key: 'tensorParallel' | 'pipelineParallel' | 'dataParallel' | 'expertParallel') =>
    textRow(columns, label, (column) => (of(column).serving === 'disaggregated' ? null : String(of(column)[key])))
  return [
    textRow(columns, field('devices'), (column) => formatQuantity(of(column).devices, 'count').text),
    textRow(columns, field('serving'), (column) => of(column).serving),
    ...poolRows(columns),
    countRow(field('tensor'), 'tensorParallel'),
    countRow(field('pipeline'), 'pipelineParallel'),
    countRow(field('data'), 'dataParallel'),
    countRow(field('expert'), 'expertParallel'),
    textRow(columns, field('weights'), (column) => precisionName(of(column).weightPrecision)),
    textRow(columns, field('activations'), (column) => precisionName(of(column).activationPrecision)),
    textRow(columns, field('kv'), (column) => precisionName(of(column).kvPrecision)),
    textRow(columns, field('software'), (column) => softwareText(column)),
    textRow(columns, field('overlap'), (column) => formatText(of(column).overlap, 'share')),
    ...extraRows(columns),
    textRow(columns, field('skew'), (column) => formatText(of(column).routingSkew, 'count', { trim: true })),
  ]
}

/** The stack that was chosen, or the one that is calibrated best. */
function softwareText({ scenario }: Column): string {
  const { software } = scenario.resolved.deployment
  return software === null
    ? say('pages.inputs.best', { software: softwareName(scenario.result.calibration.software) })
    : softwareName(software)
}

/** How each pool is cut and where prefill runs: rows only where a scenario is served from two pools. */
function poolRows(columns: readonly Column[]): ReadLine[] {
  const pooled = columns.some(({ scenario }) => scenario.result.pools !== null)
  if (!pooled) return []
  const cut = (name: 'prefill' | 'decode') => (column: Column) => {
    const { pools, serving } = column.scenario.resolved.deployment
    if (pools === null || serving !== 'disaggregated') return null
    const pool = pools[name]
    return say('pools.cut', { workers: pool.workers, layout: withCommas(degreeWords(pool)) })
  }
  return [
    textRow(columns, say('pools.prefillPool'), cut('prefill')),
    textRow(columns, say('pools.prefillRunsOn'), ({ scenario }) => scenario.result.pools?.prefill.device ?? null),
    textRow(columns, say('pools.decodePool'), cut('decode')),
  ]
}

/** "3 tokens drafted, 80 % accepted". */
function speculationText(speculation: Speculation | null): string {
  if (speculation === null) return say('pages.inputs.notDrafted')
  return say('pages.inputs.drafted', {
    tokens: speculation.draftTokens,
    share: amount(speculation.acceptance, 'share'),
  })
}

/** Context parallelism, speculation and offload: rows only where a scenario uses them, since most do not. */
function extraRows(columns: readonly Column[]): ReadLine[] {
  const of = (column: Column) => column.scenario.resolved.deployment
  const deployments = columns.map(of)
  const rows: ReadLine[] = []
  if (deployments.some(({ redundantExperts = 0 }) => redundantExperts > 0)) {
    rows.push(
      textRow(columns, say('layout.redundantExpertsField'), (column) => String(of(column).redundantExperts ?? 0)),
    )
  }
  if (deployments.some(({ contextParallel }) => contextParallel > 1)) {
    rows.push(textRow(columns, field('contextParallel'), (column) => String(of(column).contextParallel)))
  }
  if (deployments.some(({ speculation }) => speculation !== null)) {
    rows.push(textRow(columns, field('speculation'), (column) => speculationText(of(column).speculation)))
  }
  if (deployments.some(({ offload }) => offload.weights + offload.kv > 0)) {
    rows.push(
      textRow(columns, field('hostMemory'), (column) => {
        const { weights, kv } = of(column).offload
        if (weights + kv === 0) return say('pages.inputs.nothing')
        return say('pages.inputs.offloaded', { weights: amount(weights, 'share'), kv: amount(kv, 'share') })
      }),
    )
  }
  return rows
}

function economicsRows(columns: readonly Column[]): ReadLine[] {
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
