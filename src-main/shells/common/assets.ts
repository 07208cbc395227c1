import { realpathSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'

/** A file of the built renderer that may be sent. */
export interface Asset {
  readonly path: string
  readonly contentType: string
  /** True for files named by their content, which never change. */
  readonly immutable: boolean
}

/** The only kinds of file a build of ours holds. Anything else is not sent. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

/**
 * Finds the file that an address names, and only inside the folder. The address is looked at as it was sent: escapes
 * that could spell a parent folder, a backslash or a NUL are refused rather than interpreted, and the file found must
 * still lie inside the folder after symbolic links are followed.
 * @param folder absolute path of the built renderer
 * @param rawPath the path of the request as sent, percent-escapes included, e.g. "/assets/main-1a2b.js"
 * @returns null when there is no such file or the address is suspicious; both are a plain 404
 */
export function findAsset(folder: string, rawPath: string): Asset | null {
  const plain = rawPath === '/' || rawPath === '' ? '/index.html' : rawPath
  if (!/^(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)+$/.test(plain) || plain.includes('..')) return null
  const contentType = CONTENT_TYPES[extname(plain).toLowerCase()]
  if (contentType === undefined) return null
  try {
    const root = realpathSync(folder)
    const path = realpathSync(join(root, plain))
    if (!path.startsWith(root + sep) || !statSync(path).isFile()) return null
    return { path, contentType, immutable: plain.startsWith('/assets/') }
  } catch {
    return null
  }
}
