import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Decides who may call: the page that traded the token of the printed address, while it holds what it got for it. */
export interface Gate {
  /** Printed as part of the address. */
  readonly token: string
  /**
   * Trades the token for the session's secret.
   * @returns null when the token is wrong or used up
   */
  redeem(token: unknown): string | null
  /** @param secret what the request's own header says @returns whether it is the session's secret */
  admits(secret: unknown): boolean
}

/** How a gate is made; whatever is left out is as for a user. */
export interface GateOptions {
  /** The token may be redeemed again: for the development server, which is opened by several tools. */
  readonly reusable?: boolean
  /** Kept over a restart by the development server. */
  readonly token?: string
  readonly session?: string
  /** Called when the token has been traded. */
  readonly redeemed?: () => void
}

/** Makes a gate with secrets of its own. */
export function createGate(options: GateOptions = {}): Gate {
  const token = options.token ?? randomBytes(32).toString('base64url')
  const session = options.session ?? randomBytes(32).toString('base64url')
  let redeemed = false
  return {
    token,
    redeem(offered) {
      if ((redeemed && options.reusable !== true) || !sameText(offered, token)) return null
      redeemed = true
      options.redeemed?.()
      return session
    },
    admits: (offered) => sameText(offered, session),
  }
}

/** Compares in a time that says nothing of where the texts differ, nor of their lengths. */
function sameText(offered: unknown, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return typeof offered === 'string' && timingSafeEqual(digest(offered), digest(expected))
}
