import type { Estimate, Metric } from '#shared/domain/result.ts'
import { letterOf } from '#shared/words/scenario.ts'
import { joinWords, percentText, rangeText, timesText } from '#shared/words/text.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { formatText } from '#shared/units/format.ts'
import type { Dimension } from '#shared/units/quantity.ts'

/** A headline number as the report compares it. */
export interface Criterion {
  readonly metric: Metric
  readonly dimension: Dimension
  readonly better: 'lower' | 'higher'
  /** Within a sentence: "cost per million output tokens". */
  readonly noun: string
  /** "lowest", "highest" … */
  readonly superlative: string
}

export const COST: Criterion = {
  metric: 'costPerMillionOutput',
  dimension: 'dollars',
  better: 'lower',
  noun: 'cost per million output tokens',
  superlative: 'lowest',
}
export const SPEED: Criterion = {
  metric: 'userSpeed',
  dimension: 'tokensPerSecond',
  better: 'higher',
  noun: 'speed for one user',
  superlative: 'highest',
}
export const ENERGY: Criterion = {
  metric: 'energyPerOutputToken',
  dimension: 'joules',
  better: 'lower',
  noun: 'energy per output token',
  superlative: 'lowest',
}

/** "A (8 × B200)", as a sentence names a scenario the first time. */
export function named(scenario: EvaluatedScenario): string {
  return `${letterOf(scenario)}\u00a0(${scenario.name.replace(' × ', '\u00a0×\u00a0')})`
}

/** The value of a criterion; null when unknown, and for a scenario that does not fit: it has no speed or cost to compare. */
export function valueOf(scenario: EvaluatedScenario, criterion: Criterion): number | null {
  return fits(scenario) ? scenario.result.metrics[criterion.metric].value : null
}

/** False only where the model is known not to fit. */
export function fits(scenario: EvaluatedScenario): boolean {
  return scenario.result.fit.state !== 'doesNotFit'
}

/** "1.04 USD", or "unknown". */
export function valueText(scenario: EvaluatedScenario, criterion: Criterion): string {
  const value = valueOf(scenario, criterion)
  return value === null ? 'unknown' : formatText(value, criterion.dimension)
}

/** "0.900–1.20 USD", or '' when the estimate has no interval. */
export function intervalText(estimate: Estimate, dimension: Dimension): string {
  return estimate.low === null || estimate.high === null ? '' : rangeText(estimate.low, estimate.high, dimension)
}

/** From here on a ratio is read more easily than a per cent. */
const TWICE = 1.995
/** Below this difference two values are called the same. */
const SAME = 0.005

/**
 * How one value stands to another's: ", 6.1× that of A", ", 12 % above A", ", 19 % below A", ", the same as A".
 * @param theirs the number of the scenario with that letter
 * @returns '' where either is unknown or zero
 */
export function relationText(ours: number | null, theirs: number | null, letter: string): string {
  if (!ours || !theirs) return ''
  const ratio = ours / theirs
  if (Math.abs(ratio - 1) < SAME) return `, the same as ${letter}`
  if (ratio >= TWICE) return `, ${timesText(ratio)} that of ${letter}`
  return `, ${percentText(Math.abs(ratio - 1))} ${ratio > 1 ? 'above' : 'below'} ${letter}`
}

/** A ratio above one in front of what is counted: "6.1× the", "12 % more". */
export function moreText(ratio: number): string {
  return ratio >= TWICE ? `${timesText(ratio)} the` : `${percentText(ratio - 1)} more`
}

/**
 * Joins what is said of scenarios, those of whom the same is said together: "A and B by HBM; C by links".
 * @param said a letter and what is said of it, in order
 */
export function together(said: readonly (readonly [letter: string, text: string])[]): readonly {
  readonly letters: string
  readonly text: string
}[] {
  const groups = new Map<string, string[]>()
  for (const [letter, text] of said) groups.set(text, [...(groups.get(text) ?? []), letter])
  return [...groups].map(([text, letters]) => ({ letters: joinWords(letters), text }))
}

/** Scenarios with a known value, best first; ties keep the workspace's order. */
export function ranked(scenarios: readonly EvaluatedScenario[], criterion: Criterion): EvaluatedScenario[] {
  const sign = criterion.better === 'lower' ? 1 : -1
  return scenarios
    .filter((scenario) => valueOf(scenario, criterion) !== null)
    .toSorted((a, b) => sign * ((valueOf(a, criterion) ?? 0) - (valueOf(b, criterion) ?? 0)))
}
