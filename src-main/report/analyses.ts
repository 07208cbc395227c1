import type { BottleneckMap } from '#shared/domain/analysis/bottleneckMap.ts'
import type { Confidence } from '#shared/domain/analysis/confidence.ts'
import type { Frontier } from '#shared/domain/analysis/frontier.ts'
import type { Spend } from '#shared/domain/analysis/spend.ts'
import type { Sensitivity } from '#shared/domain/sensitivity.ts'

/** What the report shows of the decision: the answers of the Decide screen, worked out for it anew. */
export interface ReportAnalyses {
  readonly frontier: Frontier
  /** Of the baseline. */
  readonly map: BottleneckMap
  /** By the criterion of the document; null: there is one scenario, so nothing to be ranked. */
  readonly confidence: Confidence | null
  /** Of the baseline, by the criterion of the document. */
  readonly sensitivity: Sensitivity
  /** For the traffic and the training of the document. */
  readonly spend: Spend
}
