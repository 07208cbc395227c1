import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, parse, resolve } from 'node:path'
import { PRIVATE_FILE, PRIVATE_FOLDER, removeTemporaries } from '../documents/atomicWrite.ts'
import { removeStaleLocks } from '../documents/pathLock.ts'
import { removeStaleJournals } from '../documents/recovery.ts'

/** What Memwall keeps in its folder. Whatever else lies in a folder that was chosen for it is not ours to change. */
const OWN = /^(?:library\..*|settings\.json|recent\.json|window\.json|journals|logs|electron)$/

/**
 * Makes the data folder, and makes it and what is in it this user's alone: profiles, unsaved work and the names of files
 * are nobody else's business. A folder that cannot be written is met, and named, by the first method that needs it.
 */
export function makeDataFolderPrivate(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER })
  } catch {
    return
  }
  if (!isShared(folder)) setMode(folder, PRIVATE_FOLDER)
  for (const name of namesIn(folder)) {
    if (!OWN.test(name)) continue
    const place = join(folder, name)
    if (!setMode(place, PRIVATE_FOLDER)) continue
    // The folders inside belong to Electron, which keeps their permissions itself, and nobody gets there any more.
    for (const inner of namesIn(place)) setMode(join(place, inner), PRIVATE_FOLDER)
  }
}

/**
 * Removes what killed processes left behind: temporary files, locks, notes of journals that are gone, and journals beyond
 * those anybody will look through. Never fails: it is housekeeping.
 */
export async function removeLitter(folder: string): Promise<void> {
  const journals = join(folder, 'journals')
  await Promise.all([removeTemporaries(folder), removeTemporaries(journals), removeStaleLocks()])
  await removeStaleJournals(journals)
}

/** Whether others live in a folder as well, so that closing it would lock them out: /tmp, a home, a root. */
function isShared(folder: string): boolean {
  const full = resolve(folder)
  if (full === parse(full).root || full === resolve(homedir())) return true
  try {
    return (lstatSync(full).mode & 0o1000) !== 0
  } catch {
    return true
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Files get a file's mode. A link is left alone: what it points to may be anybody's. @returns whether it is a folder */
function setMode(place: string, folderMode: number): boolean {
  try {
    const found = lstatSync(place)
    const isFolder = found.isDirectory()
    if (!isFolder && !found.isFile()) return false
    const mode = isFolder ? folderMode : PRIVATE_FILE
    if ((found.mode & 0o777) !== mode) chmodSync(place, mode)
    return isFolder
  } catch {
    return false
  }
}
