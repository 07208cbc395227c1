/** Texts kept once, by number. */
export interface Names {
  readonly texts: string[]
  readonly numbers: Map<string, number>
  /** Characters that are still kept. */
  left: number
  readonly limits: NameLimits
  /** Rows whose name was not kept any more. */
  beyond: number
}

/** Caps on names: how many, characters of each, characters of all. */
export interface NameLimits {
  readonly most: number
  readonly longest: number
  readonly total: number
}

/** A file has some hundred kernels; what has more names than this means to. */
export const NAME_LIMITS: NameLimits = { most: 200_000, longest: 4096, total: 32e6 }

/** The name of what is beyond the caps: empty, so that it is classified as unknown. */
const BEYOND = ''

/** No names yet. */
export function emptyNames(limits: NameLimits = NAME_LIMITS): Names {
  return { texts: [], numbers: new Map(), left: limits.total, limits, beyond: 0 }
}

/**
 * The number of a name, which is kept if it is new; a longer one than `limits.longest` is cut.
 * Beyond the caps every new name is the empty one, counted in `beyond`.
 */
export function nameNumber(names: Names, text: string): number {
  const { limits, numbers, texts } = names
  const kept = text.length > limits.longest ? text.slice(0, limits.longest) : text
  const known = numbers.get(kept)
  if (known !== undefined) return known
  // The last place is the empty name's.
  if (kept === BEYOND || (texts.length < limits.most - 1 && kept.length <= names.left)) return keep(names, kept)
  names.beyond += 1
  return numbers.get(BEYOND) ?? keep(names, BEYOND)
}

function keep(names: Names, text: string): number {
  const number = names.texts.length
  names.texts.push(text)
  names.numbers.set(text, number)
  names.left -= text.length
  return number
}
