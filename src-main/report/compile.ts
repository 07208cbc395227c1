import { Worker } from 'node:worker_threads'
import { CodedError } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'
import { createThread } from '../threads/client.ts'
import type { CompilerCalls, CompilerStart } from './compileWorker.ts'
import type { PageSvg } from './pageSvgs.ts'
import type { Place } from './places.ts'
import type { CompilerName, MAIN_FILE, ReportStandard } from './typesetter.ts'

/** What a page needs: data for the template, and files the data names. */
export interface CompileInput {
  readonly main: typeof MAIN_FILE
  /** Plain data by section; the template reads `decision` as `/in/decision.json`. Only what changes is laid out anew. */
  readonly data: Readonly<Record<string, unknown>>
  /** Other files by absolute path inside the compiler: charts as SVG, the document to attach. */
  readonly files: Readonly<Record<string, Uint8Array>>
}

/** Who made the pages, and what they keep. */
export interface MadeBy {
  readonly compiler: CompilerName
  /** Null: none, as the compiler cannot check one or the document has no date. */
  readonly standard: ReportStandard | null
}

/** A finished PDF. */
export interface CompiledReport extends MadeBy {
  readonly bytes: Uint8Array
  readonly pages: number
}

/** The pages as pictures. `standard` is what the PDF would keep. */
export interface PreviewedReport extends MadeBy {
  readonly pages: readonly PageSvg[]
  readonly places: readonly Place[]
}

/** How a call may end early. */
export interface CompileOptions {
  /** Aborting fails the call with `cancelled`. */
  readonly signal?: AbortSignal
}

/** Turns data and pictures into pages. The one place that knows which typesetter is used. */
export interface ReportCompiler {
  /** @throws CodedError deadline, cancelled, missing-characters, or report-failed with the typesetter's reason in `details` */
  compile(input: CompileInput, options?: CompileOptions & { readonly format?: 'pdf' }): Promise<CompiledReport>
  /** @throws CodedError as `compile`; characters without a sign are printed as boxes here */
  preview(input: CompileInput, options?: CompileOptions): Promise<PreviewedReport>
  /** Loads what the first answer would wait for, in the background. */
  warm(wanted: 'pdf' | 'pictures'): void
  /** Lays pages out in the background for the call that follows, which finds done what it does not change. */
  ahead(input: CompileInput): void
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
  /** Milliseconds the idle worker is kept for what is asked next; it holds about 100 MB. Default five minutes. */
  readonly keepFor?: number
  /** The one build that may be used. Default: the native one where there is one. */
  readonly only?: CompilerName
}

/** Bytes of a heap that never shrinks above which its thread is ended. */
const WORN_HEAP = 250e6

/**
 * A report compiler on Typst in a worker thread, as a program of the platform or as WASM. The worker is started at the
 * first use, serves one request at a time in order, and never holds the process open while idle. The same input and the
 * same compiler give the same bytes on every platform.
 * @param options where the parts are
 */
export function createReportCompiler(options: CompilerOptions): ReportCompiler {
  const {
    resourcesFolder,
    workerAddress = workerBeside(import.meta.url),
    deadline = 120_000,
    keepFor = 300_000,
    only = null,
  } = options
  const thread = createThread<CompilerCalls>({
    start() {
      const workerData: CompilerStart = { resourcesFolder, only }
      // The typesetter prints its own traces; what matters comes back as the failure's reason.
      const worker = new Worker(workerAddress, { workerData, stdout: true, stderr: true })
      worker.stdout.resume()
      worker.stderr.resume()
      return worker
    },
    deadline,
    keepFor,
    worn: (value) => typeof value === 'object' && value !== null && 'heap' in value && Number(value.heap) > WORN_HEAP,
    fault: (reason) => new CodedError('report-failed', say('report.typeset.failed'), { reason }),
    late: (seconds) => say('report.typeset.late', { seconds: Math.round(seconds) }),
  })
  return {
    async compile(input, { signal } = {}) {
      const { bytes, pages, compiler, standard } = await thread.call('pdf', filesOf(input), calling(signal))
      return { bytes, pages, compiler, standard }
    },
    async preview(input, { signal } = {}) {
      const { pages, places, compiler, standard } = await thread.call('pictures', filesOf(input), calling(signal))
      return { pages, places, compiler, standard }
    },
    warm(wanted) {
      // What cannot be loaded fails the call that needs it.
      thread.call('warm', wanted).catch(() => undefined)
    },
    ahead(input) {
      // What cannot be laid out fails the call that asks for it.
      thread.call('ahead', filesOf(input)).catch(() => undefined)
    },
    close: thread.close,
  }
}

const calling = (signal: AbortSignal | undefined) => (signal ? { signal } : {})

function filesOf({ data, files }: CompileInput): Record<string, Uint8Array> {
  const encoder = new TextEncoder()
  const sections = Object.entries(data).map(
    ([name, value]) => [`/in/${name}.json`, encoder.encode(JSON.stringify(value))] as const,
  )
  return { ...files, ...Object.fromEntries(sections) }
}

/** The worker's file beside this one. */
function workerBeside(address: string): URL {
  return new URL(address.endsWith('.ts') ? './compileWorker.ts' : './compileWorker.js', address)
}
