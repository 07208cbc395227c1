import { parseXml, XmlCdata, XmlDocumentType, XmlElement, XmlProcessingInstruction, XmlText } from '@rgrove/parse-xml'
import { MOST_LOGO_BYTES, type ReportSettings } from '#shared/domain/report.ts'

/** What a logo is. */
export type LogoType = NonNullable<ReportSettings['logo']>['mediaType']

/** Why a picture is no logo. */
export type LogoProblem =
  | 'tooLarge'
  | 'otherKind'
  | 'brokenPng'
  | 'tooManyPixels'
  | 'brokenSvg'
  | 'doctype'
  | 'script'
  | 'foreignObject'
  | 'event'
  | 'external'

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Where the size of a PNG stands: after its signature, and the length and name of its first chunk. */
const PNG_SIZE = 16
/** Most pixels a side: a small file may hold far more than any page shows. */
const MOST_SIDE = 4096

/** Deepest nesting of elements: no drawing of a person has as much. */
const MOST_DEPTH = 128

/** Elements that run, hold another document, or change what was looked at. */
const RUNS = new Set([
  'script',
  'handler',
  'listener',
  'set',
  'animate',
  'animatemotion',
  'animatetransform',
  'discard',
])
const HOLDS_ANOTHER = new Set(['foreignobject', 'iframe', 'object', 'embed', 'audio', 'video', 'canvas'])
const INNER_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$/i

/**
 * Looks at a picture before it becomes a logo: it is opened by page and typesetter, and nothing of it may run or be fetched.
 * @param bytes of the file
 * @returns what it is, or why it is not taken
 */
export function logoOf(bytes: Uint8Array): { readonly type: LogoType } | { readonly problem: LogoProblem } {
  if (bytes.length > MOST_LOGO_BYTES) return { problem: 'tooLarge' }
  if (PNG.every((byte, at) => bytes[at] === byte)) {
    const problem = pngProblem(bytes)
    return problem === null ? { type: 'image/png' } : { problem }
  }
  const text = textOf(bytes)
  if (text === null || !/<(?:[\w-]+:)?svg[\s>/]/.test(text)) return { problem: 'otherKind' }
  const problem = svgProblem(text)
  return problem === null ? { type: 'image/svg+xml' } : { problem }
}

function pngProblem(bytes: Uint8Array): LogoProblem | null {
  if (bytes.length < PNG_SIZE + 8 || new TextDecoder('latin1').decode(bytes.subarray(12, PNG_SIZE)) !== 'IHDR') {
    return 'brokenPng'
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [width, height] = [view.getUint32(PNG_SIZE), view.getUint32(PNG_SIZE + 4)]
  if (width === 0 || height === 0) return 'brokenPng'
  return Math.max(width, height) > MOST_SIDE ? 'tooManyPixels' : null
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function svgProblem(text: string): LogoProblem | null {
  try {
    const document = parseXml(text, { preserveDocumentType: true })
    if (document.children.some((child) => child instanceof XmlDocumentType)) return 'doctype'
    const { root } = document
    if (root === null || localName(root.name) !== 'svg') return 'otherKind'
    return problemWithin([...document.children])
  } catch {
    // Not well-formed, an entity of its own, or nested beyond all reason.
    return 'brokenSvg'
  }
}

function problemWithin(children: readonly unknown[]): LogoProblem | null {
  // With a stack of its own: hostile nesting must not use ours.
  const waiting = children.map((node) => ({ node, depth: 1 }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next
    if (node instanceof XmlProcessingInstruction) return 'external'
    if (!(node instanceof XmlElement)) continue
    // The typesetter goes down step by step.
    const problem = depth > MOST_DEPTH ? 'brokenSvg' : elementProblem(node)
    if (problem !== null) return problem
    waiting.push(...node.children.map((child) => ({ node: child, depth: depth + 1 })))
  }
  return null
}

function elementProblem(element: XmlElement): LogoProblem | null {
  const name = localName(element.name)
  if (RUNS.has(name)) return 'script'
  if (HOLDS_ANOTHER.has(name)) return 'foreignObject'
  if (name === 'style' && reachesOut(styleText(element))) return 'external'
  for (const [attribute, value] of Object.entries(element.attributes)) {
    const local = localName(attribute)
    if (attribute.toLowerCase().startsWith('xmlns')) continue
    if (local.startsWith('on')) return 'event'
    if ((local === 'href' || local === 'src') && !isOwn(value)) {
      return /^\s*javascript:/i.test(value) ? 'script' : 'external'
    }
    if (attribute.toLowerCase() === 'xml:base' || reachesOut(value)) return 'external'
  }
  return null
}

function styleText(element: XmlElement): string {
  return element.children
    .map((child) => (child instanceof XmlText || child instanceof XmlCdata ? child.text : ''))
    .join('')
}

/** A place of the same picture, or a picture within it. */
function isOwn(value: string): boolean {
  const address = value.trim()
  return address.startsWith('#') || INNER_PICTURE.test(address)
}

/** Whether a style names anything outside; an escape could hide that it does. */
function reachesOut(style: string): boolean {
  if (/@import|expression\s*\(/i.test(style)) return true
  const addresses = [...style.matchAll(/url\(\s*["']?([^"')]*)/gi)]
  return addresses.length > 0 ? addresses.some(([, address = '']) => !isOwn(address)) : /\\[0-9a-f]/i.test(style)
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}
