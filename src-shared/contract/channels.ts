/** Names the sandboxed preload needs. No imports here: the preload loads nothing else. */

/** The one channel on which methods are called: (name, input) → Reply. */
export const CALL_CHANNEL = 'memwall:call'
/**
 * The one channel on which the preload hands over where a dropped file lies: (path) → id, or null. The page hands the
 * preload a file object, which only the browser can make of something that is there.
 */
export const GRANT_CHANNEL = 'memwall:grant'
/** The one channel on which the main process sends events: (name, payload). */
export const EVENT_CHANNEL = 'memwall:event'
/** The name under which the preload puts the bridge on `window`. */
export const BRIDGE_NAME = 'memwallBridge'
