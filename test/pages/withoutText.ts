/** A PDF without its words: what is left are the lines, fills and pictures that words may collide with. */
import { deflateSync, inflateSync } from 'node:zlib'

/**
 * Takes what is drawn between the operators BT and ET out of every stream of a PDF as our typesetter writes it: one table
 * of objects, streams deflated or plain. Lengths and the table are written anew.
 */
export function withoutText(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1')
  const parts: string[] = []
  const places = new Map<number, number>()
  const objects = /(?:^|[\r\n])(\d+) 0 obj\b/g
  const starts = [...text.matchAll(objects)].map((found) => ({
    id: Number(found[1]),
    at: found.index + found[0].indexOf(found[1] ?? ''),
  }))
  const [, root = ''] = /trailer[\s\S]*?\/Root (\d+) 0 R/.exec(text) ?? []
  let length = 0
  const add = (part: string): void => {
    parts.push(part)
    length += part.length
  }
  add('%PDF-1.7\n')
  let end = 0
  for (const { id, at } of starts) {
    // What looks like an object inside a stream is none.
    if (at < end) continue
    end = endOf(text, at)
    places.set(id, length)
    add(`${withoutTextIn(text.slice(at, end))}\n`)
  }
  const size = Math.max(...places.keys()) + 1
  const table = Array.from({ length: size }, (_, id) => {
    const place = places.get(id)
    return place === undefined ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const tableAt = length
  add(
    `xref\n0 ${size}\n${table.join('')}trailer\n<< /Size ${size} /Root ${root} 0 R >>\nstartxref\n${tableAt}\n%%EOF\n`,
  )
  return new Uint8Array(Buffer.from(parts.join(''), 'latin1'))
}

/** Where an object ends: behind its stream, by the stream's length, where it has one. */
function endOf(text: string, at: number): number {
  const close = text.indexOf('endobj', at)
  const stream = streamOf(text, at)
  return (stream && stream.from < close ? text.indexOf('endobj', stream.to) : close) + 'endobj'.length
}

function streamOf(text: string, at: number): { readonly from: number; readonly to: number } | null {
  const begin = /stream\r?\n/g
  begin.lastIndex = at
  const found = begin.exec(text)
  if (!found) return null
  const from = found.index + found[0].length
  const [, length] = /\/Length (\d+)(?! \d+ R)/.exec(text.slice(at, found.index)) ?? []
  return length === undefined ? null : { from, to: from + Number(length) }
}

function withoutTextIn(object: string): string {
  const stream = streamOf(object, 0)
  const head = stream ? object.slice(0, stream.from) : ''
  // Only what pages and figures draw: fonts, images, files and tables of the document hold no operators.
  if (
    !stream ||
    /\/Length1|\/Subtype \/Image|\/Type \/(?:EmbeddedFile|Metadata|XRef|ObjStm)|CIDFontType0C|\/CMapName/.test(head)
  ) {
    return object
  }
  const raw = Buffer.from(object.slice(stream.from, stream.to), 'latin1')
  const packed = head.includes('/FlateDecode')
  let drawn: string
  try {
    drawn = (packed ? inflateSync(raw) : raw).toString('latin1')
  } catch {
    return object
  }
  const bare = drawn.replace(/(^|\s)BT\s[\s\S]*?\sET(?=\s|$)/g, '$1')
  if (bare === drawn) return object
  const written = packed ? deflateSync(Buffer.from(bare, 'latin1')) : Buffer.from(bare, 'latin1')
  return (
    head.replace(/\/Length \d+/, `/Length ${written.length}`) + written.toString('latin1') + object.slice(stream.to)
  )
}
