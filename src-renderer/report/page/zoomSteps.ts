/** Pixels of a point at true size. */
export const PIXELS_PER_POINT = 96 / 72

/** Sizes a page is shown at, as shares of its true one. */
const STEPS = [0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.25, 1.5, 2, 3] as const

/** The next size up or down from any size; at the ends the same. */
export function nextZoom(now: number, by: 1 | -1): number {
  const further = by === 1 ? STEPS.find((step) => step > now + 0.005) : STEPS.findLast((step) => step < now - 0.005)
  return further ?? now
}

/**
 * The size at which a whole page can be seen: in any case large enough to tell what is on it.
 * @param page in points @param room in pixels
 */
export function fittingZoom(
  page: { readonly width: number; readonly height: number },
  room: { readonly width: number; readonly height: number },
): number {
  const across = room.width / (page.width * PIXELS_PER_POINT)
  const down = room.height / (page.height * PIXELS_PER_POINT)
  return Math.max(LEAST_FITTING, Math.min(across, Math.max(down, Math.min(across, READABLE))))
}
const LEAST_FITTING = 0.3
/** Below it a page is cut rather than made smaller. */
const READABLE = 0.55
