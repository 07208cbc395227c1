import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../support/folders.ts'
import { repositoryFile, typeScriptNode } from '../../../support/nodeRuntime.ts'
import { readSeed } from '#main/library/seedData.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { binding, connectForTest, openForTest, RESOURCES, smallSeed } from './librarySupport.ts'

const PROGRAM = `
  import { openLibrary } from ${JSON.stringify(repositoryFile('src-main/library/open.ts'))}
  import { readSeed } from ${JSON.stringify(repositoryFile('src-main/library/seedData.ts'))}
  const library = openLibrary({ folder: process.argv[1], seed: readSeed(process.argv[2]) })
  console.log(JSON.stringify(library.summary()))
  library.close()
`

function run(folder: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn(typeScriptNode(), ['--input-type=module', '--eval', PROGRAM, folder, RESOURCES], {
      cwd: repositoryFile('.'),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let errors = ''
    child.stdout.on('data', (data) => (output += String(data)))
    child.stderr.on('data', (data) => (errors += String(data)))
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(errors))))
  })
}

describe('three processes that start at once on an empty folder', () => {
  it('leave one whole library, seeded once', async () => {
    const folder = temporaryFolder()
    const summaries = await Promise.all([run(folder), run(folder), run(folder)])
    for (const summary of summaries)
      expect(summary).toMatchObject({ revision: 1, devices: 77, systems: 73, models: 65, notice: null })
    const database = connectForTest(join(folder, 'library.sqlite'))
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.prepare('SELECT count(*) FROM hardware').pluck().get()).toBe(77 + 73)
  })
})

/**
 * Edits one figure of the shared copy and makes copies of its own, as fast as it can. Every five rounds it waits until the
 * other has come as far, so that the two write at the same time however the machine is loaded.
 */
const WRITER = `
  import { openLibrary } from ${JSON.stringify(repositoryFile('src-main/library/open.ts'))}
  import { readSeed } from ${JSON.stringify(repositoryFile('src-main/library/seedData.ts'))}
  const [folder, resources, name, other, path, rounds] = process.argv.slice(1)
  const library = openLibrary({ folder, seed: readSeed(resources), person: name })
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let round = 1; round <= Number(rounds); round += 1) {
    const edit = { typed: String(path === 'power.board' ? 1000 + round : round), unit: 'W', low: '', high: '', grade: 'guess', note: '', source: null }
    library.edit({ kind: 'hardware', id: 'shared', path, edit })
    library.copy({ kind: 'hardware', id: 'shared', newId: name + '-' + round, name: name + ' ' + round })
    if (round % 5 !== 0) continue
    while (library.listHardware(other + '-' + round).length === 0) Atomics.wait(pause, 0, 0, 1)
  }
  console.log(JSON.stringify({ notice: library.notice }))
  library.close()
`

function write(folder: string, name: string, other: string, path: string, rounds: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      typeScriptNode(),
      ['--input-type=module', '--eval', WRITER, folder, RESOURCES, name, other, path, String(rounds)],
      { cwd: repositoryFile('.'), stdio: ['ignore', 'pipe', 'pipe'] },
    )
    // Where one fails, the other would wait for it for good.
    onTestFinished(() => void child.kill('SIGKILL'))
    let output = ''
    let errors = ''
    child.stdout.on('data', (data) => (output += String(data)))
    child.stderr.on('data', (data) => (errors += String(data)))
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(errors))))
  })
}

