/** For the command line: what a validation is called and grouped by. */
export type { Quantity } from '#shared/domain/comparedQuantity.ts'
export { QUANTITY_WORDS, REASON_WORDS } from '#shared/words/comparisonWords.ts'
export {
  DIMENSIONS,
  type Dimension,
  type Grouping,
  type GroupSummary,
  type OmissionSummary,
  type Placed,
} from '../../engine/validation/summary.ts'
