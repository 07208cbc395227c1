import { MOST_EDITED_BLOCKS, type ReportSettings } from '#shared/domain/report.ts'

/** The user's own paragraph, which is kept under a name of its own. */
export const OWN_PARAGRAPH = 'recommendation'

/** What a block says by hand; null: it says what is computed. */
export function writtenText(
  { texts, recommendation }: Pick<ReportSettings, 'texts' | 'recommendation'>,
  id: string,
): string | null {
  if (id === OWN_PARAGRAPH) return recommendation
  return Object.hasOwn(texts, id) ? (texts[id] ?? null) : null
}

/** Whether another block may be written by hand. */
export function mayWrite({ texts }: Pick<ReportSettings, 'texts'>, id: string): boolean {
  return id === OWN_PARAGRAPH || Object.hasOwn(texts, id) || Object.keys(texts).length < MOST_EDITED_BLOCKS
}

/**
 * Writes a block by hand. What is emptied, and what says what is printed anyway, is as computed again.
 * @param printed what the page says of it while nobody has written it; null: it is written already
 */
export function withText(
  report: Pick<ReportSettings, 'texts' | 'recommendation'>,
  id: string,
  text: string,
  printed: string | null,
): Pick<ReportSettings, 'texts' | 'recommendation'> {
  if (id === OWN_PARAGRAPH) return { ...report, recommendation: text.trim() }
  const { [id]: _before, ...others } = report.texts
  const computed = text.trim() === '' || (printed !== null && text.trim() === printed.trim())
  return { ...report, texts: computed ? others : { ...others, [id]: text } }
}
