import { CodedError } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'

/**
 * Who watches a reading. `cancelled` is asked after every block of bytes or slice of work, at least every 100 ms: a signal's
 * `aborted`, or a number in shared memory, which also reaches a thread that does not return to its event loop.
 */
export interface Watch {
  readonly cancelled: () => boolean
  /** @param done bytes of the file, as it lies there @param size of the whole file, null: not known */
  readonly progress?: (done: number, size: number | null) => void
}

/** Nobody watches. */
export const UNWATCHED: Watch = { cancelled: () => false }

/** @throws CodedError cancelled, where the watch says so */
export function heed(watch: Watch): void {
  if (watch.cancelled()) throw new CodedError('cancelled', say('trace.cancelled'))
}

/** Work in slices: a generator that stands still after every few thousand steps. */
export type Sliced<Value> = Generator<undefined, Value, undefined>

/** Does sliced work at once, heeding the watch between slices. @throws CodedError cancelled */
export function runSliced<Value>(work: Sliced<Value>, watch: Watch): Value {
  for (;;) {
    heed(watch)
    const step = work.next()
    if (step.done) return step.value
  }
}

/**
 * Does sliced work and gives the event loop its turn now and then, so that a signal of the same thread arrives.
 * @param pause milliseconds of work between two turns @throws CodedError cancelled
 */
export async function paceSliced<Value>(work: Sliced<Value>, watch: Watch, pause = 20): Promise<Value> {
  let turn = performance.now() + pause
  for (;;) {
    heed(watch)
    const step = work.next()
    if (step.done) return step.value
    if (performance.now() < turn) continue
    await new Promise((resolve) => setImmediate(resolve))
    turn = performance.now() + pause
  }
}
