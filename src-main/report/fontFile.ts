/** What the report needs to know of a TrueType file: which characters it can print, and how wide they are. */
export interface FontFile {
  /** @param codePoint a Unicode code point @returns whether the font has a glyph for it */
  has(codePoint: number): boolean
  /** @returns width of the text in units of the font size, kerning left out */
  width(text: string): number
}

interface Table {
  readonly offset: number
  readonly length: number
}

/**
 * Reads the character map and the advance widths of a TrueType or OpenType file.
 * @param bytes the file
 * @throws Error when the file is not a font or lacks a Unicode character map
 * Source of the layouts: OpenType 1.9, chapters "cmap" (formats 4 and 12), "head", "hhea" and "hmtx".
 */
export function readFontFile(bytes: Uint8Array): FontFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = readTables(view)
  const unitsPerEm = view.getUint16(tableAt(tables, 'head').offset + 18)
  const metricCount = view.getUint16(tableAt(tables, 'hhea').offset + 34)
  const metrics = tableAt(tables, 'hmtx').offset
  const glyphs = readCharacterMap(view, tableAt(tables, 'cmap').offset)

  return {
    has: (codePoint) => glyphs.has(codePoint),
    width: (text) => {
      let units = 0
      for (const character of text) {
        const glyph = glyphs.get(character.codePointAt(0) ?? 0) ?? 0
        units += view.getUint16(metrics + 4 * Math.min(glyph, metricCount - 1))
      }
      return units / unitsPerEm
    },
  }
}

function readTables(view: DataView): ReadonlyMap<string, Table> {
  const tables = new Map<string, Table>()
  const count = view.getUint16(4)
  for (let index = 0; index < count; index += 1) {
    const record = 12 + 16 * index
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(record + offset)))
    tables.set(tag, { offset: view.getUint32(record + 8), length: view.getUint32(record + 12) })
  }
  return tables
}

function tableAt(tables: ReadonlyMap<string, Table>, tag: string): Table {
  const table = tables.get(tag)
  if (!table) throw new Error(`The font has no “${tag}” table.`)
  return table
}

/** Code point → glyph, from the widest Unicode subtable of format 12 or 4. */
function readCharacterMap(view: DataView, start: number): ReadonlyMap<number, number> {
  const subtables: number[] = []
  const count = view.getUint16(start + 2)
  for (let index = 0; index < count; index += 1) subtables.push(start + view.getUint32(start + 4 + 8 * index + 4))
  const wide = subtables.find((offset) => view.getUint16(offset) === 12)
  if (wide !== undefined) return readGroups(view, wide)
  const narrow = subtables.find((offset) => view.getUint16(offset) === 4)
  if (narrow !== undefined) return readSegments(view, narrow)
  throw new Error('The font has no Unicode character map.')
}

function readGroups(view: DataView, offset: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>()
  const groups = view.getUint32(offset + 12)
  for (let group = 0; group < groups; group += 1) {
    const record = offset + 16 + 12 * group
    const first = view.getUint32(record)
    const last = view.getUint32(record + 4)
    const glyph = view.getUint32(record + 8)
    for (let code = first; code <= last; code += 1) glyphs.set(code, glyph + code - first)
  }
  return glyphs
}

function readSegments(view: DataView, offset: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>()
  const doubled = view.getUint16(offset + 6)
  const ends = offset + 14
  const starts = ends + doubled + 2
  const deltas = starts + doubled
  const ranges = deltas + doubled
  for (let segment = 0; segment < doubled; segment += 2) {
    const last = view.getUint16(ends + segment)
    const first = view.getUint16(starts + segment)
    const delta = view.getUint16(deltas + segment)
    const range = view.getUint16(ranges + segment)
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      let glyph = code
      if (range !== 0) glyph = view.getUint16(ranges + segment + range + 2 * (code - first))
      if (range === 0 || glyph !== 0) glyph = (glyph + delta) & 0xffff
      if (glyph !== 0) glyphs.set(code, glyph)
    }
  }
  return glyphs
}
