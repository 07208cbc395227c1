import type { BottleneckMap } from '#shared/domain/analysis/bottleneckMap.ts'
import type { Frontier } from '#shared/domain/analysis/frontier.ts'
import type { Spend } from '#shared/domain/analysis/spend.ts'
import type { Sensitivity } from '#shared/domain/sensitivity.ts'

/** What the report shows of the decision beside its verdict: the answers of the Decide screen, worked out for it anew. */
export interface ReportAnalyses {
  readonly frontier: Frontier
  /** Of the baseline. */
  readonly map: BottleneckMap
  /** Of the baseline, by the criterion of the document. */
  readonly sensitivity: Sensitivity
  /** For the traffic and the training of the document. */
  readonly spend: Spend
}
