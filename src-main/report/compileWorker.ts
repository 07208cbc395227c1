import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import initialise, { TypstCompilerBuilder, type TypstCompiler } from '@myriaddreamin/typst-ts-web-compiler'
import { CodedError } from '#shared/contract/errors.ts'
import { serve } from '../threads/serve.ts'
import { loadFaces } from './fonts.ts'

/** How diagnostics come back: 3 is `full`, objects with severity, message and place. */
const FULL_DIAGNOSTICS = 3
const MAIN_FILE = '/report.typ'

/** The compiler, made from the resources folder the thread was started with. */
const compiler = prepare(workerData as string)
// Who asks is told.
compiler.catch(() => {})

/**
 * Loads the compiler. Nothing is fetched: the WASM file is read from the package, the template and the fonts from the
 * resources, and there is no access to files or packages beyond what each request maps in.
 * @throws CodedError report-failed when a part of the installation is missing
 */
async function prepare(resourcesFolder: string): Promise<TypstCompiler> {
  const template = await readTemplate(join(resourcesFolder, 'report', 'report.typ'))
  const faces = await loadFaces(join(resourcesFolder, 'fonts'))
  const wasm = createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-web-compiler/wasm')
  await initialise({ module_or_path: await readFile(wasm) })
  const builder = new TypstCompilerBuilder()
  builder.set_dummy_access_model()
  for (const { bytes } of faces) await builder.add_raw_font(bytes)
  const ready = await builder.build()
  ready.add_source(MAIN_FILE, template)
  return ready
}

async function readTemplate(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new CodedError('report-failed', 'The report template cannot be read. Install Memwall again to restore it.', {
      reason: describe(cause),
    })
  }
}

const calls = {
  /** The PDF of the template with these files by absolute path. @throws Error with the typesetter's reason */
  async compile(files: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array> {
    const ready = await compiler
    const mapped: string[] = []
    try {
      for (const [path, content] of Object.entries(files)) {
        ready.map_shadow(path, content)
        mapped.push(path)
      }
      const output = ready.compile(MAIN_FILE, null, 'pdf', FULL_DIAGNOSTICS) as {
        result?: Uint8Array
        diagnostics?: readonly unknown[]
      }
      if (!output.result) throw new Error(describe(output.diagnostics))
      // A copy with a buffer of its own, which can be handed over.
      return output.result.slice()
    } finally {
      for (const path of mapped) ready.unmap_shadow(path)
      ready.reset()
    }
  },
}

/** What the typesetter's thread serves. */
export type CompilerCalls = typeof calls

serve(calls)

function describe(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message
  return typeof thrown === 'string' ? thrown : JSON.stringify(thrown)
}
