import { SESSION_ADDRESS, SESSION_HEADER, TOKEN_NAME } from '#shared/contract/httpAddresses.ts'
import type { Ask } from './eventStream.ts'

/** Why a page may not come in: it has no token, or one that was used before. */
export interface Refusal {
  readonly refused: 'session.none' | 'session.used'
}

/**
 * Where this tab keeps the secret over a reload. The browser gives it to pages of this scheme, host and port alone, unlike
 * a cookie, which every port of the host is sent; and to this tab alone, unlike `localStorage`.
 */
const KEPT_UNDER = 'memwall-session'

/**
 * Enters the browser shell's session: with the token of the printed address, which is traded for the secret and taken
 * out of the address; or, after a reload, with the secret this tab has kept, if it still holds.
 * @param ask asks the back end
 */
export async function enterSession(ask: Ask): Promise<{ readonly secret: string } | Refusal> {
  const token = new URLSearchParams(location.hash.slice(1)).get(TOKEN_NAME)
  if (token !== null) {
    history.replaceState(history.state, '', location.pathname + location.search)
    const secret = await traded(ask, token)
    if (secret !== null) {
      sessionStorage.setItem(KEPT_UNDER, secret)
      return { secret }
    }
  }
  const kept = sessionStorage.getItem(KEPT_UNDER)
  if (kept !== null && (await holds(ask, kept))) return { secret: kept }
  return { refused: token === null ? 'session.none' : 'session.used' }
}

async function traded(ask: Ask, token: string): Promise<string | null> {
  const response = await ask(SESSION_ADDRESS, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  return response.ok ? ((await response.json()) as { secret: string }).secret : null
}

async function holds(ask: Ask, secret: string): Promise<boolean> {
  return (await ask(SESSION_ADDRESS, { headers: { [SESSION_HEADER]: secret } })).ok
}
