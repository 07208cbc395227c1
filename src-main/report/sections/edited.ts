import type { Workspace } from '#shared/domain/workspace.ts'
import { shortened } from '#shared/register/shortened.ts'

/** Blocks whose computed text the user may replace. */
export const EDITABLE_BLOCKS = ['summary', 'ask', 'notModelled', 'openPoints'] as const
/** A block whose computed text the user may replace. */
export type EditableBlock = (typeof EDITABLE_BLOCKS)[number]

/** A block as the page prints it. */
export interface PrintedBlock {
  readonly id: string
  readonly edited: boolean
  readonly lines: readonly string[]
}

/** Letters of a block that its page is sure to hold, and of a question and a recommendation. */
export const PAGE_ROOM = {
  summary: 900,
  ask: 500,
  notModelled: 900,
  openPoints: 900,
  question: 400,
  recommendation: 800,
}
/** Most lines of a list that its page is sure to hold. */
const MOST_LINES = 12

/** What the user wrote, a line each; null: nothing, and the computed text stands. */
export function editedLines({ report }: Workspace, id: EditableBlock): readonly string[] | null {
  const text = Object.hasOwn(report.texts, id) ? (report.texts[id] ?? '') : ''
  const lines = linesOf(text)
  return lines.length === 0 ? null : lines
}

/** Letters of an open point, which may quote what somebody wrote. */
const LONGEST_LINE = 240

/** Whether an open point is cut on its page. */
export const isLongLine = (line: string): boolean => [...line].length > LONGEST_LINE

/** The block as its page holds it. @param computed what stands where the user wrote nothing */
export function printedBlock(workspace: Workspace, id: EditableBlock, computed: readonly string[]): PrintedBlock {
  const own = editedLines(workspace, id)
  return {
    id,
    edited: own !== null,
    lines:
      own === null
        ? id === 'openPoints'
          ? computed.map((line) => shortened(line, LONGEST_LINE))
          : computed
        : heldLines(own, PAGE_ROOM[id]),
  }
}

/** As much as a page holds, a line each. */
export function heldLines(lines: readonly string[], room: number): readonly string[] {
  let left = room
  return lines.slice(0, MOST_LINES).flatMap((line) => {
    if (left <= 0) return []
    const held = shortened(line, left)
    left -= line.length
    return [held]
  })
}

/** Lines of a text, without those that are empty. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Whether a page holds less than what was written. */
export function isTooLong(text: string, room: number): boolean {
  const lines = linesOf(text)
  return lines.length > MOST_LINES || lines.reduce((sum, line) => sum + line.length, 0) > room
}
