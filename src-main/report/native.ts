import { createRequire } from 'node:module'
import { join } from 'node:path'
import { missingCharactersError } from './coverage.ts'
import { MAIN_FILE, type LaidOut, type Typesetter, type TypesetterParts } from './typesetter.ts'

const PACKAGE = '@myriaddreamin/typst-ts-node-compiler'

/** Layouts after which what none of them used is forgotten: this one and the one before. */
const KEPT_LAYOUTS = 2

/** The part of the package that is used. */
interface NativeModule {
  readonly NodeCompiler: {
    create(options: { workspace: string; fontArgs: { fontPaths: string[] }[] }): NativeCompiler
  }
}
interface NativeCompiler {
  mapShadow(path: string, content: Buffer): void
  unmapShadow(path: string): void
  compile(what: { mainFilePath: string }): NativeResult
  fetchDiagnostics(error: object): { readonly message: string }[]
  pdf(document: NativeDocument, options: { pdfStandard?: string }): Buffer
  vector(document: NativeDocument): Buffer
  query(document: NativeDocument, what: { selector: string; field: string }): unknown
  evictCache(age: number): void
}
interface NativeResult {
  readonly result: NativeDocument | null
  takeDiagnostics(): object | null
}
interface NativeDocument {
  readonly numOfPages: number
  /** Null: the document has no date. */
  readonly date: number | null
}

/**
 * The typesetter as a program of this platform. It alone checks standards: a PDF is made only where it passes PDF/UA-1,
 * and is a PDF/A-3a where the document has a date. Its root is the folder of the templates, so that nothing it is given
 * reaches another file.
 * @returns null where this platform or installation has none
 */
export function createNative({ templatesFolder, fontFiles }: TypesetterParts): Typesetter | null {
  const compiler = load()?.NodeCompiler.create({
    workspace: templatesFolder,
    // Named first, they go before fonts of the system with the same names.
    fontArgs: [{ fontPaths: [...fontFiles] }],
  })
  if (!compiler) return null
  const at = (path: string): string => join(templatesFolder, path)
  return {
    name: 'native',
    map: (path, content) =>
      compiler.mapShadow(at(path), Buffer.from(content.buffer, content.byteOffset, content.byteLength)),
    unmap: (path) => compiler.unmapShadow(at(path)),
    layOut: () => laidOut(compiler, compiled(compiler, at(MAIN_FILE))),
    evict: () => compiler.evictCache(KEPT_LAYOUTS),
    heap: () => 0,
  }
}

function load(): NativeModule | null {
  try {
    return createRequire(import.meta.url)(PACKAGE) as NativeModule
  } catch {
    return null
  }
}

function compiled(compiler: NativeCompiler, mainFilePath: string): NativeDocument {
  const outcome = compiler.compile({ mainFilePath })
  if (outcome.result) return outcome.result
  const diagnostics = outcome.takeDiagnostics()
  const reasons = diagnostics ? compiler.fetchDiagnostics(diagnostics).map(({ message }) => message) : []
  throw new Error(reasons.join(' '))
}

function laidOut(compiler: NativeCompiler, document: NativeDocument): LaidOut {
  const standard = document.date === null ? null : 'PDF/A-3a'
  const made = (pdfStandard?: string): Uint8Array => {
    try {
      return ownBytes(compiler.pdf(document, pdfStandard === undefined ? {} : { pdfStandard }))
    } catch (thrown) {
      throw refusal(thrown)
    }
  }
  return {
    pages: document.numOfPages,
    standard,
    pdf() {
      // Both cannot be asked for at once. What passes as accessible is made again as what archives keep.
      made('ua-1')
      return { bytes: made(standard === null ? undefined : 'a-3a'), standard }
    },
    vector: () => compiler.vector(document),
    metadata: (label) => compiler.query(document, { selector: `<${label}>`, field: 'value' }),
  }
}

/** A buffer may be a view of a larger one; an answer is not. */
function ownBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer)
}

/** Why a standard refuses the pages. The package gives its diagnostics as the text of a debugger. */
function refusal(thrown: unknown): Error {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  const messages = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map(([, quoted = '']) => unescaped(quoted))
  const characters = messages.flatMap((message) => {
    const [, shown] = /the text `"((?:[^"\\]|\\.)*)"` could not be displayed/.exec(message) ?? []
    return shown === undefined ? [] : [...unescaped(shown)]
  })
  if (characters.length > 0) return missingCharactersError([...new Set(characters)])
  return new Error(messages.join(' ') || text)
}

/** A quoted text of Rust as it is read. */
function unescaped(quoted: string): string {
  return quoted
    .replace(/\\u\{([0-9a-f]{1,6})\}/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/\\(["'\\])/g, '$1')
}