describe('two processes that write one library', () => {
  it('lose nothing: every copy, every edit and its history is there', async () => {
    const folder = temporaryFolder()
    const seed = readSeed(RESOURCES)
    const first = openForTest(folder, { seed })
    first.copy({ kind: 'hardware', id: 'b200-sxm', newId: 'shared', name: 'Shared' })
    const rounds = 30
    const ended = await Promise.all([
      write(folder, 'mary', 'joan', 'power.board', rounds),
      write(folder, 'joan', 'mary', 'power.idle', rounds),
    ])
    expect(ended).toEqual([{ notice: null }, { notice: null }])

    // A library that was open all the while sees what the others did.
    expect(first.listHardware('mary').length).toBe(rounds)
    expect(first.listHardware('joan').length).toBe(rounds)
    expect(first.hardware('shared').profile.power).toMatchObject({
      board: { value: 1000 + rounds },
      idle: { value: rounds },
    })
    const { revisions } = first.history({ kind: 'hardware', id: 'shared' })
    expect(revisions.map(({ revision }) => revision)).toEqual(
      Array.from({ length: 2 * rounds + 1 }, (_, index) => 2 * rounds + 1 - index),
    )
    for (const [person, path] of [
      ['mary', 'power.board'],
      ['joan', 'power.idle'],
    ] as const) {
      const own = revisions.filter((entry) => entry.person === person)
      expect(own.flatMap(({ changes }) => changes.map((change) => change.path))).toEqual(
        Array.from({ length: rounds }, () => path),
      )
      // Each took over from its own last value, whatever the other wrote in between.
      const values = own.map(({ changes }) => (changes[0]?.after as { value: number } | undefined)?.value)
      // A board draws more than a device at rest, so its values stand above the others.
      const above = path === 'power.board' ? 1000 : 0
      expect(values).toEqual(Array.from({ length: rounds }, (_, index) => above + rounds - index))
    }
    // They did write at the same time, or this test shows nothing.
    const turns = revisions.filter((entry, index) => entry.person !== revisions[index + 1]?.person).length
    expect(turns).toBeGreaterThanOrEqual(rounds / 5)
    first.close()
    const database = connectForTest(join(folder, 'library.sqlite'))
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  }, 60_000)
})

/** Holds the write lock until it is told to let go. */
const HOG = `
  import DatabaseFile from 'better-sqlite3'
  const [file, options] = process.argv.slice(1)
  const database = new DatabaseFile(file, JSON.parse(options))
  database.exec('BEGIN IMMEDIATE')
  console.log('held')
  process.stdin.once('data', () => {
    database.exec('ROLLBACK')
    process.exit()
  })
`

async function hog(file: string) {
  const child = spawn(typeScriptNode(), ['--input-type=module', '--eval', HOG, file, JSON.stringify(binding())], {
    cwd: repositoryFile('.'),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return async () => {
    child.stdin.write('let go')
    await once(child, 'close')
  }
}

describe('a library that another process keeps busy', () => {
  const copy = { kind: 'hardware', id: 'b200-sxm', newId: 'mine', name: 'Mine' } as const

  it('says so in one sentence when waiting does not help, and can be written afterwards', async () => {
    const folder = temporaryFolder()
    const library = openForTest(folder, { busyTimeout: 50 })
    const letGo = await hog(join(folder, 'library.sqlite'))
    try {
      expect(() => library.copy(copy)).toThrow(
        new CodedError('library-failed', 'Another Memwall is writing to the library: try again in a moment.'),
      )
      // Reading goes on.
      expect(library.hardware('b200-sxm').profile.id).toBe('b200-sxm')
    } finally {
      await letGo()
    }
    expect(library.copy(copy).revision).toBe(1)
  }, 30_000)

  it('is read with what its log holds where it cannot even be opened for writing', async () => {
    const folder = temporaryFolder()
    const writer = openForTest(folder)
    writer.copy(copy)
    const letGo = await hog(join(folder, 'library.sqlite'))
    try {
      const library = openForTest(folder, { busyTimeout: 50, seed: smallSeed('second') })
      expect(library.notice).toMatch(/keeps the library busy/)
      expect(library.hardware('mine').profile.name).toBe('Mine')
      expect(() => library.copy({ ...copy, newId: 'other' })).toThrow(/keeps the library busy/)
    } finally {
      await letGo()
    }
  }, 30_000)
})
