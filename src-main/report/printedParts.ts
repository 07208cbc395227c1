import type { Workspace } from '#shared/domain/workspace.ts'
import type { Place } from './places.ts'

/** A section, and the page on which it begins. */
export interface PrintedSection {
  readonly section: string
  readonly page: number
}

/** Text that may be edited by hand, and where it is printed. */
export interface PrintedBlock extends Place {
  /** As printed. */
  readonly text: string
  readonly edited: boolean
}

/** Blocks that may be edited by hand; every other place is a section. */
export const EDITABLE_BLOCKS: ReadonlySet<string> = new Set([
  'summary',
  'ask',
  'notModelled',
  'openPoints',
  'recommendation',
])

/**
 * What stands where on the pages, in their order.
 * @param places as the typesetter found them @param workspace holds what was edited
 */
export function printedParts(
  places: readonly Place[],
  workspace: Workspace,
): { sections: PrintedSection[]; blocks: PrintedBlock[] } {
  const { recommendation, texts } = workspace.report
  return {
    sections: places.flatMap(({ id, page }) => (EDITABLE_BLOCKS.has(id) ? [] : [{ section: id, page }])),
    blocks: places.flatMap(({ id, page, x, y, width, height, text }) =>
      EDITABLE_BLOCKS.has(id)
        ? [
            {
              id,
              page,
              x,
              y,
              width,
              height,
              text,
              edited: id === 'recommendation' ? recommendation !== '' : id in texts,
            },
          ]
        : [],
    ),
  }
}
