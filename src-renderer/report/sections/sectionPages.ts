import type { ReportPreview } from '../previewStore.ts'

/** Pages a section stands on, from 1. */
export interface PageRange {
  readonly from: number
  readonly to: number
}

/** The pages of each section, by its name: up to the page before the next begins, or that page where both share it. */
export function sectionPages({
  sections,
  pages,
}: Pick<ReportPreview, 'sections' | 'pages'>): ReadonlyMap<string, PageRange> {
  const begun = sections.toSorted((one, other) => one.page - other.page)
  return new Map(
    begun.map(({ section, page }, at) => {
      const next = begun[at + 1]?.page ?? pages.length + 1
      return [section, { from: page, to: Math.max(page, next - 1) }]
    }),
  )
}

/** Whether something on a page is wrong: the worst of it. */
export function worstOn(
  problems: ReportPreview['problems'],
  { from, to }: PageRange,
): ReportPreview['problems'][number]['severity'] | null {
  const there = problems.filter(({ page }) => page !== null && page >= from && page <= to)
  if (there.some(({ severity }) => severity === 'bad')) return 'bad'
  return there.length > 0 ? 'warn' : null
}
