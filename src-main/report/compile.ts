import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { CodedError } from '#shared/contract/errors.ts'
import { loadFaces } from './fonts.ts'

/** What a page needs: data for the template, and files the data names. */
export interface CompileInput {
  /** Plain data; the template reads it as `/in/report.json`. */
  readonly data: unknown
  /** Other files by absolute path inside the compiler: charts as SVG, the document to attach. */
  readonly files: Readonly<Record<string, Uint8Array>>
}

/** A finished PDF. */
export interface CompiledReport {
  readonly bytes: Uint8Array
  readonly pages: number
}

/** Turns data and pictures into a PDF. The one place that knows which typesetter is used. */
export interface ReportCompiler {
  /** @throws CodedError deadline, or report-failed with the typesetter's reason in `details` */
  compile(input: CompileInput): Promise<CompiledReport>
  /** Ends the worker. A later compile starts a new one. */
  dispose(): Promise<void>
}

/** What the worker is started with. */
export interface CompileWorkerData {
  readonly template: string
  readonly fonts: readonly Uint8Array[]
}
/** What is asked of the worker. */
export interface CompileRequest {
  readonly id: number
  readonly files: Readonly<Record<string, Uint8Array>>
}
/** What the worker answers. */
export type CompileAnswer =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly bytes: null; readonly reason: string }

/** Where the compiler finds its parts, and how long it may take. */
export interface CompilerOptions {
  /** The folder with `fonts` and `report/report.typ`. */
  readonly resourcesFolder: string
  /** The worker's file; by default it lies beside this one, `.ts` in the sources and `.js` in the build. */
  readonly workerAddress?: URL
  /** Milliseconds from request to answer, loading included. Default 120,000. */
  readonly deadline?: number
  /** Milliseconds the idle worker is kept for the next export; it holds about 150 MB. Default 30,000. */
  readonly keepFor?: number
}

interface Waiting {
  readonly by: Worker
  readonly resolve: (answer: CompileAnswer) => void
  readonly reject: (failure: CodedError) => void
}

const DATA_FILE = '/in/report.json'

/**
 * A report compiler on Typst (WASM) in a worker thread. The worker is started at the first use, serves one request at a
 * time in order, and never holds the process open while idle. The same input gives the same bytes on every platform.
 * @param options where the parts are
 */
export function createReportCompiler(options: CompilerOptions): ReportCompiler {
  const deadline = options.deadline ?? 120_000
  const keepFor = options.keepFor ?? 30_000
  let worker: Promise<Worker> | null = null
  let running: Worker | null = null
  let nextId = 1
  let idleTimer: NodeJS.Timeout | null = null
  let queue: Promise<unknown> = Promise.resolve()
  const waiting = new Map<number, Waiting>()

  async function start(): Promise<Worker> {
    const data: CompileWorkerData = {
      template: await readTemplate(join(options.resourcesFolder, 'report', 'report.typ')),
      fonts: (await loadFaces(join(options.resourcesFolder, 'fonts'))).map((face) => face.bytes),
    }
    const started = new Worker(options.workerAddress ?? workerBeside(import.meta.url), {
      workerData: data,
      // The typesetter prints its own traces; what matters comes back as the answer's reason.
      stdout: true,
      stderr: true,
    })
    started.stdout.resume()
    started.stderr.resume()
    started.on('message', (answer: CompileAnswer) => waiting.get(answer.id)?.resolve(answer))
    let reason = 'The typesetter ended before it answered.'
    started.on('error', (thrown) => (reason = `The typesetter stopped: ${thrown.message}`))
    started.on('exit', () => {
      if (running === started) worker = null
      for (const { by, reject } of waiting.values()) if (by === started) reject(failed(reason))
    })
    running = started
    return started
  }

  async function dispose(): Promise<void> {
    if (idleTimer) clearTimeout(idleTimer)
    const ending = worker
    worker = null
    await (await ending?.catch(() => null))?.terminate()
  }

  async function ask(files: CompileRequest['files']): Promise<Uint8Array> {
    if (idleTimer) clearTimeout(idleTimer)
    worker ??= start()
    const id = nextId
    nextId += 1
    let timer: NodeJS.Timeout | undefined
    try {
      const asked = await worker.catch((thrown: unknown) => {
        worker = null
        throw thrown
      })
      asked.ref()
      const answer = await new Promise<CompileAnswer>((resolve, reject) => {
        waiting.set(id, { by: asked, resolve, reject })
        timer = setTimeout(() => reject(late(deadline)), deadline)
        asked.postMessage({ id, files } satisfies CompileRequest)
      })
      asked.unref()
      if (answer.bytes === null) throw failed(answer.reason)
      return answer.bytes
    } catch (thrown) {
      if (thrown instanceof CodedError && thrown.code === 'deadline') await dispose()
      throw thrown
    } finally {
      clearTimeout(timer)
      waiting.delete(id)
      idleTimer = setTimeout(() => void dispose(), keepFor).unref()
    }
  }

  return {
    compile: ({ data, files }) => {
      const all = { ...files, [DATA_FILE]: new TextEncoder().encode(JSON.stringify(data)) }
      const answer = queue.then(() => ask(all)).then((bytes) => ({ bytes, pages: countPages(bytes) }))
      queue = answer.catch(() => {})
      return answer
    },
    dispose,
  }
}

async function readTemplate(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CodedError('report-failed', 'The report template cannot be read. Install Memwall again to restore it.', {
      reason,
    })
  }
}

/** The worker's file beside this one. */
function workerBeside(address: string): URL {
  return new URL(address.endsWith('.ts') ? './compileWorker.ts' : './compileWorker.js', address)
}

function failed(reason: string): CodedError {
  return new CodedError('report-failed', 'The report could not be typeset. Save the workspace and try again.', {
    reason,
  })
}

function late(deadline: number): CodedError {
  return new CodedError(
    'deadline',
    `The report took longer than ${Math.round(deadline / 1000)} s and was stopped. Try again with fewer scenarios.`,
  )
}

/**
 * The number of pages of a PDF written by our typesetter, which leaves page objects uncompressed.
 * @returns the count of `/Type /Page` objects
 */
export function countPages(bytes: Uint8Array): number {
  const text = new TextDecoder('latin1').decode(bytes)
  return text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}
