import { amount } from '../../units/amount.ts'
import type { Grade } from '../../domain/provenance.ts'
import type { Estimate, Fit } from '../../domain/result.ts'
import { formatDelta, formatQuantity } from '../../units/format.ts'
import { unknownText } from '../../units/shownWords.ts'
import type { Dimension } from '../../units/quantity.ts'
import { reasonText } from '../../words/reasonText.ts'
import { say, wordingText } from '../../words/say.ts'

/** What a cell can say. A clamped or extrapolated number is still a number. */
export type CellState = 'value' | 'unknown' | 'infeasible' | 'clamped' | 'extrapolated'

/** The difference from the baseline. */
export interface CellDelta {
  /** "2.78×", "−33 %", "+9 pt". */
  readonly text: string
  readonly verdict: 'better' | 'worse' | 'neutral'
}

/** One cell of the executive matrix. Fractions are of the row's common scale, 0 to 1. */
export interface MatrixCell {
  readonly scenarioId: string
  readonly state: CellState
  /** SI value; null unless there is one. */
  readonly value: number | null
  /** "116", "Unknown" or "Does not fit". */
  readonly text: string
  /** "tok/s"; '' without a value. */
  readonly unit: string
  /** Why there is no value, or what weakens it: "no power under load", "34.9 GB short". '' when nothing does. */
  readonly reason: string
  /** Null on the baseline, and where either side is unknown. */
  readonly delta: CellDelta | null
  readonly bar: number | null
  readonly whisker: { readonly low: number; readonly high: number } | null
  /** Calibrated on a relative: the whisker is dashed. */
  readonly inherited: boolean
  /** The baseline's value on this scale; null on the baseline itself. */
  readonly baselineTick: number | null
  readonly grade: Grade | null
  readonly best: boolean
  /** Whether the objective of this row is met; null without one or without a value. */
  readonly meetsObjective: boolean | null
}

/** One scenario's number in a row, before it is compared. */
export interface MatrixEntry {
  readonly scenarioId: string
  readonly estimate: Estimate
  readonly fit: Fit
}

/** Shares are compared in whole points. */
const SHARE_DIGITS = 2

/** How a row compares. */
export interface RowRule {
  readonly dimension: Dimension
  /** Null: neither way is better. */
  readonly better: 'up' | 'down' | null
  readonly baselineId: string
  /** SI value the row is judged against; null: none. */
  readonly objective: number | null
}

/** Turns a row's estimates into cells on one scale and in one unit. */
export function matrixCells(
  entries: readonly MatrixEntry[],
  rule: RowRule,
): { readonly cells: readonly MatrixCell[]; readonly end: number } {
  const known = entries.flatMap((entry) => valueOf(entry) ?? [])
  const end = scaleEnd(entries, rule)
  const unit = sharedUnit(known, rule.dimension)
  const reference = entries.find((entry) => entry.scenarioId === rule.baselineId)
  const baseline = reference ? valueOf(reference) : null
  const best =
    known.length > 1 && rule.better !== null ? (rule.better === 'up' ? Math.max(...known) : Math.min(...known)) : null
  const fraction = (value: number): number => Math.min(1, Math.max(0, value / end))
  const cells = entries.map((entry): MatrixCell => {
    const { estimate, scenarioId } = entry
    const isBaseline = scenarioId === rule.baselineId
    const baselineTick = isBaseline || baseline === null ? null : fraction(baseline)
    const shared = { scenarioId, baselineTick, inherited: estimate.inherited === true }
    const value = valueOf(entry)
    if (value === null) return { ...shared, ...withoutValue(entry) }
    const digits = rule.dimension === 'share' ? SHARE_DIGITS : 3
    const printed = formatQuantity(value, rule.dimension, unit === '' ? { digits } : { unit, digits })
    return {
      ...shared,
      state: stateOf(estimate),
      value,
      text: printed.text,
      unit: printed.unit,
      reason: weakness(estimate),
      delta: isBaseline ? null : deltaOf(value, baseline, rule),
      bar: fraction(value),
      whisker:
        estimate.low === null || estimate.high === null
          ? null
          : { low: fraction(estimate.low), high: fraction(estimate.high) },
      grade: estimate.grade,
      best: value === best,
      meetsObjective:
        rule.objective === null ? null : rule.better === 'up' ? value >= rule.objective : value <= rule.objective,
    }
  })
  return { cells, end }
}

/** A scenario that does not fit has no numbers, whatever was computed on the way. */
function valueOf(entry: MatrixEntry): number | null {
  return entry.fit.state === 'doesNotFit' ? null : entry.estimate.value
}

function stateOf(estimate: Estimate): CellState {
  if (estimate.clamped === true) return 'clamped'
  return estimate.extrapolated === true ? 'extrapolated' : 'value'
}

function weakness(estimate: Estimate): string {
  if (estimate.clamped === true) return reasonText(estimate.reason, say('charts.matrix.held'))
  if (estimate.extrapolated === true) return reasonText(estimate.reason, say('charts.matrix.outside'))
  return estimate.inherited === true ? say('charts.matrix.relative') : ''
}

type Blank = Omit<MatrixCell, 'scenarioId' | 'baselineTick' | 'inherited'>

function withoutValue(entry: MatrixEntry): Blank {
  const blank = {
    value: null,
    unit: '',
    delta: null,
    bar: null,
    whisker: null,
    grade: null,
    best: false,
    meetsObjective: null,
  }
  if (entry.fit.state === 'doesNotFit') {
    const short =
      entry.fit.shortfall > 0
        ? say('charts.matrix.short', { bytes: amount(entry.fit.shortfall, 'bytes') })
        : wordingText(entry.fit.reason)
    return { ...blank, state: 'infeasible', text: say('charts.misfit'), reason: short }
  }
  return {
    ...blank,
    state: 'unknown',
    text: unknownText(),
    reason: reasonText(entry.estimate.reason, say('charts.notEvaluated')),
  }
}

function deltaOf(value: number, baseline: number | null, rule: RowRule): CellDelta | null {
  const delta = formatDelta(value, baseline, rule.dimension)
  if (delta.text === '' || delta.direction === 'unknown') return null
  const verdict =
    delta.direction === 'same' || rule.better === null
      ? 'neutral'
      : delta.direction === rule.better
        ? 'better'
        : 'worse'
  return { text: delta.text, verdict }
}

/** All of a share; else a twentieth above the largest number or interval, so that no whisker touches the edge. */
function scaleEnd(entries: readonly MatrixEntry[], rule: RowRule): number {
  if (rule.dimension === 'share') return 1
  const largest = Math.max(
    0,
    ...entries.flatMap((entry) => {
      const value = valueOf(entry)
      return value === null ? [] : [value, entry.estimate.high ?? 0]
    }),
  )
  return largest > 0 ? largest * 1.05 : 1
}

/** The unit of the smallest number, so that a row reads 268 ms beside 1,240 ms and not beside 1.24 s. */
function sharedUnit(known: readonly number[], dimension: Dimension): string {
  const positive = known.filter((value) => value > 0)
  if (positive.length === 0) return ''
  const smallest = Math.min(...positive)
  const largest = Math.max(...positive)
  return formatQuantity(largest / smallest > 1000 ? largest : smallest, dimension).unit
}
