import { usageFailure } from './exitCodes.ts'

/** A whole number that was typed, within bounds; none given: `otherwise`. @throws usage failure that says the bounds */
export function countOf(
  values: ReadonlyMap<string, string>,
  name: string,
  otherwise: number,
  least: number,
  most: number,
): number {
  const typed = values.get(name)
  if (typed === undefined) return otherwise
  const count = Number(typed)
  if (Number.isInteger(count) && count >= least && count <= most) return count
  const range = `${least.toLocaleString('en')} to ${most.toLocaleString('en')}`
  throw usageFailure(`--${name} “${typed}” is not a whole number from ${range}.`)
}
