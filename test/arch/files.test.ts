import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryFile } from '../support/nodeRuntime.ts'

/** What opens, fills or replaces a file. Looking at names, making folders and removing are none of these. */
const READS_OR_WRITES =
  /^(?:readFile|open|openAsBlob|createReadStream|createWriteStream|writeFile|appendFile|copyFile|cp|rename|link|symlink|truncate|readv?|writev?)(?:Sync)?$/

/** Who may, beside the one reader and the one writer, and what for. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  // The one reader and the one writer of all paths, and the locks of the writer.
  'src-main/documents/regularFile.ts': ['open', 'openSync', 'readSync'],
  'src-main/documents/atomicWrite.ts': ['open', 'rename'],
  'src-main/documents/pathLock.ts': ['link', 'writeFile'],
  // The log is added to, so it is opened by itself, and only as a regular file.
  'src-main/app/logger.ts': ['openSync', 'renameSync', 'writeSync'],
  // What the system says of processes, at places of its own.
  'src-main/processes/running.ts': ['readFileSync'],
  // Files in a temporary folder made a moment before.
  'src-main/app/accuracy/recomputeAccuracy.ts': ['writeFile'],
  // What ships with Memwall.
  'src-main/app/accuracy/accuracy.ts': ['readFile'],
  'src-main/app/market/readMarket.ts': ['readFile'],
  'src-main/app/publishedSchema.ts': ['readFile'],
  'src-main/library/seedData.ts': ['readFileSync'],
  'src-main/exports/picture.ts': ['readFile'],
  'src-main/report/fonts.ts': ['readFile'],
  'src-main/report/pageSvgs.ts': ['readFile'],
  'src-main/report/wasm.ts': ['readFile'],
  'src-main/shells/browser/files.ts': ['readFile'],
  // A file made anew in a private folder, for who opens the address.
  'src-main/shells/browser/redirectFile.ts': ['writeFileSync'],
  'src-main/shells/electron/scheme.ts': ['readFile'],
  'src-main/start/runtime.ts': ['readFileSync'],
  // Our own files in the data folder.
  'src-main/shells/electron/windowState.ts': ['readFileSync', 'writeFileSync'],
}
/** SQLite's files, which it opens itself, and their copies. */
const LIBRARY = 'src-main/library/'

const root = repositoryFile('.')
const sources = readdirSync(join(root, 'src-main'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `src-main/${name.replaceAll('\\', '/')}`)

/** Names a source takes from node:fs, as they are called there. */
function takenFrom(source: string): readonly string[] {
  const lists = [...source.matchAll(/import\s+(type\s+)?([^'"]*?)\s*from\s*['"](?:node:)?fs(?:\/promises)?['"]/g)]
  return lists.flatMap(([, type, names = '']) => {
    if (type !== undefined) return []
    const inner = /^\{(.*)\}$/s.exec(names)?.[1]
    // All of the file system under one name would hide what is done with it.
    if (inner === undefined) return ['everything']
    return inner.split(',').flatMap((part) => {
      const name = part.trim().split(/\s+as\s+/)[0] ?? ''
      return name === '' || name.startsWith('type ') ? [] : [name]
    })
  })
}

describe('paths are read and written in one place each', () => {
  const found = sources.map((file) => ({
    file,
    taken: takenFrom(readFileSync(join(root, file), 'utf8')).filter(
      (name) => name === 'everything' || READS_OR_WRITES.test(name),
    ),
  }))

  it('by nobody but the reader, the writer and those that read no path of the user’s', () => {
    const others = found.filter(
      ({ file, taken }) => !file.startsWith(LIBRARY) && taken.some((name) => !MAY[file]?.includes(name)),
    )
    expect(others).toEqual([])
  })

  it('and whoever may does', () => {
    for (const [file, names] of Object.entries(MAY)) {
      const taken = found.find((one) => one.file === file)?.taken ?? []
      expect([file, taken.toSorted()]).toEqual([file, names.toSorted()])
    }
  })

  it('no file system comes in another way', () => {
    const hidden = sources.filter((file) =>
      /require\(\s*['"](?:node:)?fs|import\(\s*['"](?:node:)?fs|process\.binding|getBuiltinModule/.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    )
    expect(hidden).toEqual([])
  })

  it('the rule sees every way of taking', () => {
    expect(takenFrom(`import { open as openFile, type Stats } from 'node:fs/promises'`)).toEqual(['open'])
    expect(takenFrom(`import fs from 'fs'\nimport * as all from "node:fs"`)).toEqual(['everything', 'everything'])
    expect(takenFrom(`import {\n  readFile,\n  rm,\n} from 'node:fs/promises'`)).toEqual(['readFile', 'rm'])
    expect(takenFrom(`import type { FileHandle } from 'node:fs/promises'`)).toEqual([])
  })
})
