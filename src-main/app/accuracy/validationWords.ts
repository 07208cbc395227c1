/** For the command line: what a validation is called and grouped by. */
export { QUANTITY_WORDS, REASON_WORDS, type Quantity } from '../../engine/validation/reading.ts'
export {
  DIMENSIONS,
  type Dimension,
  type Grouping,
  type GroupSummary,
  type OmissionSummary,
  type Placed,
} from '../../engine/validation/summary.ts'
