import type { BreakEven } from '#shared/domain/analysis/breakEven.ts'
import type { Counterfactual, Reached } from '#shared/domain/analysis/counterfactual.ts'
import { SENSITIVE_METRIC_WORDS } from '#shared/charts/tornado.ts'
import { formatText } from '#shared/units/format.ts'

/** One line of an answer: what is changed, from what to what, and what that gives. */
export interface AnswerRow {
  /** Path of the input in the inspector; null: it is no single input. */
  readonly path: string | null
  readonly label: string
  readonly now: string
  readonly becomes: string
  readonly result: string
}

const factorText = (from: number, to: number): string => `× ${formatText(to / from, 'count')}`

/** Turning points as lines, the smallest change first. */
export function turningRows({ points, metric }: BreakEven): AnswerRow[] {
  const { dimension: unit } = SENSITIVE_METRIC_WORDS[metric]
  return points.map(({ input, label, dimension, base, at, own, rival, kind, shared }) => ({
    path: input,
    label: shared ? `${label}, both` : label,
    now: formatText(base, dimension),
    becomes: `${formatText(at, dimension)} (${factorText(base, at)})`,
    result:
      kind === 'equal'
        ? `both ${formatText(own, unit)}`
        : `${formatText(own, unit)} against ${formatText(rival, unit)}`,
  }))
}

/** TPOT, TTFT and cost reached, in one line. */
export function reachedText({ tpot, ttft, costPerMillionOutput }: Reached): string {
  if (tpot === null || ttft === null) return 'does not run'
  const cost =
    costPerMillionOutput === null ? '' : `, ${formatText(costPerMillionOutput, 'dollars')} per M output tokens`
  return `TPOT ${formatText(tpot, 'seconds')}, TTFT ${formatText(ttft, 'seconds')}${cost}`
}

/** Single changes that meet the objective, then the levers that do. */
export function changeRows({ changes, levers }: Counterfactual): AnswerRow[] {
  return [
    ...changes.map(({ input, label, dimension, base, needed, reached }) => ({
      path: input,
      label,
      now: formatText(base, dimension),
      becomes: `${formatText(needed, dimension)} (${factorText(base, needed)})`,
      result: reachedText(reached),
    })),
    ...levers
      .filter(({ meets }) => meets)
      .map(({ label, reached }) => ({ path: null, label, now: '', becomes: 'tried', result: reachedText(reached) })),
  ]
}

/** What was moved without meeting it, in one sentence; null: nothing. */
export function withoutText(labels: readonly string[], levers: Counterfactual['levers'] = []): string | null {
  const all = [...labels, ...levers.filter(({ meets }) => !meets).map(({ label }) => label)]
  return all.length === 0 ? null : `Not alone: ${all.join(' · ')}.`
}
