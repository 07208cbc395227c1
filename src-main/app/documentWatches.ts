import { watchDocument, type DocumentWatch } from '../documents/watch.ts'
import type { Grant } from './grants/grants.ts'

/** Documents watched at once; a window has one, and the browser shell may have several pages. */
const MAXIMUM_WATCHES = 16

/** Watches over the open documents, for changes by other programs. */
export interface DocumentWatches {
  /** The file now holds this by our own doing: it was opened or saved. @param diskHash SHA-256 of its bytes */
  know(file: Grant, diskHash: string): void
  close(): void
}

/** @param changed called with the id of a document that another program changed */
export function createDocumentWatches(changed: (file: string) => void): DocumentWatches {
  const watches = new Map<string, DocumentWatch>()
  const forget = (id: string) => {
    watches.get(id)?.close()
    watches.delete(id)
  }
  return {
    know({ id, real }, diskHash) {
      forget(id)
      const [oldest] = watches.keys()
      if (watches.size >= MAXIMUM_WATCHES && oldest !== undefined) forget(oldest)
      watches.set(
        id,
        watchDocument(real, diskHash, () => changed(id)),
      )
    },
    close() {
      for (const id of [...watches.keys()]) forget(id)
    },
  }
}
