import { readFile } from 'node:fs/promises'
import { protocol, type ProtocolResponse, type Session } from 'electron'
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

/**
 * Serves the built renderer under the scheme. By the older of Electron's two ways, which takes bytes: the newer one takes
 * the `Response` of Node, which is a whole HTTP client, and loading that is a tenth of the way to the first frame.
 * @param folder absolute path of the built renderer
 */
export function serveScheme(session: Session, folder: string): void {
  session.protocol.registerBufferProtocol(SCHEME, ({ method, url }, answer) => {
    void answerScheme(folder, method, url).then(answer)
  })
}

/**
 * The answer to one request under our scheme.
 * @param folder absolute path of the built renderer
 * @param address as Electron hands it over; percent-escapes of dots and slashes may still be in it
 */
async function answerScheme(folder: string, method: string, address: string): Promise<ProtocolResponse> {
  const prefix = `${SCHEME}://${HOST}/`
  if (method !== 'GET' || !address.startsWith(prefix)) return notFound()
  const rawPath = address.slice(prefix.length - 1).split(/[?#]/, 1)[0] ?? '/'
  const asset = findAsset(folder, rawPath)
  if (!asset) return notFound()
  const data = await readFile(asset.path)
  return {
    data,
    headers: { ...SECURITY_HEADERS, 'Content-Type': asset.contentType, 'Cache-Control': 'no-cache' },
  }
}

function notFound(): ProtocolResponse {
  return {
    statusCode: 404,
    data: Buffer.from('Not found'),
    headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/plain' },
  }
}
