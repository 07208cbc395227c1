import { watchDocument, type DocumentWatch } from '../documents/watch.ts'

/** Documents watched at once; a window has one, and the browser shell may have several pages. */
const MAXIMUM_WATCHES = 16

/** Watches over the open documents, for changes by other programs. */
export interface DocumentWatches {
  /** The file now holds this by our own doing: it was opened or saved. @param diskHash SHA-256 of its bytes */
  know(path: string, diskHash: string): void
  close(): void
}

/** @param changed called with the path of a document that another program changed */
export function createDocumentWatches(changed: (path: string) => void): DocumentWatches {
  const watches = new Map<string, DocumentWatch>()
  const forget = (path: string) => {
    watches.get(path)?.close()
    watches.delete(path)
  }
  return {
    know(path, diskHash) {
      forget(path)
      const [oldest] = watches.keys()
      if (watches.size >= MAXIMUM_WATCHES && oldest !== undefined) forget(oldest)
      watches.set(
        path,
        watchDocument(path, diskHash, () => changed(path)),
      )
    },
    close() {
      for (const path of [...watches.keys()]) forget(path)
    },
  }
}
