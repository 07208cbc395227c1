import { HAN_FAMILY, type Face } from './fonts.ts'
import { unescapeXml } from './xmlText.ts'

/** Pictures with outlines by the picture they were made of: a picture that is kept is outlined once. */
const outlined = new WeakMap<Uint8Array, Uint8Array>()

/**
 * Figures with the outlines of letters in place of texts. A page that is shown as a picture hands its figures on as they
 * are, and a picture in a picture has no fonts but those of the system.
 * @param files SVG pictures by path, and others, which stay as they are
 */
export function outlinedTexts(
  files: Readonly<Record<string, Uint8Array>>,
  faces: readonly Face[],
): Readonly<Record<string, Uint8Array>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [
      path,
      path.startsWith('/in/figure-') ? ofPicture(bytes, faces) : bytes,
    ]),
  )
}

function ofPicture(bytes: Uint8Array, faces: readonly Face[]): Uint8Array {
  const known = outlined.get(bytes)
  if (known) return known
  const svg = new TextDecoder().decode(bytes)
  const made = new TextEncoder().encode(
    svg.replace(/<text([^>]*)>([\s\S]*?)<\/text>/g, (_, attributes: string, content: string) =>
      ofText(attributes, content, faces),
    ),
  )
  outlined.set(bytes, made)
  return made
}

function ofText(attributes: string, content: string, faces: readonly Face[]): string {
  const [, style = ''] = /style="([^"]*)"/.exec(attributes) ?? []
  const [, family] = /font-family:([^;]*)/.exec(style) ?? []
  const face = faces.find((candidate) => candidate.family === family) ?? faces[0]
  if (!face) return ''
  const size = Number(/font-size:([\d.]+)px/.exec(style)?.[1] ?? 12)
  const number = (name: string): number => Number(new RegExp(` ${name}="([-\\d.]+)"`).exec(attributes)?.[1] ?? 0)
  const runs = [...content.matchAll(/<tspan x="([-\d.]+)"([^>]*)>([^<]*)<\/tspan>/g)].map(
    ([, x, own = '', text = '']) => ({
      x: Number(x),
      font: own.includes(HAN_FAMILY) ? face.han : face.font,
      text: unescapeXml(text),
    }),
  )
  if (runs.length === 0) {
    const text = unescapeXml(content.replace(/<[^>]*>/g, ''))
    const [, anchor = 'start'] = /text-anchor="(\w+)"/.exec(attributes) ?? []
    const before = { middle: 0.5, end: 1 }[anchor] ?? 0
    runs.push({ x: number('x') - before * size * face.font.width(text), font: face.font, text })
  }
  const central = attributes.includes('dominant-baseline="central"') ? size * face.font.middle : 0
  const y = number('y') + central
  const width = Number(/ stroke-width="([\d.]+)"/.exec(attributes)?.[1] ?? 0) / size
  const kept = attributes
    .replace(/ (?:style|x|y|text-anchor|dominant-baseline|stroke-width|xml:space)="[^"]*"/g, '')
    .trimEnd()
  const rest = style.split(';').filter((part) => part !== '' && !part.startsWith('font-'))
  const paths = runs.map(
    ({ x, font, text }) =>
      `<path transform="translate(${x.toFixed(3)} ${y.toFixed(3)}) scale(${size} ${-size})" d="${font.outline(text)}"/>`,
  )
  const stroke = width > 0 ? ` stroke-width="${width.toFixed(4)}"` : ''
  const own = rest.length > 0 ? ` style="${rest.join(';')}"` : ''
  return `<g${kept}${stroke}${own}>${paths.join('')}</g>`
}
