/** Offers bytes or text to the user as a download. @param name file name with its ending @param type media type */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  // The download has taken hold of the blob by the next task.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A file made of a figure: its picture as drawing or dots, or its numbers. */
export interface FigureFile {
  readonly kind: 'drawing' | 'picture' | 'table'
  /** With its ending. */
  readonly name: string
  readonly content: Blob
}

/** A title as a file name: letters, digits and hyphens. */
export function fileNameOf(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || 'memwall'
  )
}
