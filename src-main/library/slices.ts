import { setImmediate } from 'node:timers/promises'

/**
 * Visits every item, and lets the event loop answer other calls after every few: what walks over a whole library must not
 * keep a window waiting for a list.
 * @param size items visited at one go
 */
export async function inSlices<Item>(items: Iterable<Item>, size: number, visit: (item: Item) => void): Promise<void> {
  let visited = 0
  for (const item of items) {
    visit(item)
    visited += 1
    if (visited % size === 0) await setImmediate()
  }
}
