import { Worker } from 'node:worker_threads'
import { CodedError } from '#shared/contract/errors.ts'
import { createThread } from '../threads/client.ts'
import type { CompilerCalls } from './compileWorker.ts'

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
  close(): Promise<void>
}

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

const DATA_FILE = '/in/report.json'

/**
 * A report compiler on Typst (WASM) in a worker thread. The worker is started at the first use, serves one request at a
 * time in order, and never holds the process open while idle. The same input gives the same bytes on every platform.
 * @param options where the parts are
 */
export function createReportCompiler(options: CompilerOptions): ReportCompiler {
  const {
    resourcesFolder,
    workerAddress = workerBeside(import.meta.url),
    deadline = 120_000,
    keepFor = 30_000,
  } = options
  const thread = createThread<CompilerCalls>({
    start() {
      // The typesetter prints its own traces; what matters comes back as the failure's reason.
      const worker = new Worker(workerAddress, { workerData: resourcesFolder, stdout: true, stderr: true })
      worker.stdout.resume()
      worker.stderr.resume()
      return worker
    },
    deadline,
    keepFor,
    fault: (reason) =>
      new CodedError('report-failed', 'The report could not be typeset. Save the workspace and try again.', { reason }),
    late: (seconds) =>
      `The report took longer than ${Math.round(seconds)} s and was stopped. Try again with fewer scenarios.`,
  })
  return {
    async compile({ data, files }) {
      const all = { ...files, [DATA_FILE]: new TextEncoder().encode(JSON.stringify(data)) }
      const bytes = await thread.call('compile', all)
      return { bytes, pages: countPages(bytes) }
    },
    close: thread.close,
  }
}

/** The worker's file beside this one. */
function workerBeside(address: string): URL {
  return new URL(address.endsWith('.ts') ? './compileWorker.ts' : './compileWorker.js', address)
}

/**
 * The number of pages of a PDF written by our typesetter, which leaves page objects uncompressed.
 * @returns the count of `/Type /Page` objects
 */
export function countPages(bytes: Uint8Array): number {
  const text = new TextDecoder('latin1').decode(bytes)
  return text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}
