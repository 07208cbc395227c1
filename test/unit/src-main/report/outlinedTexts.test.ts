import { describe, expect, it } from 'vitest'
import { loadFaces } from '#main/report/fonts.ts'
import { outlinedTexts } from '#main/report/outlinedTexts.ts'

const faces = await loadFaces('resources/fonts')
const bytesOf = (svg: string): Uint8Array => new TextEncoder().encode(svg)
const outlined = (text: string): string =>
  new TextDecoder().decode(
    outlinedTexts({ '/in/figure-1.svg': bytesOf(`<svg>${text}</svg>`) }, faces)['/in/figure-1.svg'],
  )
const STYLE = 'style="font-family:IBM Plex Sans;font-weight:400;font-size:10px"'
/** Where the runs of a text begin. */
const places = (svg: string): number[] =>
  [...svg.matchAll(/<path transform="translate\(([-\d.]+) /g)].map(([, x]) => Number(x))

describe('texts of a figure as outlines', () => {
  it('stand where the text stood, with its colour, halo and turn', () => {
    const svg = outlined(
      `<text dominant-baseline="central" text-anchor="end" ${STYLE} xml:space="preserve" x="50" y="7" transform="translate(3 4)" fill="#123456" stroke="#fff" stroke-width="3" paint-order="stroke">AB &amp; C</text>`,
    )
    expect(svg).not.toContain('<text')
    expect(svg).toContain(
      '<g transform="translate(3 4)" fill="#123456" stroke="#fff" paint-order="stroke" stroke-width="0.3000">',
    )
    const [regular] = faces
    expect(places(svg)[0]).toBeCloseTo(50 - 10 * (regular?.font.width('AB & C') ?? 0), 2)
    const down = Number(/<path transform="translate\([-\d.]+ ([-\d.]+)\)/.exec(svg)?.[1])
    expect(down).toBeCloseTo(7 + 10 * (regular?.font.middle ?? 0), 2)
    expect(svg).toMatch(/ d="M[-\d.]/)
  })

  it('take each run of Chinese from its face', () => {
    const svg = outlined(
      `<text text-anchor="start" ${STYLE}><tspan x="0.000">B </tspan><tspan x="9.000" style="font-family:Noto Sans SC">推理</tspan></text>`,
    )
    expect(places(svg)).toEqual([0, 9])
    expect(svg.match(/<path /g)).toHaveLength(2)
  })

  it('touch no other file, and outline a picture that is kept once', () => {
    const logo = bytesOf('<svg><text>Ours</text></svg>')
    const figure = bytesOf(`<svg><text ${STYLE}>A</text></svg>`)
    const files = { '/in/logo.svg': logo, '/in/figure-1.svg': figure }
    expect(outlinedTexts(files, faces)['/in/logo.svg']).toBe(logo)
    expect(outlinedTexts(files, faces)['/in/figure-1.svg']).toBe(outlinedTexts(files, faces)['/in/figure-1.svg'])
  })
})
