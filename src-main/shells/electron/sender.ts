/** What is known of the frame that sent a message. */
export interface SenderFrame {
  readonly url: string
  /** Null: it has no parent, it is the main frame. */
  readonly parent: unknown
}

/**
 * Whether a message comes from our own page: the main frame of a window, showing our own origin. Frames and pages from
 * elsewhere are refused whatever they ask.
 * @param frame null when the frame is already gone
 * @param pageOrigin origin of our page, e.g. "app://memwall"
 */
export function isOwnPage(frame: SenderFrame | null, pageOrigin: string): boolean {
  if (frame === null || frame.parent !== null) return false
  return originOf(frame.url) === pageOrigin
}

/** Scheme and host of an address; a custom scheme has no `origin` of its own in `URL`. Empty: not an address. */
export function originOf(address: string): string {
  try {
    const { protocol, host } = new URL(address)
    return `${protocol}//${host}`
  } catch {
    return ''
  }
}
