import { Worker } from 'node:worker_threads'
import { CodedError } from '#shared/contract/errors.ts'
import { createThread, type Thread } from '../threads/client.ts'
import type { EngineCalls } from './worker.ts'

/** The engine in a thread of its own. Faults fail with `engine-failed`. */
export type EngineThread = Thread<EngineCalls>

const DEADLINE = 30_000
/** Megabytes for what lives shortly. Many more would save no time that can be measured, and are held by every thread. */
const YOUNG_GENERATION = 8

/**
 * The engine's thread: started at the first call and kept.
 * @param program the bundled `compute/worker.ts`
 */
export function createEngineThread(program: string | URL): EngineThread {
  return createThread<EngineCalls>({
    start: () => new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION } }),
    deadline: DEADLINE,
    fault: (reason) => new CodedError('engine-failed', `The engine failed: ${reason}. Try again.`),
    late: (seconds) => `The evaluation took longer than ${seconds} s and was stopped.`,
  })
}
