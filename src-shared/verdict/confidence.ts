import type { Estimate } from '#shared/domain/result.ts'
import { letterOf } from '#shared/words/scenario.ts'
import { joinWords } from '#shared/words/text.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { intervalText, type Criterion } from './criterion.ts'
import { type Limit } from '#shared/domain/objectiveLimits.ts'
import { limited } from './objective.ts'

/** How sure the order is, in a word and a sentence. */
export interface Confidence {
  readonly word: 'Clear' | 'Likely' | 'Open'
  readonly reason: string
}

/**
 * How sure it is that one scenario is better than another on a criterion, from their 80 % intervals: clear when they do
 * not overlap, likely when they overlap but neither value lies in the other's interval, open otherwise.
 */
export function confidenceOfOrder(
  first: EvaluatedScenario,
  second: EvaluatedScenario,
  criterion: Criterion,
): Confidence {
  const ours = first.result.metrics[criterion.metric]
  const theirs = second.result.metrics[criterion.metric]
  const ranges = `${letterOf(first)}\u00a0${intervalText(ours, criterion.dimension)}, ${letterOf(second)}\u00a0${intervalText(theirs, criterion.dimension)}`
  const caveat = caveatOf([first, second], criterion)
  if (!hasInterval(ours) || !hasInterval(theirs)) {
    return { word: 'Open', reason: `The ${criterion.noun} of one of them has no interval.${caveat}` }
  }
  const noun = `80 % ranges of ${criterion.noun}`
  if (ours.high < theirs.low || ours.low > theirs.high) {
    return { word: 'Clear', reason: `The ${noun} do not overlap: ${ranges}.${caveat}` }
  }
  if (!inside(ours.value, theirs) && !inside(theirs.value, ours)) {
    return { word: 'Likely', reason: `The ${noun} overlap at their ends: ${ranges}.${caveat}` }
  }
  return { word: 'Open', reason: `The ${noun} overlap, so the order may be the other way round: ${ranges}.${caveat}` }
}

/** How sure it is that scenarios keep or miss the limits, as they are said to. */
export function confidenceOfLimits(scenarios: readonly EvaluatedScenario[], limits: readonly Limit[]): Confidence {
  const doubtful = scenarios.filter((scenario) =>
    limits.some((one) => {
      const { low, high } = limited(scenario, one)
      return low === null || high === null || (low <= one.seconds && high > one.seconds)
    }),
  )
  const letters = joinWords(doubtful.map(letterOf))
  if (doubtful.length === 0) {
    return {
      word: 'Clear',
      reason: 'Each scenario’s 80 % range lies wholly on one side of the service-level objective.',
    }
  }
  return {
    word: 'Open',
    reason: `The service-level objective lies within the 80 % range of ${letters}, so the finding may be the other way round.`,
  }
}

type Interval = Estimate & { readonly value: number; readonly low: number; readonly high: number }

function hasInterval(estimate: Estimate): estimate is Interval {
  return estimate.value !== null && estimate.low !== null && estimate.high !== null
}

function inside(value: number, interval: Interval): boolean {
  return value >= interval.low && value <= interval.high
}

/** What the intervals rest on, where it is weak: " The cost of A and B rests on inputs graded guess." */
function caveatOf(scenarios: readonly EvaluatedScenario[], criterion: Criterion): string {
  const having = (test: (estimate: Estimate) => boolean): string =>
    joinWords(scenarios.filter((one) => test(one.result.metrics[criterion.metric])).map(letterOf))
  const guessed = having((estimate) => estimate.grade === 'guess')
  const beyond = having((estimate) => estimate.extrapolated === true)
  const inherited = having((estimate) => estimate.inherited === true)
  return [
    guessed === '' ? '' : ` For ${guessed} it rests on an input graded “guess”.`,
    beyond === '' ? '' : ` ${beyond}: outside the measured range.`,
    inherited === '' ? '' : ` ${inherited}: calibrated on a relative.`,
  ].join('')
}
