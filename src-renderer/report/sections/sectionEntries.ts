import { FIRST_SECTIONS, REPORT_SECTIONS, type ReportSection, type ReportSettings } from '#shared/domain/report.ts'

type Order = Pick<ReportSettings, 'sections' | 'ownSections'>
/** A section somebody added. */
export type OwnSection = ReportSettings['ownSections'][number]

/** One row of the list: a section of the report, or one somebody added. */
export type SectionEntry =
  | { readonly key: ReportSection; readonly own: null; readonly shown: boolean; readonly fixed: boolean }
  | { readonly key: string; readonly own: OwnSection; readonly shown: boolean; readonly fixed: false }

/** How a section somebody added is named among sections. */
export function ownKey(id: string): string {
  return `own:${id}`
}

/** Every section in the order of the report, each followed by those that were added after it. */
export function sectionEntries({ sections, ownSections }: Order): readonly SectionEntry[] {
  return sections.flatMap(({ section, shown }): SectionEntry[] => [
    { key: section, own: null, shown, fixed: FIRST_SECTIONS.includes(section) },
    ...ownSections
      .filter(({ after }) => after === section)
      .map((own): SectionEntry => ({ key: ownKey(own.id), own, shown: own.shown, fixed: false })),
  ])
}

/** The order as the document keeps it. */
function orderOf(entries: readonly SectionEntry[]): Order {
  const sections: Order['sections'] = []
  const ownSections: OwnSection[] = []
  let after: ReportSection = 'decision'
  for (const entry of entries) {
    if (entry.own) ownSections.push({ ...entry.own, after })
    else {
      after = entry.key
      sections.push({ section: entry.key, shown: entry.shown })
    }
  }
  return { sections, ownSections }
}

/**
 * A section moved among the others; decision and case stay first, and nothing comes between them.
 * @param to place in the list, of all entries, that it has afterwards
 * @returns the order, the same object where nothing moves
 */
export function movedSection(order: Order, key: string, to: number): Order {
  const entries = sectionEntries(order)
  const from = entries.findIndex((entry) => entry.key === key)
  const moved = entries[from]
  if (!moved || moved.fixed) return order
  const rest = entries.toSpliced(from, 1)
  const first = rest.findLastIndex(({ fixed }) => fixed) + 1
  const place = Math.min(rest.length, Math.max(first, to))
  return place === from ? order : orderOf(rest.toSpliced(place, 0, moved))
}

/** A section taken in or left out; decision and case are always in. */
export function toggledSection(order: Order, key: string): Order {
  return orderOf(
    sectionEntries(order).map((entry): SectionEntry => {
      if (entry.key !== key || entry.fixed) return entry
      const shown = !entry.shown
      return entry.own ? { ...entry, shown, own: { ...entry.own, shown } } : { ...entry, shown }
    }),
  )
}

/** Ready choices of sections. */
export const SECTION_PRESETS = ['all', 'board', 'order'] as const
/** A ready choice of sections. */
export type SectionPreset = (typeof SECTION_PRESETS)[number]

/** The sections as a preset has them: all in, decision and case alone, or those that are in, in the usual order. */
export function presetSections({ sections, ownSections }: Order, preset: SectionPreset): Order {
  if (preset === 'order') {
    const shown = new Map(sections.map((each) => [each.section, each.shown]))
    return { sections: REPORT_SECTIONS.map((section) => ({ section, shown: shown.get(section) ?? true })), ownSections }
  }
  const all = preset === 'all'
  return {
    sections: sections.map(({ section }) => ({ section, shown: all || FIRST_SECTIONS.includes(section) })),
    ownSections: ownSections.map((own) => ({ ...own, shown: all })),
  }
}

/** The preset the choice is; null: one of its own. */
export function presetOf(order: Order): 'all' | 'board' | null {
  const free = sectionEntries(order).filter(({ fixed }) => !fixed)
  if (free.every(({ shown }) => shown)) return 'all'
  return free.some(({ shown }) => shown) ? null : 'board'
}
