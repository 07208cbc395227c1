/** Small PDFs with files attached, as other programs or nobody friendly would write them. */
import { deflateSync } from 'node:zlib'

/** A file to attach. */
export interface AttachedFile {
  readonly name: string
  readonly content: Uint8Array
}

/** A PDF of one empty page with these files attached. */
export function pdfWith(files: readonly AttachedFile[]): Uint8Array {
  const names = files.map(({ name }, index) => `(${name}) ${4 + 2 * index} 0 R`).join(' ')
  const objects: Buffer[] = [
    Buffer.from(`<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [${names}] >> >> >>`),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>'),
    ...files.flatMap(({ name, content }, index) => {
      const packed = deflateSync(content)
      return [
        Buffer.from(`<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F ${5 + 2 * index} 0 R >> >>`),
        Buffer.concat([
          Buffer.from(`<< /Type /EmbeddedFile /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
          packed,
          Buffer.from('\nendstream'),
        ]),
      ]
    }),
  ]
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const places: number[] = []
  let length = parts[0]?.length ?? 0
  for (const [index, object] of objects.entries()) {
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    places.push(length)
    parts.push(whole)
    length += whole.length
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return new Uint8Array(Buffer.concat(parts))
}
