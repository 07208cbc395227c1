import type { ReportSection } from '#shared/domain/report.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { shortened } from '#shared/register/shortened.ts'
import { basisTerms } from '#shared/words/decision/basisTerms.ts'
import { say } from '#shared/words/say.ts'
import { askedQuestion } from './decision.ts'
import { linesOf } from './edited.ts'
import type { ReportContext } from './context.ts'

/** A part of the report in its place: a section with data of its own, or one the user wrote. */
export type PlacedSection =
  | { readonly kind: ReportSection; readonly own: null }
  | {
      readonly kind: 'own'
      readonly own: { readonly id: string; readonly title: string; readonly lines: readonly string[] }
    }

/** Sections that share a way of standing on the page: whole width, or two columns. */
export interface SectionGroup {
  readonly layout: 'wide' | 'columns'
  readonly sections: readonly PlacedSection[]
}

/**
 * What every page is set with. It stands still while words are edited: whatever changes here lays out every page anew, so that
 * what names the document is in pieces of its own.
 */
export interface DocumentPart {
  readonly paper: 'a4' | 'us-letter'
  readonly language: string
  readonly audience: 'board' | 'full'
  /** With {page} and {pages} in it. */
  readonly page: string
  /** "2 more" at the place of 2. */
  readonly more: readonly string[]
}

/** What the file says of itself, on no page. */
export interface AboutPart {
  readonly title: string
  readonly author: string
  readonly description: string
  /** The date the user chose; null: none. Never the clock's. */
  readonly date: { readonly year: number; readonly month: number; readonly day: number } | null
  readonly attachment: { readonly path: string; readonly name: string; readonly description: string } | null
}

/** The head of the first page, and of each page behind it. */
export interface HeadPart {
  /** The title on one line. */
  readonly title: string
  readonly basis: string
  readonly company: string
  readonly logo: { readonly path: string; readonly alt: string } | null
}

const RUNNING_TITLE = 70
const MOST_LEFT_OUT = 60
/** Operators' columns that half a page holds. */
const UPRIGHT = 4
const NARROW: ReadonlySet<string> = new Set(['register', 'operators', 'method'])

/** What every page is set with. */
export function documentPart({ report }: Workspace): DocumentPart {
  return {
    paper: report.paper === 'letter' ? 'us-letter' : 'a4',
    language: report.language,
    audience: report.audience,
    page: say('pages.page', { page: '{page}', pages: '{pages}' }),
    more: Array.from({ length: MOST_LEFT_OUT }, (_, count) => say('pages.more', { count })),
  }
}

/** What the file says of itself. @param attachment null: nothing is attached */
export function aboutPart(
  workspace: Workspace,
  attachment: { readonly path: string; readonly name: string } | null,
): AboutPart {
  return {
    title: workspace.title,
    author: workspace.report.owner.trim(),
    description: askedQuestion(workspace),
    date: chosenDay(workspace.report.date),
    attachment: attachment === null ? null : { ...attachment, description: say('pages.attachment') },
  }
}

/** The heads of the pages. @param logo path of the logo inside the compiler; null: none */
export function headPart({ title, report, brief }: Workspace, logo: string | null): HeadPart {
  const terms = basisTerms(brief).filter(({ id }) => id === 'demand' || id === 'promise')
  return {
    title: shortened(title, RUNNING_TITLE),
    basis: terms.map(({ short }) => short).join(' · '),
    company: shortened(report.company.trim(), RUNNING_TITLE),
    logo: logo === null ? null : { path: logo, alt: say('pages.logo', { company: report.company.trim() || 'none' }) },
  }
}

/** The foot of each page: it names the document, which is another after every edit. */
export function footPart({ documentHash, program }: ReportContext): { readonly text: string } {
  return { text: say('pages.foot', { program, hash: documentHash.slice(0, 12) }) }
}

/** Null: there is none, or the calendar has no such day. */
function chosenDay(iso: string | null): AboutPart['date'] {
  if (iso === null) return null
  const date = new Date(`${iso}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(iso)) return null
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** The sections in the user's order, neighbours that stand alike together. @param present sections with something to say */
export function groupsOf({ workspace, sized }: ReportContext, present: ReadonlySet<string>): readonly SectionGroup[] {
  const layoutOf = ({ kind }: PlacedSection): SectionGroup['layout'] =>
    NARROW.has(kind) && !(kind === 'operators' && sized.size > UPRIGHT) ? 'columns' : 'wide'
  const groups: { layout: SectionGroup['layout']; sections: PlacedSection[] }[] = []
  const placed = placedSections(workspace, present)
  for (const section of wideFirst(placed)) {
    const layout = layoutOf(section)
    const last = groups.at(-1)
    // What the user wrote between lists stands as they do, where a column holds it.
    const joins = last?.layout === layout || (last?.layout === 'columns' && isShort(section))
    if (last && joins) last.sections.push(section)
    else groups.push({ layout, sections: [section] })
  }
  return groups

  /** Operators too wide for a column stand before the lists they would part: a part alone would not fill its page. */
  function wideFirst(sections: readonly PlacedSection[]): readonly PlacedSection[] {
    const at = sections.findIndex((section) => section.kind === 'operators' && layoutOf(section) === 'wide')
    const wide = sections[at]
    if (wide === undefined) return sections
    const from = sections.slice(0, at).findLastIndex((section) => layoutOf(section) === 'wide') + 1
    return [...sections.slice(0, from), wide, ...sections.slice(from, at), ...sections.slice(at + 1)]
  }
}

/** Letters of a paragraph that stands in a column without being broken. */
const SHORT_PARAGRAPH = 600

const isShort = ({ own }: PlacedSection): boolean =>
  own !== null && own.lines.every((line) => line.length <= SHORT_PARAGRAPH)

function placedSections({ report }: Workspace, present: ReadonlySet<string>): readonly PlacedSection[] {
  if (report.audience === 'board') return []
  return report.sections.flatMap(({ section, shown }): readonly PlacedSection[] => {
    const isFirst = section === 'decision' || section === 'case'
    return [
      ...(shown && !isFirst && present.has(section) ? [{ kind: section, own: null }] : []),
      ...report.ownSections
        .filter((own) => own.shown && own.after === section && linesOf(own.title + own.text).length > 0)
        .map(({ id, title, text }): PlacedSection => ({ kind: 'own', own: { id, title, lines: linesOf(text) } })),
    ]
  })
}
