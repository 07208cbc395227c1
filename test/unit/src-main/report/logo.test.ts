import { describe, expect, it } from 'vitest'
import { logoOf } from '#main/report/logo.ts'
import { MOST_LOGO_BYTES } from '#shared/domain/report.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const svg = (inner: string, attributes = '') =>
  bytes(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inner}</svg>`,
  )
function png(width: number, height: number): Uint8Array {
  const made = new Uint8Array(33)
  made.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  new DataView(made.buffer).setUint32(16, width)
  new DataView(made.buffer).setUint32(20, height)
  return made
}

describe('a logo is taken', () => {
  it.each([
    ['a plain drawing', svg('<path d="M0 0h8v8H0z" style="fill:#123"/>')],
    [
      'one with parts that refer to one another',
      svg(
        '<defs><linearGradient id="g"/></defs><use xlink:href="#g"/><rect fill="url(#g)"/><style>.a{fill:url("#g")}</style>',
      ),
    ],
    ['one with a picture in it', svg('<image href="data:image/png;base64,iVBORw0KGgo="/>')],
    [
      'one an editor made',
      bytes(
        '<?xml version="1.0"?><!-- made --><svg:svg xmlns:svg="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org"><svg:g i:label="one"/></svg:svg>',
      ),
    ],
  ])('as SVG: %s', (_name, given) => {
    expect(logoOf(given)).toEqual({ type: 'image/svg+xml' })
  })

  it('as PNG', () => {
    expect(logoOf(png(640, 200))).toEqual({ type: 'image/png' })
  })
})

describe('a logo is refused', () => {
  it.each([
    ['a script', svg('<script>1</script>'), 'script'],
    [
      'a script under another prefix',
      bytes('<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>'),
      'script',
    ],
    ['an address that runs', svg('<a xlink:href="&#106;avascript:alert(1)"/>'), 'script'],
    ['an animation of an address', svg('<set attributeName="href" to="#x"/>'), 'script'],
    ['another document within', svg('<foreignObject/>'), 'foreignObject'],
    ['a frame within', svg('<iframe src="#x"/>'), 'foreignObject'],
    ['an event', svg('<g onclick="x()"/>'), 'event'],
    ['an event of the whole', svg('', 'onload="x()"'), 'event'],
    ['a picture elsewhere', svg('<image href="https://example.org/a.png"/>'), 'external'],
    ['a picture beside it', svg('<image href="a.png"/>'), 'external'],
    ['a drawing within', svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'), 'external'],
    ['a file', svg('<use href="file:///etc/passwd#a"/>'), 'external'],
    ['a style that fetches', svg('<style>@import "https://example.org/a.css"</style>'), 'external'],
    ['a fill that fetches', svg('<rect style="fill: url( https://example.org/a )"/>'), 'external'],
    ['a fill that hides it', svg('<rect style="fill: u\\72l(https://example.org/a)"/>'), 'external'],
    ['a base elsewhere', svg('<g xml:base="https://example.org/"/>'), 'external'],
    [
      'a style sheet',
      bytes('<?xml version="1.0"?><?xml-stylesheet href="a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      'external',
    ],
    [
      'a type of its own',
      bytes('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">x</svg>'),
      'doctype',
    ],
    ['an entity of its own', svg('&lots;'), 'brokenSvg'],
    ['what is not well-formed', bytes('<svg xmlns="http://www.w3.org/2000/svg"><g>'), 'brokenSvg'],
    ['what nests without end', svg(`${'<g>'.repeat(20_000)}${'</g>'.repeat(20_000)}`), 'brokenSvg'],
    ['a page', bytes('<html><svg/></html>'), 'otherKind'],
    ['nothing', new Uint8Array(), 'otherKind'],
    ['another kind of picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'otherKind'],
    ['a PNG without a size', png(0, 8), 'brokenPng'],
    ['a PNG that is cut off', png(8, 8).subarray(0, 12), 'brokenPng'],
    ['a PNG far larger than any page', png(30_000, 30_000), 'tooManyPixels'],
    ['what is too large', new Uint8Array(MOST_LOGO_BYTES + 1), 'tooLarge'],
  ])('for %s', (_name, given, problem) => {
    expect(logoOf(given)).toEqual({ problem })
  })
})
