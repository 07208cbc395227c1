/** Colour of each scenario slot, and of the letter on it, on light ground: screen and paper. */
export const SCENARIO_COLOURS = [
  ['#1F42D0', '#FFFFFF'],
  ['#AB570A', '#FFFFFF'],
  ['#05A284', '#101316'],
  ['#6A0E64', '#FFFFFF'],
  ['#9579F1', '#101316'],
  ['#A98D22', '#101316'],
  ['#870607', '#FFFFFF'],
  ['#2679AD', '#FFFFFF'],
] as const

/**
 * What belongs to a scenario's slot; slots beyond the last repeat.
 * @param values one for each slot @param slot 0 = A
 */
export function atSlot<Value>(values: readonly Value[], slot: number): Value {
  return values[((slot % values.length) + values.length) % values.length] as Value
}
