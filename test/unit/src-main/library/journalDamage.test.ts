import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Library } from '#main/library/open.ts'
import { draws } from '../../../support/draws.ts'
import { answersOf, copyOf, differences, folderWithOwn, isNamed, mainOf, randomNumbers } from './damageSupport.ts'
import { runLibrary } from './killedSupport.ts'
import { openForTest } from './librarySupport.ts'

/** Edits devices in turn, and says so only once an edit is acknowledged. */
const EDITS = `
  for (let round = 1; round <= Number(rest[0]); round += 1) {
    const edit = { typed: String(2000 + round), unit: 'W', low: '', high: '', grade: 'guess', note: '', source: null }
    const id = 'box-' + (1 + (round % 6))
    library.edit({ kind: 'hardware', id, path: 'power.board', edit })
    say({ id, value: 2000 + round })
  }
`

/** What was acknowledged, the last value of each. */
function acknowledged(said: readonly unknown[]): ReadonlyMap<string, number> {
  return new Map(
    said
      .filter(
        (line): line is { id: string; value: number } => typeof line === 'object' && line !== null && 'id' in line,
      )
      .map(({ id, value }) => [id, value]),
  )
}

/** Devices that do not show what was acknowledged. */
function lostIn(library: Library, values: ReadonlyMap<string, number>): readonly string[] {
  return [...values].flatMap(([id, value]) =>
    (library.hardware(id).profile.power.board.value ?? 0) >= value ? [] : [id],
  )
}

/** A library with a journal, after its process was killed. */
async function killedWithJournal(edits: number): Promise<{ folder: string; values: ReadonlyMap<string, number> }> {
  const folder = folderWithOwn()
  const { said, signal } = await runLibrary(folder, {
    steps: EDITS,
    rest: [String(edits + 1000)],
    killWhen: (lines) => (lines.length > edits ? 0 : null),
  })
  expect(signal).toBe('SIGKILL')
  expect(existsSync(`${mainOf(folder)}-wal`)).toBe(true)
  return { folder, values: acknowledged(said) }
}

describe('writes that were acknowledged', () => {
  it('outlive the killing of their process', async () => {
    const next = randomNumbers(3)
    const wanted = draws(400)
    let written = 0
    const folder = folderWithOwn()
    while (written < wanted) {
      const edits = Math.floor(next() * 30) + 1
      const { said } = await runLibrary(folder, {
        steps: EDITS,
        rest: ['1000'],
        killWhen: (lines) => (lines.length > edits ? next() * 5 : null),
      })
      const values = said.filter((line) => typeof line === 'object')
      expect(values.length).toBeGreaterThan(0)
      const library = openForTest(folder)
      expect(lostIn(library, acknowledged(said))).toEqual([])
      expect(library.notice).toBeNull()
      library.close()
      written += values.length
    }
  }, 1_800_000)
})

const HURTS: readonly (readonly [string, (file: string, next: () => number) => void])[] = [
  ['deleted', (file) => rmSync(file)],
  ['halved', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ['cut anywhere', (file, next) => truncateSync(file, Math.floor(statSync(file).size * next()))],
  [
    'with a bit flipped',
    (file, next) => {
      const bytes = readFileSync(file)
      const place = Math.floor(bytes.length * next())
      bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(next() * 8))
      writeFileSync(file, bytes)
    },
  ],
  [
    'with a page overwritten',
    (file, next) => {
      const bytes = readFileSync(file)
      const place = Math.floor(bytes.length * next())
      bytes.fill(0xa5, place, Math.min(bytes.length, place + 4096))
      writeFileSync(file, bytes)
    },
  ],
  ['replaced by nonsense', (file) => writeFileSync(file, 'nonsense'.repeat(3000))],
]

describe('a journal that was damaged', () => {
  it('takes nothing along in silence: an edit is there, or it is named', async () => {
    const next = randomNumbers(11)
    const killed = [await killedWithJournal(1), await killedWithJournal(6), await killedWithJournal(40)]
    let named = 0
    const count = draws(200)
    for (let draw = 0; draw < count; draw += 1) {
      const { folder: original, values } = killed[draw % killed.length] ?? { folder: '', values: new Map() }
      const folder = copyOf(original)
      const [name, hurt] = HURTS[draw % HURTS.length] ?? ['', () => undefined]
      rmSync(`${mainOf(folder)}-shm`, { force: true })
      hurt(`${mainOf(folder)}-wal`, next)
      const library = openForTest(folder)
      const { notice } = library
      const lost = lostIn(library, values)
      for (const id of lost) expect(notice, `draw ${draw}, ${name}`).toContain(`“${id.replace('box-', 'Box ')}”`)
      if (lost.length > 0) named += 1
      // What was lost is told once, and is not lost again.
      library.close()
      const again = openForTest(folder)
      expect(again.notice).toBeNull()
      expect(lostIn(again, values)).toEqual(lost)
      again.close()
    }
    expect(named).toBeGreaterThanOrEqual(count / 4)
  }, 1_800_000)
})

const MAIN: readonly (readonly [string, (main: string, next: () => number) => void])[] = [
  ['missing', (main) => rmSync(main)],
  ['empty', (main) => truncateSync(main, 0)],
  ['no database', (main) => writeFileSync(main, 'nonsense'.repeat(4000))],
  ['half restored', (main, next) => truncateSync(main, Math.floor(statSync(main).size * next()))],
  [
    'damaged',
    (main, next) => {
      const bytes = readFileSync(main)
      for (let page = 0; page < 4; page += 1) {
        const place = Math.floor(bytes.length * next())
        bytes.fill(0xa5, place, Math.min(bytes.length, place + 4096))
      }
      writeFileSync(main, bytes)
    },
  ],
]

describe('a library that is missing, empty, damaged or half restored', () => {
  it('comes back with every own profile, or names what is lost', async () => {
    const next = randomNumbers(23)
    const killed = await killedWithJournal(20)
    const closed = folderWithOwn()
    const expected = answersOf(openForTest(copyOf(killed.folder)))
    const expectedClosed = answersOf(openForTest(copyOf(closed)))
    for (let draw = 0; draw < draws(200); draw += 1) {
      const wasKilled = draw % 2 === 0
      const folder = copyOf(wasKilled ? killed.folder : closed)
      const [name, hurtMain] = MAIN[Math.floor(draw / 2) % MAIN.length] ?? ['', () => undefined]
      hurtMain(mainOf(folder), next)
      const journal = `${mainOf(folder)}-wal`
      const [how, hurtJournal] = HURTS[draw % HURTS.length] ?? ['', () => undefined]
      if (existsSync(journal) && draw % 3 !== 0) hurtJournal(journal, next)
      const library = openForTest(folder)
      const { notice } = library
      const changed = differences(wasKilled ? expected : expectedClosed, answersOf(library))
      expect(
        changed.filter((answer) => !isNamed(notice, answer)).map(({ question, failed }) => ({ question, failed })),
        `draw ${draw}: ${name}, journal ${how}: ${notice}`,
      ).toEqual([])
      library.close()
    }
  }, 1_800_000)
})
