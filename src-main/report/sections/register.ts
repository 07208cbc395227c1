import { assumptionRegister } from '#shared/register/register.ts'
import type { RegisterGroup, SourceMark } from '#shared/register/types.ts'
import { say } from '#shared/words/say.ts'
import type { ReportContext } from './context.ts'

/** Every figure the columns rest on, with its grade and the number of its source. */
export interface RegisterSection {
  readonly title: string
  readonly typed: string
  readonly groups: readonly (RegisterGroup & {
    /** What nobody has published, in one line. */
    readonly missing: string
  })[]
  readonly words: Readonly<Record<string, string>>
  /** By number. */
  readonly sources: readonly SourceMark[]
  readonly more: string
}

/** Printed rows: beyond, the typesetter needs more memory than it is worth. */
const MOST_ROWS = 500

/** The assumption register of the columns. */
export function registerSection({ workspace, scenarios }: ReportContext): RegisterSection {
  let left = MOST_ROWS
  let cut = 0
  const groups = assumptionRegister(workspace, scenarios).flatMap((group) => {
    const rows = group.rows.slice(0, Math.max(0, left))
    left -= rows.length
    cut += group.rows.length - rows.length
    const missing = group.unknown.length === 0 ? '' : say('pages.register.unknown', { labels: [...group.unknown] })
    return rows.length === 0 && missing === '' ? [] : [{ ...group, rows, missing }]
  })
  return {
    title: say('pages.section', { section: 'register' }),
    typed: say('decide.typed.assumptions'),
    words: { sources: say('pages.register.sources') },
    groups,
    sources: groups.flatMap(({ rows }) => rows.flatMap(({ source }) => (source?.first === true ? [source] : []))),
    more: cut > 0 ? say('pages.more', { count: cut }) : '',
  }
}
