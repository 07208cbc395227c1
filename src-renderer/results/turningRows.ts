import type { BreakEven } from '#shared/domain/analysis/breakEven.ts'
import type { Counterfactual, Reached } from '#shared/domain/analysis/counterfactual.ts'
import { SENSITIVE_METRIC_DIMENSIONS } from '#shared/domain/sensitivity.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { formatText } from '#shared/units/format.ts'
import { wordingText } from '#shared/words/say.ts'

/** One line of an answer: what is changed, and the cells of its table. */
export interface AnswerRow {
  /** Path of the input in the inspector; null: it is no single input. */
  readonly path: string | null
  readonly label: string
  readonly cells: readonly string[]
}

const factorText = (from: number, to: number): string => `× ${formatText(to / from, 'count')}`

/** Heads of the turning points: what is moved, and the metric of both past the turn. */
export const TURNING_HEADS = ['Input', 'Now', 'Turns at', 'Factor', 'There'] as const

/** Turning points as lines, the smallest change first. */
export function turningRows({ points, metric }: BreakEven): AnswerRow[] {
  const unit = SENSITIVE_METRIC_DIMENSIONS[metric]
  return points.map(({ input, label, dimension, base, at, own, rival, kind, shared }) => ({
    path: input,
    label: shared ? `${wordingText(label)}, both` : wordingText(label),
    cells: [
      formatText(base, dimension),
      formatText(at, dimension),
      factorText(base, at),
      kind === 'equal'
        ? `both ${formatText(own, unit)}`
        : `${formatText(own, unit)} against ${formatText(rival, unit)}`,
    ],
  }))
}

/** Heads of what would meet an objective: what is moved, and what that reaches. */
export const CHANGE_HEADS = ['Input', 'Now', 'Needed', 'Factor', 'TPOT', 'TTFT', 'Per million output tokens'] as const

/** Single changes that meet the objective, then the levers that do. */
export function changeRows({ changes, levers }: Counterfactual): AnswerRow[] {
  return [
    ...changes.map(({ input, label, dimension, base, needed, reached }) => ({
      path: input,
      label: wordingText(label),
      cells: [
        formatText(base, dimension),
        formatText(needed, dimension),
        factorText(base, needed),
        ...reachedCells(reached),
      ],
    })),
    ...levers
      .filter(({ meets }) => meets)
      .map(({ label, reached }) => ({
        path: null,
        label: wordingText(label),
        cells: ['', '', '', ...reachedCells(reached)],
      })),
  ]
}

function reachedCells({ tpot, ttft, costPerMillionOutput }: Reached): string[] {
  return [
    tpot === null ? 'unknown' : formatText(tpot, 'seconds'),
    ttft === null ? 'unknown' : formatText(ttft, 'seconds'),
    costPerMillionOutput === null ? 'unknown' : formatText(costPerMillionOutput, 'dollars'),
  ]
}

/** What was moved without meeting it, in one sentence; null: nothing. */
export function withoutText(labels: readonly Wording[], levers: Counterfactual['levers'] = []): string | null {
  const all = [...labels, ...levers.filter(({ meets }) => !meets).map(({ label }) => label)].map(wordingText)
  return all.length === 0 ? null : `Not alone: ${all.join(' · ')}.`
}
