import { formatText } from '#shared/units/format.ts'

/** Norms, biases and small tables are not counted from dimensions; together they stay below this share. */
const TOLERANCE = 0.02

/**
 * Compares stored parameters with those the dimensions give.
 * @param stored elements of the tensors @param counted parameters by the dimensions @param place who says so: "the file holds"
 * @returns one sentence where they differ by more than 2 %; null where they agree
 */
export function countProblem(stored: number, counted: number, place: string): string | null {
  if (Math.abs(stored - counted) <= TOLERANCE * counted) return null
  return `The dimensions give ${plain(counted)} parameters and ${place} ${plain(stored)}: a part of the model is not described, so check which model it is.`
}

function plain(value: number): string {
  return formatText(value, 'parameters').replaceAll('\u00a0', ' ')
}
