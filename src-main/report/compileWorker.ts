import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import initialise, { TypstCompilerBuilder, type TypstCompiler } from '@myriaddreamin/typst-ts-web-compiler'
import type { CompileAnswer, CompileRequest, CompileWorkerData } from './compile.ts'

/** How diagnostics come back: 3 is `full`, objects with severity, message and place. */
const FULL_DIAGNOSTICS = 3
const MAIN_FILE = '/report.typ'

const compiler = prepare(workerData as CompileWorkerData)

parentPort?.on('message', (request: CompileRequest) => {
  void compiler
    .then((ready) => compile(ready, request))
    .catch((thrown: unknown): CompileAnswer => ({ id: request.id, bytes: null, reason: describe(thrown) }))
    .then((answer) => parentPort?.postMessage(answer, answer.bytes ? [answer.bytes.buffer as ArrayBuffer] : []))
})

/**
 * Loads the compiler. Nothing is fetched: the WASM file is read from the package, the fonts are handed over, and there
 * is no access to files or packages beyond what each request maps in.
 */
async function prepare(data: CompileWorkerData): Promise<TypstCompiler> {
  const wasm = createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-web-compiler/wasm')
  await initialise({ module_or_path: await readFile(wasm) })
  const builder = new TypstCompilerBuilder()
  builder.set_dummy_access_model()
  for (const font of data.fonts) await builder.add_raw_font(font)
  const ready = await builder.build()
  ready.add_source(MAIN_FILE, data.template)
  return ready
}

function compile(ready: TypstCompiler, request: CompileRequest): CompileAnswer {
  const mapped: string[] = []
  try {
    for (const [path, content] of Object.entries(request.files)) {
      ready.map_shadow(path, content)
      mapped.push(path)
    }
    const output = ready.compile(MAIN_FILE, null, 'pdf', FULL_DIAGNOSTICS) as {
      result?: Uint8Array
      diagnostics?: readonly unknown[]
    }
    if (!output.result) return { id: request.id, bytes: null, reason: describe(output.diagnostics) }
    // A copy with a buffer of its own, which can be handed over.
    return { id: request.id, bytes: output.result.slice() }
  } finally {
    for (const path of mapped) ready.unmap_shadow(path)
    ready.reset()
  }
}

function describe(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message
  return typeof thrown === 'string' ? thrown : JSON.stringify(thrown)
}
