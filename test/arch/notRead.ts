import { readdirSync, readFileSync } from 'node:fs'
import { repositoryFile } from '../support/nodeRuntime.ts'

/*
 * Texts with words in them that no reader sees: names of the fonts that are shipped, and markup of pictures. Neither can hide a
 * word: a name has to stand in a font file, and of markup only tags go, with attributes that are never shown.
 */

/** Where the value of a template stands. */
export const HOLE = '\0'

const ATTRIBUTE = String.raw`(?:xmlns(?::\w+)?|viewBox|width|height|class|style|transform|d|x|y|fill|stroke-width)="[^"<>]*"`
const INSIDE = `(?:\\s+${ATTRIBUTE}|\\s*${HOLE})*\\s*`
const TAGS = new RegExp(
  [
    `<[a-z][\\w:-]*${INSIDE}/?>`,
    '</[a-z][\\w:-]*>',
    // Pieces of a tag that is put together: its beginning, its end, attributes alone.
    `<[a-z][\\w:-]*${INSIDE}$`,
    `^\\s*${ATTRIBUTE}${INSIDE}/?>`,
    `^(?:\\s+${ATTRIBUTE})+\\s*$`,
  ].join('|'),
  'g',
)

/** What of a text is no markup. @param text with `HOLE` for the values of a template */
export function withoutMarkup(text: string): string {
  return text.replace(TAGS, '')
}

/** Families as a font file names itself. */
function familiesIn(file: Buffer): readonly string[] {
  const tables = Array.from({ length: file.readUInt16BE(4) }, (_, index) => 12 + index * 16)
  const named = tables.find((at) => file.toString('latin1', at, at + 4) === 'name')
  if (named === undefined) return []
  const table = file.readUInt32BE(named + 8)
  const texts = table + file.readUInt16BE(table + 4)
  return Array.from({ length: file.readUInt16BE(table + 2) }, (_, index) => table + 6 + index * 12).flatMap((at) => {
    const [platform, kind] = [file.readUInt16BE(at), file.readUInt16BE(at + 6)]
    // Of the names in Unicode, the family (1) and the family of all weights (16).
    if (platform !== 3 || (kind !== 1 && kind !== 16)) return []
    const from = texts + file.readUInt16BE(at + 10)
    const bytes = Buffer.from(file.subarray(from, from + file.readUInt16BE(at + 8)))
    return [bytes.swap16().toString('utf16le')]
  })
}

/** Families of the fonts that are shipped. */
export const FONT_FAMILIES: ReadonlySet<string> = new Set(
  readdirSync(repositoryFile('resources/fonts'))
    .filter((name) => name.endsWith('.ttf'))
    .flatMap((name) => familiesIn(readFileSync(repositoryFile(`resources/fonts/${name}`)))),
)
