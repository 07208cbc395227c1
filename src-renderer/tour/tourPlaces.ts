import type { ScreenId } from '../window/screenId.ts'

/** Where a step of the tour points. */
export interface TourPlace {
  readonly screen: ScreenId
  /** Parts of the screen, the first that is there is pointed at. */
  readonly targets: readonly string[]
  /** The target is in the inspector, which is opened for it. */
  readonly inspector?: boolean
  /** The target is in the group of what is asked of columns as typed, which is opened for it. */
  readonly asTyped?: boolean
}

/** The places of the five steps, in their order. */
export const TOUR_PLACES: readonly TourPlace[] = [
  { screen: 'compare', targets: ['[data-tour="waterfall"]'] },
  { screen: 'compare', targets: ['[data-tour="roofline"]'] },
  {
    screen: 'compare',
    targets: ['[data-field="workload.concurrency"]', '[aria-label="Executive matrix"]'],
    inspector: true,
  },
  { screen: 'compare', targets: ['[data-tour="ladder"]'] },
  { screen: 'compare', targets: ['[data-tour="levers"]', '[data-section="asTyped"]'], asTyped: true },
]

/** A rectangle of the window, pixels. */
export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Between a card and what it points at, and between both and the edge of the window, pixels. */
const GAP = 12

/** The part of a rectangle inside another; null: it is out of sight. */
export function visiblePart(whole: Rectangle, frame: Rectangle): Rectangle | null {
  const left = Math.max(whole.left, frame.left)
  const top = Math.max(whole.top, frame.top)
  const width = Math.min(whole.left + whole.width, frame.left + frame.width) - left
  const height = Math.min(whole.top + whole.height, frame.top + frame.height) - top
  return width > 0 && height > 0 ? { left, top, width, height } : null
}

/**
 * Where a card stands: on the side of its target with room for it, to the right first; in the lower right corner of the
 * window where there is none.
 * @param target null: nothing is pointed at
 */
export function placeCard(
  target: Rectangle | null,
  card: { readonly width: number; readonly height: number },
  frame: Rectangle,
): { readonly left: number; readonly top: number } {
  const right = frame.left + frame.width
  const bottom = frame.top + frame.height
  const corner = { left: right - card.width - GAP, top: bottom - card.height - GAP }
  if (target === null) return corner
  const within = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high))
  const top = within(target.top, frame.top + GAP, corner.top)
  const left = within(target.left, frame.left + GAP, corner.left)
  if (target.left + target.width + GAP + card.width + GAP <= right) {
    return { left: target.left + target.width + GAP, top }
  }
  if (target.left - GAP - card.width - GAP >= frame.left) return { left: target.left - GAP - card.width, top }
  if (target.top - GAP - card.height - GAP >= frame.top) return { left, top: target.top - GAP - card.height }
  if (target.top + target.height + GAP + card.height + GAP <= bottom) {
    return { left, top: target.top + target.height + GAP }
  }
  return corner
}
