import type { BreakEven } from '#shared/domain/analysis/breakEven.ts'
import type { Counterfactual } from '#shared/domain/analysis/counterfactual.ts'
import type { Target } from '#shared/domain/target.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { breakEvenOf } from './breakEven.ts'
import type { Confidence } from '#shared/domain/analysis/confidence.ts'
import type { Levers } from '#shared/domain/analysis/levers.ts'
import type { Spend } from '#shared/domain/analysis/spend.ts'
import type { CapacityCliff } from '#shared/domain/analysis/sweep.ts'
import { capacityCliffOf } from './capacityCliff.ts'
import { leverEffects } from './leverEffects.ts'
import type { OwnCalibration } from '#shared/domain/ownCalibration.ts'
import { calibrateScenario, type OwnQuestion, type Unusable } from '../fitting/ownCalibration.ts'
import { spendOf, type SpendQuestion } from './spend.ts'
import { confidenceOf, type ConfidenceQuestion } from './draws/confidence.ts'
import { counterfactualOf } from './counterfactual.ts'

/** What may be asked of the engine beside results: each kind with its question and its answer. */
export interface Analyses {
  readonly breakEven: {
    readonly question: {
      readonly scenario: ResolvedScenario
      readonly rival: ResolvedScenario
      readonly metric: SensitiveMetric
    }
    readonly answer: BreakEven
  }
  readonly counterfactual: {
    readonly question: { readonly scenario: ResolvedScenario; readonly target: Target }
    readonly answer: Counterfactual
  }
  readonly spend: { readonly question: SpendQuestion; readonly answer: Spend }
  readonly levers: { readonly question: { readonly scenario: ResolvedScenario }; readonly answer: Levers }
  readonly capacityCliff: {
    readonly question: { readonly scenarios: readonly ResolvedScenario[] }
    readonly answer: CapacityCliff
  }
  readonly ownCalibration: { readonly question: OwnQuestion; readonly answer: OwnCalibration | Unusable }
  readonly confidence: { readonly question: ConfidenceQuestion; readonly answer: Confidence }
}

/** A kind of analysis. */
export type AnalysisKind = keyof Analyses
/** What is asked of one kind. */
export type Question<Kind extends AnalysisKind> = Analyses[Kind]['question']
/** What one kind answers. */
export type Answer<Kind extends AnalysisKind> = Analyses[Kind]['answer']

const RUN: { readonly [Kind in AnalysisKind]: (question: Question<Kind>) => Answer<Kind> } = {
  breakEven: ({ scenario, rival, metric }) => breakEvenOf(scenario, rival, metric),
  counterfactual: ({ scenario, target }) => counterfactualOf(scenario, target),
  spend: spendOf,
  levers: ({ scenario }) => leverEffects(scenario),
  capacityCliff: ({ scenarios }) => capacityCliffOf(scenarios),
  ownCalibration: calibrateScenario,
  confidence: confidenceOf,
}

/** Works an analysis out. */
export function runAnalysis<Kind extends AnalysisKind>(kind: Kind, question: Question<Kind>): Answer<Kind> {
  return RUN[kind](question)
}
