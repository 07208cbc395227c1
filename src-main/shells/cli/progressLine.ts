import { formatText } from '#shared/units/format.ts'
import { say } from '#shared/words/say.ts'
import type { Terminal } from './terminal.ts'

/** Jobs that take long enough to be watched, with what they do. */
const JOBS = {
  decide: 'cli.progress.decide',
  report: 'cli.progress.report',
  best: 'cli.progress.best',
  effect: 'cli.progress.effect',
} as const

/** Shows how far a job is in one line that writes over itself; null where nobody watches. */
export function progressOn(
  terminal: Terminal,
): { readonly told: (job: string, share: number) => void; readonly end: () => void } | null {
  const { progress } = terminal
  if (!progress) return null
  return {
    told: (job, share) => {
      if (!Object.hasOwn(JOBS, job)) return
      const what = say(JOBS[job as keyof typeof JOBS])
      progress(say('cli.progress', { what, share: formatText(share, 'share', { digits: 2 }) }))
    },
    end: () => progress(null),
  }
}
