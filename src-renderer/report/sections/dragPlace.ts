/** What is told while something is dragged: the place it would have, and the one it was let go at; null: nowhere. */
export interface DragTold {
  at(place: number): void
  end(place: number | null): void
}

/** Pixels a pointer moves before it drags: a click moves nothing. */
const SLACK = 4

/**
 * Follows a pointer that drags a row of a list, until it lets go or Escape is pressed.
 * @param begun the press on the row's handle @param list whose children are the rows, all of one height
 */
export function movedByDrag(begun: PointerEvent, list: HTMLElement, told: DragTold): void {
  let place: number | null = null
  const follow = (event: PointerEvent) => {
    if (place === null && Math.abs(event.clientY - begun.clientY) < SLACK) return
    const [first] = list.children
    if (!first) return
    const { top, height } = first.getBoundingClientRect()
    const at = Math.min(Math.max(0, Math.floor((event.clientY - top) / height)), list.children.length - 1)
    if (at === place) return
    place = at
    told.at(at)
  }
  const end = (letGo: boolean) => {
    window.removeEventListener('pointermove', follow)
    window.removeEventListener('pointerup', drop)
    window.removeEventListener('pointercancel', leave)
    window.removeEventListener('keydown', onKey, true)
    told.end(letGo ? place : null)
  }
  const drop = () => end(true)
  const leave = () => end(false)
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    end(false)
  }
  // Of the window: the row itself is put elsewhere while it is dragged.
  window.addEventListener('pointermove', follow)
  window.addEventListener('pointerup', drop)
  window.addEventListener('pointercancel', leave)
  window.addEventListener('keydown', onKey, true)
}
