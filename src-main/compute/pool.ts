import { Worker } from 'node:worker_threads'
import { CodedError } from '#shared/contract/errors.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { AnalysisKind, Answer, Question } from '../engine/analysis/task.ts'
import type { PointWork } from '../engine/analysis/points/work.ts'
import type { EngineAnswer, EngineRequest, EngineWork } from './worker.ts'

/** How a call may end early. */
export interface CallOptions {
  /** Milliseconds after which the call fails with `deadline` and the worker is replaced. Default 30,000. */
  readonly deadline?: number
  /** Aborting fails the call with `cancelled` and replaces the worker. */
  readonly signal?: AbortSignal
}

/** The engine in its worker thread. */
export interface EngineClient {
  /**
   * Evaluates scenarios in the worker, in order. Errors: deadline, cancelled, engine-failed.
   * A call that ends early terminates the worker: other calls under way are started again on a new one.
   */
  readonly evaluate: (
    scenarios: readonly ResolvedScenario[],
    options?: CallOptions,
  ) => Promise<readonly ScenarioResult[]>
  /** Works an analysis out in the worker. Errors and early ends as for `evaluate`. */
  readonly analyse: <Kind extends AnalysisKind>(
    kind: Kind,
    question: Question<Kind>,
    options?: CallOptions,
  ) => Promise<Answer<Kind>>
  /** Takes chunks of work that other workers may share, until none is left. Errors and early ends as for `evaluate`. */
  readonly points: (work: PointWork, options?: CallOptions) => Promise<void>
  /** Ends the worker; pending calls fail with `engine-failed`. */
  readonly close: () => Promise<void>
}

interface Pending {
  readonly request: EngineRequest
  readonly resolve: (value: unknown) => void
  readonly reject: (error: CodedError) => void
  readonly release: () => void
  /** Workers this call has already outlived; a call that kills two is not tried a third time. */
  crashes: number
}

const DEFAULT_DEADLINE = 30_000
/** Megabytes for what lives shortly: an analysis makes scenarios by the thousand, and collecting them often costs a third of it. */
const YOUNG_GENERATION = 64
/** A call during which the worker dies is tried once more: another call may have been the cause. */
const MOST_CRASHES = 2

/**
 * Starts the engine's worker on first use and keeps it.
 * @param workerPath the bundled `compute/worker.ts`
 */
export function createEngineClient(workerPath: string | URL): EngineClient {
  const pending = new Map<number, Pending>()
  let worker: Worker | null = null
  let nextId = 1
  let closed = false

  function finish(id: number): Pending | null {
    const call = pending.get(id) ?? null
    if (call) {
      pending.delete(id)
      call.release()
    }
    return call
  }

  function start(): Worker {
    const started = new Worker(workerPath, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION } })
    let reason = 'The engine stopped'
    started.on('message', (answer: EngineAnswer) => {
      const call = finish(answer.id)
      if (!call) return
      if (answer.ok) call.resolve(answer.value)
      else {
        const code = answer.error.code === 'internal' ? 'engine-failed' : answer.error.code
        call.reject(new CodedError(code, answer.error.message, answer.error.details))
      }
    })
    started.on('error', (error: unknown) => {
      reason = `The engine failed: ${error instanceof Error ? error.message : String(error)}`
    })
    started.on('exit', () => {
      if (worker !== started) return
      worker = null
      for (const [id, call] of pending) {
        call.crashes++
        if (closed || call.crashes >= MOST_CRASHES) {
          finish(id)
          call.reject(new CodedError('engine-failed', `${reason}. Try again.`))
        }
      }
      resend()
    })
    // An idle engine must not keep the process alive.
    started.unref()
    worker = started
    return started
  }

  function resend(): void {
    if (closed || pending.size === 0) return
    const target = worker ?? start()
    for (const call of pending.values()) target.postMessage(call.request)
  }

  /** Ends one call early. The worker is busy with it: only a new worker can go on with the others. */
  function abandon(id: number, error: CodedError): void {
    const call = finish(id)
    if (!call) return
    call.reject(error)
    const old = worker
    worker = null
    void old?.terminate()
    resend()
  }

  /** The worker's answer is of the kind that was asked. */
  function call<Value>(work: EngineWork, options: CallOptions = {}): Promise<Value> {
    if (closed) return Promise.reject(new CodedError('engine-failed', 'The engine is closed.'))
    if (options.signal?.aborted) return Promise.reject(new CodedError('cancelled', 'The evaluation was cancelled.'))
    const id = nextId++
    return new Promise<unknown>((resolve, reject) => {
      const deadline = options.deadline ?? DEFAULT_DEADLINE
      const timer = setTimeout(() => {
        const text = `The evaluation took longer than ${deadline / 1000} s and was stopped.`
        abandon(id, new CodedError('deadline', text))
      }, deadline)
      const onAbort = (): void => abandon(id, new CodedError('cancelled', 'The evaluation was cancelled.'))
      options.signal?.addEventListener('abort', onAbort, { once: true })
      const release = (): void => {
        clearTimeout(timer)
        options.signal?.removeEventListener('abort', onAbort)
      }
      const request: EngineRequest = { id, work }
      pending.set(id, { request, resolve, reject, release, crashes: 0 })
      const target = worker ?? start()
      target.postMessage(request)
    }) as Promise<Value>
  }

  async function close(): Promise<void> {
    closed = true
    for (const id of [...pending.keys()]) {
      finish(id)?.reject(new CodedError('engine-failed', 'The engine was closed before it answered.'))
    }
    const old = worker
    worker = null
    await old?.terminate()
  }

  return {
    evaluate: (scenarios, options) => call({ kind: 'evaluate', scenarios }, options),
    analyse: (analysis, question, options) => call({ kind: 'analyse', analysis, question }, options),
    points: (work, options) => call({ kind: 'points', work }, options),
    close,
  }
}
