import { CodedError } from '#shared/contract/errors.ts'
import type { PointField, PointProgress } from '#shared/domain/analysis/points.ts'
import { columnsOf, type Columns } from '../engine/analysis/points/columns.ts'
import { pointKind, type PointKindName, type PointQuestions } from '../engine/analysis/points/kinds.ts'
import { CANCELLED, createWork, DONE } from '../engine/analysis/points/work.ts'
import { createEngineClient, type EngineClient } from './pool.ts'

/** How an analysis of many points is watched and ended. */
export interface FleetOptions {
  /** Called some ten times a second while it works, and once at the end. */
  readonly onProgress?: (progress: PointProgress) => void
  /** Aborting fails the call with `cancelled` at once; the threads end within a chunk. */
  readonly signal?: AbortSignal
  /** Milliseconds after which it fails with `deadline`. Default: ten minutes. */
  readonly deadline?: number
}

/** Worker threads, one a core, that share the points of an analysis. */
export interface Fleet {
  /**
   * Works all points of a question out, on all cores.
   * Errors: invalid-input, cancelled, deadline, engine-failed.
   */
  readonly points: <Name extends PointKindName, Field extends PointField>(
    name: Name,
    question: PointQuestions[Name],
    fields: readonly Field[],
    options?: FleetOptions,
  ) => Promise<Columns<Field>>
  /** Ends the threads. */
  readonly close: () => Promise<void>
}

const PROGRESS_EVERY = 100
const DEADLINE = 600_000
/** Below this many points one thread is done before a second has begun. */
const SMALL = 2000

/** @param workerPath the engine's worker program @param size threads, at least one: the cores of the machine */
export function createFleet(workerPath: string | URL, size: number): Fleet {
  const clients: EngineClient[] = []
  return {
    async points<Name extends PointKindName, Field extends PointField>(
      name: Name,
      question: PointQuestions[Name],
      fields: readonly Field[],
      { onProgress, signal, deadline = DEADLINE }: FleetOptions = {},
    ): Promise<Columns<Field>> {
      if (signal?.aborted) throw cancelled()
      const total = pointKind(name).total(question)
      const work = createWork(name, question, fields)
      const control = new Int32Array(work.control)
      const threads = total * (128 / pointKind(name).chunk) <= SMALL ? 1 : size
      while (clients.length < threads) clients.push(createEngineClient(workerPath))
      const report = (): void => onProgress?.({ done: Atomics.load(control, DONE), total })
      const timer = onProgress ? setInterval(report, PROGRESS_EVERY) : undefined
      try {
        const ended = Promise.all(clients.slice(0, threads).map((client) => client.points(work, { deadline })))
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
    async close() {
      await Promise.all(clients.map((client) => client.close()))
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
