import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Where a window was, in screen pixels. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What is remembered of the window from one start to the next. Never part of a document. */
export interface WindowState {
  /** Null: the first start; the platform places the window. */
  readonly bounds: Rectangle | null
  readonly maximised: boolean
}

/** Pixels of a remembered window that must still be on a screen for its place to be used again. */
const VISIBLE_MARGIN = 100

/** @returns what was remembered; the first start's state when there is nothing or it cannot be read */
export function readWindowState(path: string): WindowState {
  const first: WindowState = { bounds: null, maximised: false }
  try {
    const stored = JSON.parse(readFileSync(path, 'utf8')) as Partial<Record<string, unknown>> | null
    return { bounds: asRectangle(stored?.['bounds']), maximised: stored?.['maximised'] === true }
  } catch {
    return first
  }
}

/** Remembers; a folder that cannot be written costs only the memory. */
export function writeWindowState(path: string, state: WindowState): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${JSON.stringify(state)}\n`)
  } catch {
    // Not worth a message.
  }
}

/** @returns the rectangle when enough of it lies on a screen that is there now, else null */
export function onScreen(bounds: Rectangle | null, screens: readonly Rectangle[]): Rectangle | null {
  if (!bounds) return null
  const visible = screens.some((screen) => {
    const width = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x)
    const height = Math.min(bounds.y + bounds.height, screen.y + screen.height) - Math.max(bounds.y, screen.y)
    return width >= VISIBLE_MARGIN && height >= VISIBLE_MARGIN
  })
  return visible ? bounds : null
}

function asRectangle(value: unknown): Rectangle | null {
  if (value === null || typeof value !== 'object') return null
  const { x, y, width, height } = value as Record<string, unknown>
  return isPixel(x) && isPixel(y) && isPixel(width) && isPixel(height) && width > 0 && height > 0
    ? { x, y, width, height }
    : null
}

function isPixel(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 100_000
}
