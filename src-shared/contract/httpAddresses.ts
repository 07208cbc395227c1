/** Where the browser shell answers; the only addresses its page ever asks, beside the page's own files. */
export const CALL_ADDRESS = '/rpc'
/** A stream of events that stays open. */
export const EVENT_ADDRESS = '/events'
/** POST trades the token of the printed address for the session's secret; GET says whether a secret still holds. */
export const SESSION_ADDRESS = '/session'

/**
 * The header that carries the session's secret. A cookie would be sent to every port of this machine, whoever listens
 * there; a header is sent to nobody but whom the page asks.
 */
export const SESSION_HEADER = 'memwall-session'
/** The token's name in the printed address: after `#`, which a browser sends nowhere. */
export const TOKEN_NAME = 'open'
