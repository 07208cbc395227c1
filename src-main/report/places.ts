/** Where a part of the report that a reader may point at stands on its page. Points, from the upper left. */
export interface Place {
  /** A section, or a block that is edited by hand. */
  readonly id: string
  /** From 1. */
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** What is printed there; '' where the page does not say. */
  readonly text: string
}

/** The label of metadata that say where something stands. */
export const PLACE_LABEL = 'place'

/**
 * Reads places out of the metadata of the pages. Each value is a dictionary with `id`, `page`, `x` and `y`, as
 * `here().position()` gives them, and `width`, `height` and `text` where they are known. A second one of the same id on the same
 * page marks the end: it gives the height that the first lacks.
 * @param values what the typesetter answers, in the order of the pages
 */
export function placesOf(values: unknown): Place[] {
  const places = new Map<string, Place>()
  for (const value of Array.isArray(values) ? (values as readonly unknown[]) : []) {
    const place = placeOf(value)
    if (!place) continue
    const known = places.get(place.id)
    if (!known) places.set(place.id, place)
    else if (known.height === 0 && known.page === place.page && place.y > known.y) {
      places.set(place.id, { ...known, height: place.y - known.y })
    }
  }
  return [...places.values()]
}

function placeOf(value: unknown): Place | null {
  if (typeof value !== 'object' || value === null) return null
  const { id, page, x, y, width, height, text } = value as Readonly<Record<string, unknown>>
  if (typeof id !== 'string' || typeof page !== 'number') return null
  return {
    id,
    page,
    x: points(x),
    y: points(y),
    width: points(width),
    height: points(height),
    text: typeof text === 'string' ? text : '',
  }
}

/** A length as the typesetter writes it: "70.87pt". */
function points(length: unknown): number {
  const value = typeof length === 'string' ? Number.parseFloat(length) : length
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
