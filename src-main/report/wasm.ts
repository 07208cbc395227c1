import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import initialise, { TypstCompilerBuilder, type TypstCompiler } from '@myriaddreamin/typst-ts-web-compiler'
import { countPages } from './countPages.ts'
import { templateFiles } from './templates.ts'
import { MAIN_FILE, type LaidOut, type Typesetter, type TypesetterParts } from './typesetter.ts'

/** How diagnostics come back: 3 is `full`, objects with severity, message and place. */
const FULL_DIAGNOSTICS = 3

/**
 * The typesetter for every platform. The same pages as the native one, but it cannot be asked for a standard, and gives
 * no memory back. Nothing is fetched: the WASM file is read from the package, templates and fonts from the resources,
 * and there is no access to files or packages beyond what each request maps in.
 * @throws CodedError report-failed when a part of the installation is missing
 */
export async function createWasm({ templatesFolder, fontFiles }: TypesetterParts): Promise<Typesetter> {
  const wasm = createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-web-compiler/wasm')
  const { memory } = await initialise({ module_or_path: await readFile(wasm) })
  const builder = new TypstCompilerBuilder()
  builder.set_dummy_access_model()
  for (const file of fontFiles) await builder.add_raw_font(new Uint8Array(await readFile(file)))
  const compiler = await builder.build()
  for (const path of await templateFiles(templatesFolder)) {
    compiler.add_source(`/${path}`, await readFile(join(templatesFolder, path), 'utf8'))
  }
  return {
    name: 'wasm',
    map: (path, content) => compiler.map_shadow(path, content),
    unmap: (path) => compiler.unmap_shadow(path),
    layOut: () => laidOut(compiler),
    evict: () => compiler.reset(),
    heap: () => memory.buffer.byteLength,
  }
}

/** Each form is a run of its own; the typesetter remembers the layout. */
function laidOut(compiler: TypstCompiler): LaidOut {
  const made = (format: 'pdf' | 'vector'): Uint8Array => {
    const { result, diagnostics } = compiler.compile(MAIN_FILE, null, format, FULL_DIAGNOSTICS) as {
      result?: Uint8Array
      diagnostics?: readonly unknown[]
    }
    if (!result) throw new Error(JSON.stringify(diagnostics))
    // A copy with a buffer of its own, which can be handed over.
    return result.slice()
  }
  let bytes: Uint8Array | null = null
  const pdf = (): Uint8Array => (bytes ??= made('pdf'))
  return {
    get pages() {
      return countPages(pdf())
    },
    standard: null,
    pdf: () => ({ bytes: pdf(), standard: null }),
    vector: () => made('vector'),
    metadata: (label) => JSON.parse(compiler.query(MAIN_FILE, null, `<${label}>`, 'value')) as unknown,
  }
}
