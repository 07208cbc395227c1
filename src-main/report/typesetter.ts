/** Which build of the typesetter makes the pages. */
export type CompilerName = 'native' | 'wasm'

/** The standard a PDF is made to and checked against. */
export type ReportStandard = 'PDF/A-3a'

/** The template that is typeset; the others are parts it names. */
export const MAIN_FILE = '/report.typ'

/** A document that is laid out: what can be had of it. */
export interface LaidOut {
  readonly pages: number
  /** The PDF, and the standard it keeps. @throws CodedError missing-characters, Error with the typesetter's reason */
  pdf(): { readonly bytes: Uint8Array; readonly standard: ReportStandard | null }
  /** The standard `pdf` would keep. */
  readonly standard: ReportStandard | null
  /** The pages in the form the renderer of pictures reads. */
  vector(): Uint8Array
  /** The values of all metadata with a label. @param label "place" */
  metadata(label: string): unknown
}

/** One build of the typesetter. Everything in it is of one thread. */
export interface Typesetter {
  readonly name: CompilerName
  /** Puts a file at an absolute path, or another one in its place. */
  map(path: string, content: Uint8Array): void
  unmap(path: string): void
  /** Lays the template out with the files that are mapped. @throws Error with the typesetter's reason */
  layOut(): LaidOut
  /** Forgets what the latest layouts did not use. */
  evict(): void
  /** Bytes the build holds and can never give back but by ending its thread; 0 where it gives back. */
  heap(): number
}

/** What every build starts from. */
export interface TypesetterParts {
  /** The folder with the templates. */
  readonly templatesFolder: string
  /** The font files, absolute. */
  readonly fontFiles: readonly string[]
}
