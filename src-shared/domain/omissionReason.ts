/** Why a row, or one value of it, is not compared. */
const REASONS = [
  'unknownDevice',
  'unknownModel',
  'unknownStack',
  'unknownFormat',
  'inconsistent',
  'speculation',
  'incomplete',
  'notComparable',
  'notPredicted',
  'slowerKernel',
  'tooCoarse',
  'noValue',
  'refused',
  'malformed',
] as const
/** Why a row, or one value of it, is not compared. */
export type Reason = (typeof REASONS)[number]
