import { watch, unwatchFile, watchFile } from 'node:fs'
import path from 'node:path'
import { hashOnDisk } from './save.ts'

/** A watch over one open document. */
export interface DocumentWatch {
  /** Tells the watch what the file now holds by our own doing. @param diskHash SHA-256 of the bytes just written */
  acknowledge(diskHash: string): void
  close(): void
}

/** Programs write a file in several steps; one look after they have been quiet for this long is enough. */
const QUIET_MILLISECONDS = 200
/** Where the system cannot watch a folder (some network disks), the file is looked at this often. */
const POLL_MILLISECONDS = 2000

/**
 * Watches a document for changes by other programs. Contents decide, not times: a save of ours, a touched date or a
 * rewrite of the same bytes is no change.
 * @param file the open document @param diskHash SHA-256 of its bytes when it was opened
 * @param changed called once for each new content, with its hash; null: the file is gone
 */
export function watchDocument(
  file: string,
  diskHash: string,
  changed: (found: string | null) => void,
  quiet: number = QUIET_MILLISECONDS,
): DocumentWatch {
  const full = path.resolve(file)
  let known: string | null = diskHash
  let timer: NodeJS.Timeout | null = null
  let closed = false

  async function look(): Promise<void> {
    timer = null
    const found = await hashOnDisk(full).catch(() => undefined)
    // Undefined: unreadable just now, perhaps locked by its writer; the next event looks again.
    if (closed || found === undefined || found === known) return
    known = found
    changed(found)
  }

  function wake(): void {
    if (closed) return
    if (timer) clearTimeout(timer)
    timer = setTimeout(() => void look(), quiet)
  }

  const stop = watchFolder(full, wake)
  return {
    acknowledge: (written) => {
      known = written
    },
    close: () => {
      closed = true
      if (timer) clearTimeout(timer)
      stop()
    },
  }
}

/** The folder is watched, not the file: an atomic save puts another file under the same name. */
function watchFolder(file: string, wake: () => void): () => void {
  const poll = (): (() => void) => {
    watchFile(file, { interval: POLL_MILLISECONDS, persistent: false }, wake)
    return () => unwatchFile(file, wake)
  }
  let stopPolling: (() => void) | null = null
  try {
    const watcher = watch(path.dirname(file), { persistent: false }, (_event, name) => {
      if (name === null || name === path.basename(file)) wake()
    })
    watcher.on('error', () => {
      watcher.close()
      stopPolling ??= poll()
    })
    return () => {
      watcher.close()
      stopPolling?.()
    }
  } catch {
    return poll()
  }
}
