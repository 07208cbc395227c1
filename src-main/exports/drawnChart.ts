import { drawCharts, nameFaces } from '../report/figures.ts'
import { familyForWeight, type Face } from '../report/fonts.ts'
import { outlinedTexts } from '../report/outlinedTexts.ts'
import { escapeXml } from '../report/xmlText.ts'
import type { NamedFigure } from './chartFigure.ts'

/** A picture that needs nothing else. */
export interface DrawnChart {
  readonly svg: string
  /** CSS pixels. */
  readonly width: number
  readonly height: number
}

/** Width of the plot: that of the report's text, for which the charts are made. */
const PLOT = 657
const MARGIN = 24
const WIDTH = PLOT + 2 * MARGIN
const INK = '#14181D'
const GREY = '#4D5661'
const SIZES = { title: 17, text: 11.5, source: 9.5 } as const
const LINE = 1.4
/** The outlines are made of what lies under such a name. */
const PATH = '/in/figure-1.svg'

/** What is drawn around a chart. */
export interface Frame {
  readonly source: string
  /** Of ids in the picture: pictures that share one page need one each. */
  readonly prefix?: string
}

/**
 * A chart as one SVG: title, reading, plot, names with their letters, and where it comes from. Letters are outlines of the
 * report's fonts, so that it looks the same everywhere; the texts are in its title and description too.
 */
export async function drawnChart(
  { figure, names, height }: NamedFigure,
  { source, prefix = '' }: Frame,
  faces: readonly Face[],
): Promise<DrawnChart> {
  const files = await drawCharts([{ path: PATH, option: figure.option, width: PLOT, height }], faces)
  const plot = new TextDecoder().decode(files[PATH])
  const parts: string[] = []
  let y = MARGIN
  const write = (text: string, size: number, weight: number, colour: string): void => {
    for (const line of linesOf(text, size, weight, faces)) {
      y += size * LINE
      parts.push(textAt(MARGIN, y - size * (LINE - 1), line, size, weight, colour))
    }
  }
  write(figure.title, SIZES.title, 600, INK)
  write(figure.sentence, SIZES.text, 400, GREY)
  y += 8
  parts.push(plot.replace('<svg ', `<svg x="${MARGIN}" y="${y}" `).trim())
  y += height + 6
  for (const { chip, name } of names) {
    const size = SIZES.text
    const box = size + 4
    const [first = '', ...more] = linesOf(name, size, 400, faces, PLOT - box - 8)
    parts.push(
      `<rect x="${MARGIN}" y="${y}" width="${box}" height="${box}" rx="3" fill="${chip.colour}"/>`,
      textAt(MARGIN + (box - widthOf(chip.letter, size, 600, faces)) / 2, y + size, chip.letter, size, 600, chip.ink),
      textAt(MARGIN + box + 8, y + size, more.length === 0 ? first : `${first}…`, size, 400, INK),
    )
    y += box + 4
  }
  y += 2
  write(source, SIZES.source, 400, GREY)
  const whole = Math.ceil(y + MARGIN / 2)
  const said = names.map(({ chip, name }) => `${chip.letter} ${name}`).join('; ')
  const bare = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${whole}" viewBox="0 0 ${WIDTH} ${whole}" role="img">`,
    `<title>${escapeXml(figure.title)}</title>`,
    `<desc>${escapeXml([figure.altText, said, source].filter((part) => part !== '').join('\n'))}</desc>`,
    `<rect width="${WIDTH}" height="${whole}" fill="#FFFFFF"/>`,
    ...parts,
    '</svg>',
  ].join('\n')
  const outlined = outlinedTexts({ [PATH]: new TextEncoder().encode(nameFaces(bare, faces)) }, faces)[PATH]
  const svg = new TextDecoder().decode(outlined)
  return { svg: prefix === '' ? `${svg}\n` : `${prefixed(svg, prefix)}\n`, width: WIDTH, height: whole }
}

function textAt(x: number, y: number, text: string, size: number, weight: number, colour: string): string {
  const style = `font-family:${familyForWeight(weight)};font-weight:${weight};font-size:${size}px`
  return `<text x="${x.toFixed(2)}" y="${y.toFixed(2)}" style="${style}" fill="${colour}">${escapeXml(text)}</text>`
}

function widthOf(text: string, size: number, weight: number, faces: readonly Face[]): number {
  const face = faces.find(({ family }) => family === familyForWeight(weight)) ?? faces[0]
  if (face === undefined) return 0
  let width = 0
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    width += (face.font.has(code) || !face.han.has(code) ? face.font : face.han).width(letter)
  }
  return width * size
}

/** A text in lines of the plot's width; a word that is wider than that is broken. */
function linesOf(text: string, size: number, weight: number, faces: readonly Face[], room = PLOT): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.split(/(?<=\s)|(?<=[\u4E00-\u9FFF])/u)) {
    const words = widthOf(piece, size, weight, faces) > room ? [...piece] : [piece]
    for (const word of words) {
      if (line !== '' && widthOf(line + word.trimEnd(), size, weight, faces) > room) {
        lines.push(line.trimEnd())
        line = ''
      }
      line += word
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}

/** Ids of one picture apart from those of another. */
function prefixed(svg: string, prefix: string): string {
  return svg
    .replaceAll(/ id="([^"]*)"/g, ` id="${prefix}$1"`)
    .replaceAll(/url\(#([^)]*)\)/g, `url(#${prefix}$1)`)
    .replaceAll(/ (xlink:)?href="#([^"]*)"/g, ` $1href="#${prefix}$2"`)
}
