import type { PointProgress } from '#shared/domain/analysis/points.ts'
import type { RunOptions } from '../../compute/pointRunner.ts'

/** Long analyses under way, by the names their callers gave them. */
export interface Jobs {
  /** Runs one; a job of the same name that is still under way is cancelled, for its answer is no longer wanted. */
  run<Value>(name: string, work: (options: RunOptions) => Promise<Value>): Promise<Value>
  /** Cancels one; none of that name is no error. */
  cancel(name: string): void
}

/** @param onProgress told how far a job has come */
export function createJobs(onProgress: (name: string, progress: PointProgress) => void): Jobs {
  const running = new Map<string, AbortController>()
  return {
    async run(name, work) {
      running.get(name)?.abort()
      const controller = new AbortController()
      running.set(name, controller)
      try {
        return await work({ signal: controller.signal, onProgress: (progress) => onProgress(name, progress) })
      } finally {
        if (running.get(name) === controller) running.delete(name)
      }
    },
    cancel: (name) => running.get(name)?.abort(),
  }
}
