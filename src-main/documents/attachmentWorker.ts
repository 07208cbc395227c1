import { getDocument } from 'unpdf/pdfjs'
import { serve } from '../threads/serve.ts'

/** What is looked for in a PDF. */
export interface AttachmentAsked {
  /** The whole file. */
  readonly bytes: Uint8Array
  /** Ending of the names that count, in small letters: ".memwall". */
  readonly ending: string
}

/** What was found. */
export interface AttachmentsFound {
  /** Names with the ending. */
  readonly names: readonly string[]
  /** What the one of that name holds; null unless there is exactly one. */
  readonly only: Uint8Array | null
}

const calls = {
  /** The attached file whose name has an ending. @throws Error where the PDF cannot be read */
  async attachment({ bytes, ending }: AttachmentAsked): Promise<AttachmentsFound> {
    // Only attachments are read: no page is drawn, no script run, no font or picture opened.
    const task = getDocument({
      data: bytes,
      verbosity: 0,
      enableXfa: false,
      useSystemFonts: false,
      disableFontFace: true,
    })
    try {
      const document = await task.promise
      const listed: unknown = await document.getAttachments()
      const found = (listed instanceof Map ? [...(listed as Map<unknown, unknown>)] : []).flatMap(([id, one]) => {
        const { filename } = (one ?? {}) as { filename?: unknown }
        const counts = typeof filename === 'string' && filename.toLowerCase().endsWith(ending)
        return counts && typeof id === 'string' ? [{ id, filename }] : []
      })
      const [first] = found
      const content: unknown = first && found.length === 1 ? await document.getAttachmentContent(first.id) : null
      return {
        names: found.map(({ filename }) => filename),
        only: content instanceof Uint8Array ? new Uint8Array(content) : null,
      }
    } finally {
      await task.destroy()
    }
  },
}

/** What the thread that reads PDFs serves. */
export type AttachmentCalls = typeof calls

serve(calls)
