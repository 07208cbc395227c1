import { CodedError } from '#shared/contract/errors.ts'
import type { PointField } from '#shared/domain/analysis/points.ts'
import { columnsOf, type Columns } from '../engine/analysis/points/columns.ts'
import { pointKind, type PointKindName, type PointQuestions } from '../engine/analysis/points/kinds.ts'
import { CANCELLED, createWork, DONE } from '../engine/analysis/points/work.ts'
import { createEngineThread, type EngineThread } from './engineThread.ts'
import type { PointRunner, RunOptions } from './pointRunner.ts'

const PROGRESS_EVERY = 100
const DEADLINE = 600_000
/** Below this many points one thread is done before a second has begun. */
const SMALL = 2000

/**
 * Threads of the engine that share the points of an analysis over common memory; each is started when it is needed, or all of them ahead.
 * @param program the engine's worker program @param size threads, at least one: the cores of the machine
 */
export function createFleet(program: string | URL, size: number): PointRunner {
  const engines: EngineThread[] = []
  let closed = false
  const grow = (threads: number): readonly EngineThread[] => {
    while (engines.length < threads) engines.push(createEngineThread(program))
    return engines.slice(0, threads)
  }
  return {
    async points<Name extends PointKindName, Field extends PointField>(
      name: Name,
      question: PointQuestions[Name],
      fields: readonly Field[],
      { onProgress, signal, deadline = DEADLINE }: RunOptions = {},
    ): Promise<Columns<Field>> {
      if (signal?.aborted) throw cancelled()
      const total = pointKind(name).total(question)
      const work = createWork(name, question, fields)
      const control = new Int32Array(work.control)
      const threads = total * (128 / pointKind(name).chunk) <= SMALL ? 1 : size
      const report = (): void => onProgress?.({ done: Atomics.load(control, DONE), total })
      const timer = onProgress ? setInterval(report, PROGRESS_EVERY) : undefined
      try {
        const ended = Promise.all(grow(threads).map((engine) => engine.call('points', work, { deadline })))
        await (signal ? Promise.race([ended, whenAborted(signal, control)]) : ended)
      } catch (thrown) {
        // The others would go on for nobody.
        Atomics.store(control, CANCELLED, 1)
        throw thrown
      } finally {
        clearInterval(timer)
      }
      if (Atomics.load(control, DONE) < total) {
        throw new CodedError('engine-failed', 'A part of the analysis was lost with its thread. Try again.')
      }
      report()
      return columnsOf(work.memory, total, fields)
    },
    start() {
      if (closed) return
      // A thread that does not start fails the analysis that needs it.
      for (const engine of grow(size)) engine.call('evaluate', []).catch(() => undefined)
    },
    async close() {
      closed = true
      await Promise.all(engines.map((engine) => engine.close()))
    },
  }
}

function cancelled(): CodedError {
  return new CodedError('cancelled', 'The analysis was cancelled.')
}

/** Fails when the caller gives up, and tells the threads. */
function whenAborted(signal: AbortSignal, control: Int32Array): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        Atomics.store(control, CANCELLED, 1)
        reject(cancelled())
      },
      { once: true },
    )
  })
}
