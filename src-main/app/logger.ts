import { closeSync, constants, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pino, type Logger } from 'pino'
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../documents/atomicWrite.ts'

/** Bytes after which a log file is put aside. */
const MAXIMUM_BYTES = 1_000_000
/** Files put aside and kept, `memwall.1.log` the newest. */
const KEPT = 3

export type { Logger } from 'pino'

/**
 * A logger that writes at once and keeps a few megabytes. Lines say what happened and to which method, never what a
 * document or an input holds.
 * @param dataFolder logs go to its `logs` folder
 * @returns the logger and what closes its file; when the folder cannot be written, a logger that drops its lines
 */
export function createLogger(dataFolder: string): { logger: Logger; close: () => void } {
  const file = openRotating(join(dataFolder, 'logs'))
  const logger = pino(
    { level: 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime, enabled: file !== null },
    { write: (line: string) => file?.write(line) },
  )
  return { logger, close: () => file?.close() }
}

interface RotatingFile {
  write(line: string): void
  close(): void
}

/** A broken log must never break the application: what cannot be written is dropped. */
function openRotating(folder: string): RotatingFile | null {
  const name = (index: number) => join(folder, index === 0 ? 'memwall.log' : `memwall.${index}.log`)
  try {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER })
    let descriptor = openLog(name(0))
    let bytes = fstatSync(descriptor).size
    let open = true
    const rotate = () => {
      closeSync(descriptor)
      rmSync(name(KEPT), { force: true })
      for (let index = KEPT - 1; index >= 0; index -= 1) {
        try {
          renameSync(name(index), name(index + 1))
        } catch {
          // Fewer files than we keep.
        }
      }
      descriptor = openLog(name(0))
      bytes = 0
    }
    return {
      write(line) {
        if (!open) return
        try {
          if (bytes > MAXIMUM_BYTES) rotate()
          bytes += writeSync(descriptor, line)
        } catch {
          // A full disk: the line is lost, the work is not.
        }
      },
      close() {
        if (!open) return
        open = false
        closeSync(descriptor)
      },
    }
  } catch {
    return null
  }
}

/** Others see no log. What is no regular file is none: a pipe would be waited for. @throws the file system's error */
function openLog(file: string): number {
  const { O_APPEND, O_CREAT, O_WRONLY, O_NONBLOCK = 0 } = constants
  const descriptor = openSync(file, O_APPEND | O_CREAT | O_WRONLY | O_NONBLOCK, PRIVATE_FILE)
  if (fstatSync(descriptor).isFile()) return descriptor
  closeSync(descriptor)
  throw new Error('not a file')
}
