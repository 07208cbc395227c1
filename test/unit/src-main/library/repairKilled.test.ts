import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { libraryFiles } from '#main/library/files.ts'
import { draws } from '../../../support/draws.ts'
import {
  answersOf,
  copyOf,
  differences,
  editPower,
  folderWithOwn,
  mainOf,
  OWN,
  randomNumbers,
} from './damageSupport.ts'
import { runLibrary } from './killedSupport.ts'
import { connectForTest, openForTest } from './librarySupport.ts'

const DAMAGES: readonly (readonly [string, (main: string) => void])[] = [
  ['is no database', (main) => writeFileSync(main, 'nonsense'.repeat(5000))],
  ['is missing', (main) => rmSync(main)],
  ['is empty', (main) => truncateSync(main, 0)],
  ['is cut off', (main) => truncateSync(main, Math.floor(statSync(main).size / 3))],
  [
    'lost pages',
    (main) => {
      const bytes = readFileSync(main)
      bytes.fill(0xa5, 4096, 4096 * 8)
      writeFileSync(main, bytes)
    },
  ],
]

/** How many own profiles a database has. */
function ownIn(file: string): number {
  const database = connectForTest(file)
  const count = database
    .prepare(
      "SELECT (SELECT count(*) FROM hardware WHERE origin = 'user') + (SELECT count(*) FROM models WHERE origin = 'user')",
    )
    .pluck()
    .get()
  database.close()
  return Number(count)
}

describe('a library whose repair is killed', () => {
  it('is whole after the next start, says so, and its backup keeps what it held', async () => {
    const original = folderWithOwn()
    const before = answersOf(openForTest(copyOf(original)))
    const next = randomNumbers(7)
    const counted = copyOf(original)
    DAMAGES[0]?.[1](mainOf(counted))
    const { said } = await runLibrary(counted)
    const { calls } = said.at(-1) as { calls: number }
    expect(calls).toBeGreaterThan(30)

    let killed = 0
    const count = draws(200)
    for (let draw = 0; draw < count; draw += 1) {
      const [name, damage] = DAMAGES[draw % DAMAGES.length] ?? ['', () => undefined]
      const folder = copyOf(original)
      damage(mainOf(folder))
      // At every call in turn, at any moment, and sometimes in the start after that as well.
      for (let start = 0; start <= draw % 3; start += 1) {
        const { signal } = await (draw % 2 === 0
          ? runLibrary(folder, { killAt: 1 + ((draw * 7 + start) % calls) })
          : runLibrary(folder, { killWhen: () => next() * 60 }))
        if (signal === 'SIGKILL') killed += 1
      }
      const context = `draw ${draw}, ${name}: ${readdirSync(folder).join(' ')}`
      const library = openForTest(folder)
      const { notice } = library
      expect(notice, context).toMatch(/^The library/)
      expect(
        differences(before, answersOf(library)).map(({ question }) => question),
        `${context} ${notice}`,
      ).toEqual([])
      library.close()
      expect(ownIn(libraryFiles(folder).backups[0]), context).toBe(OWN.length)
      const again = openForTest(folder)
      expect(again.notice, context).toBeNull()
      again.close()
      expect(
        readdirSync(folder).filter((entry) => /\.new|restored/.test(entry)),
        context,
      ).toEqual([])
    }
    expect(killed).toBeGreaterThanOrEqual(count / 2)
  }, 1_800_000)

  it('keeps what no backup holds, at whichever call it was killed', async () => {
    const original = folderWithOwn()
    const { main, backups } = libraryFiles(original)
    const older = backups
      .filter((backup) => existsSync(backup))
      .map((backup) => ({ backup, bytes: readFileSync(backup) }))
    const editing = openForTest(original)
    editPower(editing, 'box-2', 950)
    const before = answersOf(editing)
    editing.close()
    for (const { backup, bytes } of older) writeFileSync(backup, bytes)
    // All rows are whole, but SQLite opens no such file.
    const bytes = readFileSync(main)
    writeFileSync(main, bytes.fill(0xa5, 0, 16))

    const { said } = await runLibrary(copyOf(original))
    const { calls } = said.at(-1) as { calls: number }
    let killed = 0
    // Between the old library's leaving and the new one's coming there are more calls than are left out here.
    for (let killAt = 2; killAt <= calls; killAt += 3) {
      const folder = copyOf(original)
      const { signal } = await runLibrary(folder, { killAt })
      if (signal === 'SIGKILL') killed += 1
      const context = `call ${killAt}: ${readdirSync(folder).join(' ')}`
      const library = openForTest(folder)
      expect(library.notice, context).toMatch(/^The library was damaged/)
      expect(
        differences(before, answersOf(library)).map(({ question }) => question),
        `${context} ${library.notice}`,
      ).toEqual([])
      library.close()
    }
    expect(killed).toBeGreaterThan(10)
  }, 600_000)
})
