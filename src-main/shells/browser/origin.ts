/** What a request says of where it comes from and where it believes it goes. */
export interface RequestOrigin {
  readonly host: string | undefined
  readonly origin: string | undefined
}

/**
 * A page of another site must not reach us through the user's browser: not by rebinding a name to the loopback address
 * (the Host would be that name), nor by a plain cross-site request (the Origin would be that site).
 * @param request the headers Host and Origin
 * @param allowedHosts hosts with port that are ours, e.g. "127.0.0.1:40123"
 * @param writes whether the request can change something; then an Origin must be present and ours
 */
export function isOwnOrigin(request: RequestOrigin, allowedHosts: readonly string[], writes: boolean): boolean {
  if (request.host === undefined || !allowedHosts.includes(request.host)) return false
  if (request.origin === undefined) return !writes
  return allowedHosts.some((host) => request.origin === `http://${host}`)
}
