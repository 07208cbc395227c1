import type { Grade } from '#shared/domain/provenance.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { briefAssumptions, type BriefAssumption } from '#shared/register/briefAssumptions.ts'
import type { Chip } from '#shared/register/types.ts'
import { formatText } from '#shared/units/format.ts'
import { unknownText } from '#shared/units/shownWords.ts'
import { longDate } from '#shared/words/longDate.ts'
import { say } from '#shared/words/say.ts'
import { capitalised } from '#shared/words/text.ts'
import { measuredRows, type MeasuredRow } from './case.ts'
import { chipAt, type ReportContext } from './context.ts'
import { basisParts } from './decision.ts'
import { withCommas } from '#shared/words/joined.ts'

/** A figure of the brief. */
export interface EvidenceRow {
  /** Whose it is; empty: of the brief as a whole. */
  readonly chips: readonly Chip[]
  readonly label: string
  readonly value: string
  readonly range: string
  readonly grade: Grade | null
  /** '' where none is given. */
  readonly source: string
}

/** How good the figures are, what is worth knowing first, and who objects. */
export interface EvidenceSection {
  readonly title: string
  readonly words: Readonly<Record<string, string>>
  readonly basis: readonly string[]
  readonly rows: readonly EvidenceRow[]
  readonly rest: string
  readonly worth: readonly string[]
  readonly dissentTitle: string
  readonly dissent: readonly string[]
  readonly objections: readonly string[]
  readonly measured: readonly MeasuredRow[]
}

const MOST_ROWS = 40

/** The evidence under the answer. */
export function evidenceSection(context: ReportContext): EvidenceSection {
  const { workspace, decided } = context
  const { brief } = workspace
  const figures = briefAssumptions(brief)
  const rival = decided?.verdict.rival ?? null
  const rows = mergedRows(figures.map((each) => rowOf(each, brief)))
  const rest = rows.length - MOST_ROWS
  return {
    title: say('pages.section', { section: 'evidence' }),
    words: {
      assumptions: say('pages.evidence.assumptions'),
      figure: say('pages.evidence.figure'),
      value: say('pages.evidence.value'),
      range: say('pages.evidence.range'),
      source: say('pages.evidence.source'),
      grades: say('pages.evidence.grades'),
      worth: say('pages.evidence.worth'),
      objections: say('pages.evidence.objections'),
      measured: say('pages.measured'),
      stack: say('pages.measured.stack'),
      rows: say('pages.measured.rows'),
      error: say('pages.measured.error'),
      standing: say('pages.measured.standing'),
    },
    basis: decided === null ? [] : basisParts(decided),
    rows: rows.slice(0, MOST_ROWS),
    rest: rest > 0 ? say('pages.evidence.rest', { count: rest }) : '',
    worth: decided === null ? [] : [...decided.said.measurements, ...decided.said.free],
    dissentTitle: say('report.dissent', {
      rival: rival === null ? 'none' : (decided?.said.names.get(rival) ?? rival),
    }),
    dissent: decided?.said.dissent ?? [],
    objections: brief.dissent.map(({ who, text }) => say('brief.objection', { who, text })),
    measured: measuredRows(context),
  }
}

function rowOf({ alternative, name, dimension, figure }: BriefAssumption, { alternatives }: Brief): EvidenceRow {
  const text = (value: number): string => formatText(value, dimension, { trim: true })
  const slot = alternatives.find(({ id }) => id === alternative)?.slot
  return {
    chips: slot === undefined ? [] : [chipAt(slot)],
    label: capitalised(name),
    value: figure.value === null ? unknownText() : text(figure.value),
    range:
      figure.low === null || figure.high === null
        ? say('pages.evidence.notDrawn')
        : say('decide.cell.range', { low: text(figure.low), high: text(figure.high) }),
    grade: figure.grade,
    source: withCommas(
      [figure.source, figure.date === null ? '' : longDate(figure.date)].filter((part) => part !== ''),
    ),
  }
}

/** What is the same of several alternatives stands once, with all their letters. */
function mergedRows(rows: readonly EvidenceRow[]): readonly EvidenceRow[] {
  const merged = new Map<string, EvidenceRow>()
  for (const row of rows) {
    const { chips, ...rest } = row
    const key = JSON.stringify([chips.length === 0, rest])
    const known = merged.get(key)
    merged.set(key, known ? { ...known, chips: [...known.chips, ...chips] } : row)
  }
  return [...merged.values()]
}
