import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning } from '../../processes/running.ts'

/** A page on disk that leads to an address, readable by this user alone. */
export interface RedirectFile {
  readonly path: string
  /** Removes it. Never fails. */
  remove(): void
}

/**
 * Writes a page that sends whoever opens it to an address. Its path may stand where others read it, such as the
 * command line of the program that opens it; the address may not.
 * @param folder made for this user alone, and cleared of what ended processes left in it
 * @param address with nothing in it that means something in HTML
 * @throws Error where the folder cannot be written
 */
export function createRedirectFile(folder: string, address: string): RedirectFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  for (const name of readdirSync(folder)) if (!isRunning(Number.parseInt(name, 10))) remove(join(folder, name))
  const path = join(folder, `${process.pid}.html`)
  remove(path)
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Memwall</title><meta http-equiv="refresh" content="0;url=${address}"></html>\n`
  writeFileSync(path, page, { mode: 0o600, flag: 'wx' })
  return { path, remove: () => remove(path) }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The token in it works once, and for this process.
  }
}
