import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Decides who may talk to the server: whoever opened the printed address once, in that browser. */
export interface Gate {
  /** Printed as part of the address. */
  readonly token: string
  /**
   * Trades the token for a session.
   * @returns the value of the session cookie, or null when the token is wrong or used up
   */
  redeem(token: string | null): string | null
  /** @param cookieHeader the request's Cookie header @returns whether it carries the session */
  admits(cookieHeader: string | undefined): boolean
  /** Name of the session cookie; cookies do not know ports, so the port is in the name. */
  cookieName(): string
}

/**
 * @param port the server's port, known once it listens
 * @param options `reusable`: the token may be redeemed again, for the development server, which restarts and is opened
 * by several tools; `token` and `session`: kept over a restart by the development server
 */
export function createGate(
  port: () => number,
  options: { reusable?: boolean; token?: string; session?: string } = {},
): Gate {
  const token = options.token ?? randomBytes(32).toString('base64url')
  const session = options.session ?? randomBytes(32).toString('base64url')
  let redeemed = false
  const cookieName = () => `memwall-${port()}`
  return {
    token,
    redeem(offered) {
      if (offered === null || (redeemed && options.reusable !== true) || !sameText(offered, token)) return null
      redeemed = true
      return session
    },
    admits(cookieHeader) {
      const offered = readCookie(cookieHeader, cookieName())
      return offered !== null && sameText(offered, session)
    },
    cookieName,
  }
}

/** Compares in a time that says nothing of where the texts differ, nor of their lengths. */
function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const separator = pair.indexOf('=')
    if (separator > 0 && pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim()
  }
  return null
}
