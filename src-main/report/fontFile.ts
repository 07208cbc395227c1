/** What the report needs to know of a font file: which characters it can print, and how wide they are. */
export interface FontFile {
  /** @param codePoint a Unicode code point @returns whether the font has a glyph for it */
  has(codePoint: number): boolean
  /** @returns width of the text in units of the font size, kerning left out */
  width(text: string): number
  /** The letters of a text as one path, in units of the font size, upwards from the baseline; SVG path data. */
  outline(text: string): string
  /** Where the middle of a line lies above its baseline, in units of the font size. */
  readonly middle: number
}

/**
 * Reads the character map and the advance widths of a font file.
 * @param bytes the file
 * @throws Error when the file is not a font, or several in one
 */
export async function readFontFile(bytes: Uint8Array): Promise<FontFile> {
  // Only a report needs it, and it is large: the start of the application does not wait for it.
  const { create } = await import('fontkit')
  const font = opened(() => create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
  if (!('glyphForCodePoint' in font)) throw new Error('The file holds several fonts.')
  return {
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    width: (text) => {
      let units = 0
      for (const character of text) units += font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth
      return units / font.unitsPerEm
    },
    outline(text) {
      let units = 0
      let path = ''
      for (const character of text) {
        const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0)
        path += glyph.path
          .translate(units, 0)
          .scale(1 / font.unitsPerEm)
          .toSVG()
        units += glyph.advanceWidth
      }
      return path
    },
    middle: (font.ascent + font.descent) / 2 / font.unitsPerEm,
  }
}

/** The library stumbles over some files that are no fonts. */
function opened<Font>(open: () => Font): Font {
  try {
    return open()
  } catch (cause) {
    throw new Error('The file is not a font.', { cause })
  }
}
