import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'
import { findAsset } from '../common/assets.ts'
import { SECURITY_HEADERS } from '../common/contentSecurityPolicy.ts'

/** Our own scheme: a real origin, unlike files, and nothing outside the renderer's folder can be named by it. */
const SCHEME = 'app'
/** The only host under the scheme. */
const HOST = 'memwall'
/** The page's address. */
export const PAGE_ADDRESS = `${SCHEME}://${HOST}/index.html`

/** Declares the scheme; Electron wants this before it is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the built renderer under the scheme. @param folder absolute path of the built renderer */
export function serveScheme(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, (request) => answerScheme(folder, request.method, request.url))
}

/**
 * The answer to one request under our scheme.
 * @param folder absolute path of the built renderer
 * @param address as Electron hands it over; percent-escapes of dots and slashes may still be in it
 */
async function answerScheme(folder: string, method: string, address: string): Promise<Response> {
  const prefix = `${SCHEME}://${HOST}/`
  if (method !== 'GET' || !address.startsWith(prefix)) return notFound()
  const rawPath = address.slice(prefix.length - 1).split(/[?#]/, 1)[0] ?? '/'
  const asset = findAsset(folder, rawPath)
  if (!asset) return notFound()
  const body = await readFile(asset.path)
  return new Response(new Uint8Array(body), {
    headers: { ...SECURITY_HEADERS, 'Content-Type': asset.contentType, 'Cache-Control': 'no-cache' },
  })
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/plain' } })
}
