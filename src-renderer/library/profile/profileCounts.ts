import { GRADES, type Figure, type Grade, type Source } from '#shared/domain/provenance.ts'

/** How many figures of a profile have a grade; the last line counts those without a value. */
export interface GradeCount {
  readonly grade: Grade | null
  readonly count: number
}

/** Figures by grade, best first, unknowns last. */
export function gradeCounts(figures: readonly Figure[]): readonly GradeCount[] {
  return [...GRADES, null].map((grade) => ({
    grade,
    count: figures.filter((figure) => figure.grade === grade).length,
  }))
}

/** A source of a profile, and how many of its figures rest on it. */
export interface CitedSource {
  readonly key: string
  readonly source: Source
  /** Figures whose value in use comes from it. */
  readonly figures: number
  /** Values kept on record beside those in use. */
  readonly alternatives: number
}

/** The sources of a profile, most used first. */
export function citedSources(
  sources: Readonly<Record<string, Source>>,
  figures: readonly Pick<Figure, 'source' | 'alternatives'>[],
): readonly CitedSource[] {
  return Object.entries(sources)
    .map(([key, source]) => ({
      key,
      source,
      figures: figures.filter((figure) => figure.source === key).length,
      alternatives: figures.flatMap((figure) => figure.alternatives ?? []).filter((other) => other.source === key)
        .length,
    }))
    .toSorted(
      (left, right) =>
        right.figures - left.figures ||
        right.alternatives - left.alternatives ||
        left.source.title.localeCompare(right.source.title, 'en'),
    )
}
