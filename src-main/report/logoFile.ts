import type { ReportSettings } from '#shared/domain/report.ts'
import { logoOf } from './logo.ts'

/**
 * The logo as a file the template names. It comes with the document, which anybody may have written: it is looked at as one that
 * is chosen is.
 * @returns null: there is none, or it is not what a logo may be
 */
export function logoFile(logo: ReportSettings['logo']): { readonly path: string; readonly bytes: Uint8Array } | null {
  if (logo === null || logo.data === '') return null
  const bytes = new Uint8Array(Buffer.from(logo.data, 'base64'))
  const seen = logoOf(bytes)
  if ('problem' in seen || seen.type !== logo.mediaType) return null
  return { path: `/in/logo.${seen.type === 'image/png' ? 'png' : 'svg'}`, bytes }
}
