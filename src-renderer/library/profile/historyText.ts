import type { AuditAction, ProfileHistory } from '#shared/contract/libraryHistory.ts'
import { coverSchema, coversSchema } from '#shared/domain/covers.ts'
import { dimensionOf } from '#shared/domain/figures.ts'
import { figureSchema } from '#shared/domain/provenance.ts'
import { formatText } from '#shared/units/format.ts'
import { coversWords, coverWords } from '#shared/words/coverWords.ts'

/** One state of a profile in the history. */
export type Revision = ProfileHistory['revisions'][number]

const ACTIONS: Readonly<Record<AuditAction, string>> = {
  found: 'Found: older than the history',
  copied: 'Copied',
  edited: 'Edited',
  restored: 'Restored',
  imported: 'Imported',
  removed: 'Removed',
}

/** What was done, in words: "Copied from b200-sxm", "Restored revision 2". */
export function actionText({ action, detail }: Pick<Revision, 'action' | 'detail'>): string {
  if (detail === '') return ACTIONS[action]
  if (action === 'restored') return `Restored revision ${detail}`
  if (action === 'edited') return detail === 'reverted' ? 'Put back as it was' : `${ACTIONS.edited}, ${detail}`
  return `${ACTIONS[action]} from ${detail}`
}

/**
 * A figure, or another part of a profile, as the history prints it: with its grade and where it was read.
 * @param path "memory.hbm.bandwidth", "name" @param source title of what the figure cites; null: nothing
 */
export function partText(path: string, value: unknown, source: string | null = null): string {
  if (value === null || value === undefined) return 'nothing'
  const figure = figureSchema.safeParse(value)
  if (figure.success) {
    if (figure.data.value === null) return 'unknown'
    const dimension = dimensionOf(path)
    const amount =
      dimension === null || path === 'year' ? String(figure.data.value) : formatText(figure.data.value, dimension)
    const { grade, override } = figure.data
    return [amount, grade, source ?? override?.by]
      .filter((part) => part !== undefined && part !== null && part !== '')
      .join(', ')
  }
  const cover = coverSchema.safeParse(value)
  if (cover.success) return coverWords(cover.data)
  const covers = coversSchema.safeParse(value)
  if (path === 'covers' && covers.success) return coversWords(covers.data)
  if (typeof value === 'string') return value === '' ? 'nothing' : value
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return value.length === 0 ? 'nothing' : value.join(' ')
  }
  return JSON.stringify(value).slice(0, 200)
}
