/** The slowest double click that usual systems can be set to, milliseconds. */
const SLOWEST = 900
/** How far the pointer may move between its clicks, CSS pixels. */
const STEADY = 5

/**
 * Catches the second click of a double one where something that opened after the first has come to lie under the pointer:
 * there it would fall on what opened, and never be one.
 * @param first the click
 * @param then what the double click is for; not called where the second click reaches what the first one reached
 */
export function onSecondClick(first: MouseEvent, then: () => void): void {
  const target = first.currentTarget
  const second = (event: MouseEvent): void => {
    stop()
    if (target instanceof Node && event.target instanceof Node && target.contains(event.target)) return
    if (Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY) > STEADY) return
    event.preventDefault()
    event.stopPropagation()
    then()
  }
  const stop = (): void => {
    clearTimeout(timer)
    window.removeEventListener('click', second, true)
  }
  const timer = setTimeout(stop, SLOWEST)
  // The first one is past its capture: this hears the next.
  window.addEventListener('click', second, true)
}
