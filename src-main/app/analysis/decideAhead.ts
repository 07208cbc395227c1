import { USUAL_DRAWS } from '#shared/domain/analysis/draws.ts'
import { resolveBrief } from '#shared/domain/brief/resolveBrief.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { Decider } from './decider.ts'

/** Milliseconds without a call after which nobody is waiting for anything. */
const QUIET = 2000

/** Reaches the verdict of the open document while nobody asks for anything, once: the first one is the slow one, for nothing is compiled. */
export interface DecidingAhead {
  /** This is open; if it stays quiet, its verdict is reached. */
  consider(workspace: Workspace): void
  /** Somebody asks for something: the machine is theirs. */
  interrupt(): void
  /** Nothing is begun any more. */
  close(): void
}

/** @param decider keeps the verdict for whoever asks for it next */
export function createDecidingAhead(decider: Decider): DecidingAhead {
  let open: Workspace | null = null
  let waiting: NodeJS.Timeout | undefined
  let running: AbortController | null = null
  let ended = false

  async function run(workspace: Workspace): Promise<void> {
    const { signal } = (running = new AbortController())
    try {
      await decider.decide(workspace, USUAL_DRAWS, { signal })
    } catch {
      // It was interrupted; any other failure is met again, and said, where the verdict is asked for.
    }
    ended ||= !signal.aborted
  }

  function wait(): void {
    clearTimeout(waiting)
    running?.abort()
    const workspace = open
    if (ended || workspace === null || resolveBrief(workspace) === null) return
    waiting = setTimeout(() => void run(workspace), QUIET).unref()
  }

  return {
    consider(workspace) {
      open = workspace
      wait()
    },
    interrupt: wait,
    close() {
      ended = true
      wait()
    },
  }
}
