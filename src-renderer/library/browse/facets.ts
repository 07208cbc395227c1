/** One way of parting a list: vendor, year, kind of memory. */
export interface Facet<Line> {
  readonly id: string
  readonly label: string
  /** What a line is under this facet; several where it is more than one thing. */
  readonly valuesOf: (line: Line) => string | readonly string[]
  /** Order of its values. */
  readonly compare: (left: string, right: string) => number
}

/** The chosen values by facet. Within a facet any of them will do; every facet has to be met. */
export type FacetChoice = Readonly<Record<string, readonly string[]>>

/** A value of a facet with the lines it would leave. */
export interface FacetValue {
  readonly value: string
  readonly count: number
  readonly chosen: boolean
}

/** A facet as it is shown. */
export interface CountedFacet {
  readonly id: string
  readonly label: string
  readonly values: readonly FacetValue[]
}

/** What is left of a list, and what each further choice would leave. */
export interface Faceted<Line> {
  readonly lines: readonly Line[]
  readonly facets: readonly CountedFacet[]
}

/** The lines that meet every chosen facet. @param lines those a search has found */
export function narrowed<Line>(
  lines: readonly Line[],
  facets: readonly Facet<Line>[],
  choice: FacetChoice,
): readonly Line[] {
  const active = facets.filter(({ id }) => (choice[id]?.length ?? 0) > 0)
  return active.length === 0 ? lines : lines.filter((line) => active.every((facet) => meets(line, facet, choice)))
}

/**
 * Counts of every value: a facet's own choice is left out of its counts, so that they say what another choice in it would
 * leave. A chosen value stays in the list even where nothing is left of it.
 * @param lines those a search has found
 */
export function countFacets<Line>(
  lines: readonly Line[],
  facets: readonly Facet<Line>[],
  choice: FacetChoice,
): readonly CountedFacet[] {
  const counts = facets.map(() => new Map<string, number>())
  const active = facets.map(({ id }) => (choice[id]?.length ?? 0) > 0)
  for (const line of lines) {
    // At most one facet may fail: it is the one that would take the line in.
    let failing = -1
    let more = false
    for (const [index, facet] of facets.entries()) {
      if (!active[index] || meets(line, facet, choice)) continue
      if (failing >= 0) {
        more = true
        break
      }
      failing = index
    }
    if (more) continue
    for (const [index, facet] of facets.entries()) {
      if (failing >= 0 && failing !== index) continue
      const counted = counts[index]
      const values = facet.valuesOf(line)
      if (typeof values === 'string') counted?.set(values, (counted.get(values) ?? 0) + 1)
      else for (const value of values) counted?.set(value, (counted.get(value) ?? 0) + 1)
    }
  }
  return facets.map((facet, index) => {
    const chosen = choice[facet.id] ?? []
    const counted = counts[index] ?? new Map<string, number>()
    const values = [...new Set([...counted.keys(), ...chosen])].sort((left, right) => facet.compare(left, right))
    return {
      id: facet.id,
      label: facet.label,
      values: values.map((value) => ({ value, count: counted.get(value) ?? 0, chosen: chosen.includes(value) })),
    }
  })
}

/** The choice with one value put in or taken out. */
export function toggled(choice: FacetChoice, facet: string, value: string): FacetChoice {
  const own = choice[facet] ?? []
  return { ...choice, [facet]: own.includes(value) ? own.filter((each) => each !== value) : [...own, value] }
}

/** How many values are chosen. */
export function chosenCount(choice: FacetChoice): number {
  return Object.values(choice).reduce((sum, values) => sum + values.length, 0)
}

function meets<Line>(line: Line, facet: Facet<Line>, choice: FacetChoice): boolean {
  const chosen = choice[facet.id] ?? []
  const values = facet.valuesOf(line)
  return typeof values === 'string' ? chosen.includes(values) : values.some((value) => chosen.includes(value))
}
