import type { AuditAction, ProfileHistory } from '#shared/contract/libraryHistory.ts'
import { dimensionOf } from '#shared/domain/figures.ts'
import { figureSchema, type SourceTable } from '#shared/domain/provenance.ts'
import { formatText } from '#shared/units/format.ts'

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
 * @param path "memory.hbm.bandwidth", "name" @param sources of the profile
 */
export function partText(path: string, value: unknown, sources: SourceTable = {}): string {
  if (value === null || value === undefined) return 'nothing'
  const figure = figureSchema.safeParse(value)
  if (figure.success) {
    if (figure.data.value === null) return 'unknown'
    const dimension = dimensionOf(path)
    const amount =
      dimension === null || path === 'year' ? String(figure.data.value) : formatText(figure.data.value, dimension)
    const { grade, source, override } = figure.data
    const cited = source === null ? override?.by : sources[source]?.title
    return [amount, grade, cited].filter((part) => part !== undefined && part !== null && part !== '').join(', ')
  }
  if (typeof value === 'string') return value === '' ? 'nothing' : value
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return value.length === 0 ? 'nothing' : value.join(' ')
  }
  return JSON.stringify(value).slice(0, 200)
}
