import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** The name under which a file is written before it takes its place; `removeLitter` knows what it looks like. */
export function unfinishedName(file: string): string {
  return `${file}.${process.pid}.new`
}

/**
 * Replaces a small file so that at every moment the path holds the whole old or the whole new text, on the disk.
 * @throws the file system's own error; the old file is untouched then
 */
export function writeDurably(file: string, text: string): void {
  const unfinished = unfinishedName(file)
  try {
    writeThrough(unfinished, 'w', text)
    renameSync(unfinished, file)
  } catch (thrown) {
    rmSync(unfinished, { force: true })
    throw thrown
  }
  flushFolder(dirname(file))
}

/** Adds to a file, onto the disk. @throws the file system's own error */
export function appendDurably(file: string, text: string): void {
  writeThrough(file, 'a', text)
}

function writeThrough(file: string, flag: 'a' | 'w', text: string): void {
  const descriptor = openSync(file, flag, 0o600)
  try {
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Puts a file that is complete into another's place, on the disk. @throws the file system's own error */
export function putInPlace(complete: string, file: string): void {
  flushFile(complete)
  renameSync(complete, file)
  flushFolder(dirname(file))
}

function flushFile(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Makes renames survive a power cut. Windows cannot open folders, and some network disks refuse. */
export function flushFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch {
    // The contents are already safe; only the moment of the rename is not.
  }
}
