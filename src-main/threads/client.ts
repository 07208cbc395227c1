import type { Worker } from 'node:worker_threads'
import { CodedError } from '#shared/contract/errors.ts'
import type { Answer, Calls, Request } from './serve.ts'

/** How a call may end early. */
export interface CallOptions {
  /** Milliseconds after which the call fails with `deadline` and the thread is replaced. Default: the thread's own. */
  readonly deadline?: number
  /** Aborting fails the call with `cancelled` and replaces the thread. */
  readonly signal?: AbortSignal
}

/** A thread that answers calls. */
export interface Thread<Served extends Calls> {
  /**
   * Asks the thread, which is started at the first call. Errors: what the call itself fails with, deadline, cancelled,
   * and the thread's fault. A call that ends early ends the thread: other calls under way are asked again of a new one.
   */
  readonly call: <Name extends keyof Served & string>(
    name: Name,
    argument: Parameters<Served[Name]>[0],
    options?: CallOptions,
  ) => Promise<Awaited<ReturnType<Served[Name]>>>
  /** Ends the thread; pending calls fail with its fault. A later call starts another one. */
  readonly close: () => Promise<void>
}

/** What a thread is, and what its failures are called. */
export interface ThreadOptions {
  /** Starts the program; it answers with `serve`. */
  readonly start: () => Worker
  /** Milliseconds a call may take. */
  readonly deadline: number
  /** Milliseconds the thread is kept once it has nothing to do. Default: for good. */
  readonly keepFor?: number
  /** Whether the thread that gave an answer is to be replaced once it has nothing to do. Default: never. */
  readonly worn?: (value: unknown) => boolean
  /** A failure that is no fault of who asked. @param reason what the thread threw, or how it ended */
  readonly fault: (reason: string) => CodedError
  /** One sentence for a call that took too long. */
  readonly late: (seconds: number) => string
}

interface Pending {
  readonly request: Request
  readonly resolve: (value: unknown) => void
  readonly reject: (error: CodedError) => void
  readonly release: () => void
  /** Threads this call has already outlived. */
  crashes: number
}

/** A call during which the thread dies is tried once more: another call may have been the cause. */
const MOST_CRASHES = 2

/** A worker thread, its calls and their early ends; `Served` is what it serves. */
export function createThread<Served extends Calls>(options: ThreadOptions): Thread<Served> {
  const pending = new Map<number, Pending>()
  let worker: Worker | null = null
  let nextId = 1
  let idle: NodeJS.Timeout | undefined
  let worn = false

  function finish(id: number): Pending | null {
    const call = pending.get(id) ?? null
    if (call) {
      pending.delete(id)
      call.release()
      if (pending.size === 0 && worn) void end()
      else if (pending.size === 0 && options.keepFor !== undefined) {
        idle = setTimeout(() => void end(), options.keepFor).unref()
      }
    }
    return call
  }

  function end(): Promise<unknown> {
    clearTimeout(idle)
    worn = false
    const old = worker
    worker = null
    return old?.terminate() ?? Promise.resolve()
  }

  function start(): Worker {
    const started = options.start()
    let reason = 'it ended before it answered'
    started.on('message', (answer: Answer) => {
      if ('value' in answer && worker === started && options.worn?.(answer.value)) worn = true
      const call = finish(answer.id)
      if (!call) return
      if ('value' in answer) call.resolve(answer.value)
      else if ('fault' in answer) call.reject(options.fault(answer.fault))
      else call.reject(new CodedError(answer.failure.code, answer.failure.message, answer.failure.details))
    })
    started.on('error', (error: unknown) => {
      reason = error instanceof Error ? error.message : String(error)
    })
    started.on('exit', () => {
      if (worker !== started) return
      worker = null
      for (const [id, call] of pending) {
        call.crashes++
        if (call.crashes >= MOST_CRASHES) finish(id)?.reject(options.fault(reason))
      }
      resend()
    })
    // An idle thread must not keep the process alive; a call under way does, by its deadline.
    started.unref()
    return started
  }

  function post(request: Request): void {
    clearTimeout(idle)
    worker ??= start()
    worker.postMessage(request)
  }

  function resend(): void {
    for (const { request } of pending.values()) post(request)
  }

  /** Ends one call early. The thread is busy with it: only a new one can go on with the others. */
  function abandon(id: number, error: CodedError): void {
    const call = finish(id)
    if (!call) return
    call.reject(error)
    void end()
    resend()
  }

  return {
    call(name, argument, { deadline = options.deadline, signal } = {}) {
      const cancelled = (): CodedError => new CodedError('cancelled', 'The work was cancelled.')
      if (signal?.aborted) return Promise.reject(cancelled())
      const id = nextId++
      return new Promise<unknown>((resolve, reject) => {
        const late = (): void => abandon(id, new CodedError('deadline', options.late(deadline / 1000)))
        const timer = setTimeout(late, deadline)
        const onAbort = (): void => abandon(id, cancelled())
        signal?.addEventListener('abort', onAbort, { once: true })
        const release = (): void => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', onAbort)
        }
        const request: Request = { id, name, argument }
        pending.set(id, { request, resolve, reject, release, crashes: 0 })
        post(request)
      }) as Promise<never>
    },
    async close() {
      for (const id of [...pending.keys()]) {
        finish(id)?.reject(options.fault('it was closed before it answered'))
      }
      await end()
    },
  }
}
