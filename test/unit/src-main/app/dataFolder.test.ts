import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeDataFolderPrivate, removeLitter } from '#main/app/dataFolder.ts'
import { createLogger } from '#main/app/logger.ts'
import { createSettingsStore } from '#main/app/settings.ts'
import { createRecentList } from '#main/documents/recent.ts'
import { createJournals } from '#main/documents/recovery.ts'
import { REALM } from '#main/processes/running.ts'
import { testWorkspace } from '../../../support/documents.ts'
import { temporaryFolder } from '../../../support/folders.ts'
import { repositoryFile, typeScriptNode } from '../../../support/nodeRuntime.ts'

const modeOf = (...parts: string[]) => statSync(path.join(...parts)).mode & 0o777
/** Modes of everything in a folder, by path. */
function modesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
  return Object.fromEntries(names.map((name) => [name, modeOf(folder, name).toString(8)]))
}

describe.skipIf(process.platform === 'win32')('the data folder', () => {
  it('is made for this user alone, and so is what is written into it', async () => {
    const folder = path.join(temporaryFolder(), 'new', 'memwall')
    makeDataFolderPrivate(folder)
    const { logger, close } = createLogger(folder)
    logger.info('a line')
    close()
    await createSettingsStore(folder).write({ theme: 'dark', reducedMotion: false })
    await createRecentList(path.join(folder, 'recent.json')).add('/plans/plan.memwall', 'Plan')
    await createJournals(path.join(folder, 'journals')).write('mine', null, testWorkspace())
    expect(modeOf(folder)).toBe(0o700)
    expect(modesIn(folder)).toEqual({
      journals: '700',
      'journals/mine.memwall': '600',
      'journals/mine.owner.json': '600',
      logs: '700',
      'logs/memwall.log': '600',
      'recent.json': '600',
      'settings.json': '600',
    })
  })

  it('of an earlier version is closed at the next start; what is not ours in it, and behind links, is not touched', () => {
    const folder = path.join(temporaryFolder(), 'memwall')
    const elsewhere = path.join(temporaryFolder(), 'elsewhere')
    writeFileSync(elsewhere, '')
    chmodSync(elsewhere, 0o644)
    for (const name of ['', 'journals', 'logs', 'photographs']) mkdirSync(path.join(folder, name))
    for (const name of [
      'library.sqlite',
      'library.sqlite-wal',
      'settings.json',
      'journals/a.memwall',
      'logs/memwall.log',
      'notes.txt',
      'photographs/one.png',
    ]) {
      writeFileSync(path.join(folder, name), '')
    }
    for (const [name, mode] of Object.entries(modesIn(folder))) {
      chmodSync(path.join(folder, name), mode.startsWith('7') ? 0o755 : 0o644)
    }
    chmodSync(folder, 0o755)
    symlinkSync(elsewhere, path.join(folder, 'window.json'))
    makeDataFolderPrivate(folder)
    expect(modeOf(folder)).toBe(0o700)
    expect(modeOf(elsewhere)).toBe(0o644)
    const { 'window.json': link, ...modes } = modesIn(folder)
    expect(link).toBe('644')
    expect(modes).toEqual({
      journals: '700',
      'journals/a.memwall': '600',
      'library.sqlite': '600',
      'library.sqlite-wal': '600',
      logs: '700',
      'logs/memwall.log': '600',
      'notes.txt': '644',
      photographs: '755',
      'photographs/one.png': '644',
      'settings.json': '600',
    })
  })

  it('is not closed to others where they live in it too', () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o1777)
    makeDataFolderPrivate(folder)
    expect(statSync(folder).mode & 0o7777).toBe(0o1777)
  })

  it('that cannot be made is no failure of the start', () => {
    const file = path.join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    makeDataFolderPrivate(path.join(file, 'memwall'))
    expect(existsSync(path.join(file, 'memwall'))).toBe(false)
  })
})

describe('what killed processes left', () => {
  it('goes at the next start, and nothing else', async () => {
    const folder = temporaryFolder()
    const journals = path.join(folder, 'journals')
    const nested = path.join(journals, 'journals')
    mkdirSync(nested, { recursive: true })
    const dead = { path: null, processId: 4194304, startedAt: 1 }
    const running = { path: null, processId: process.pid, startedAt: Math.round(Date.now() / 1000 - 1e6) }
    const temporary = (name: string, processId: number) => `.${name}.${processId}-${REALM}-01234567.saving`
    for (const [name, contents] of [
      [temporary('settings.json', 4194304), 'cut'],
      [temporary('settings.json', process.pid), 'being written'],
      ['settings.json', '{}'],
      [`journals/${temporary('a.memwall', 4194304)}`, 'cut'],
      ['journals/gone.owner.json', JSON.stringify(dead)],
      ['journals/kept.owner.json', JSON.stringify(dead)],
      ['journals/kept.memwall', 'unsaved work'],
      ['journals/earlier.owner.json', JSON.stringify(running)],
      ['journals/journals/notes.txt', 'not ours'],
    ] as const) {
      writeFileSync(path.join(folder, name), contents)
    }
    await removeLitter(folder)
    expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual(
      [
        temporary('settings.json', process.pid),
        'settings.json',
        'journals',
        'journals/kept.owner.json',
        'journals/kept.memwall',
        'journals/journals',
        'journals/journals/notes.txt',
      ].toSorted(),
    )
  })

  it('of journals the newest hundred are kept, with those that are being written', async () => {
    const folder = temporaryFolder()
    const journals = path.join(folder, 'journals')
    mkdirSync(journals)
    for (let index = 0; index < 120; index += 1) {
      const file = path.join(journals, `session-${index}.memwall`)
      writeFileSync(file, 'unsaved work')
      utimesSync(file, 1e9 + index, 1e9 + index)
    }
    await createJournals(journals).write('mine', null, testWorkspace())
    utimesSync(path.join(journals, 'mine.memwall'), 1, 1)
    await removeLitter(folder)
    const left = readdirSync(journals)
    expect(left).toHaveLength(102)
    expect(left).toEqual(expect.arrayContaining(['mine.memwall', 'mine.owner.json', 'session-20.memwall']))
    expect(left).not.toContain('session-19.memwall')
  })

  it('after saves of settings and journals were killed, nothing grows from start to start', async () => {
    const folder = temporaryFolder()
    const journals = path.join(folder, 'journals')
    for (let round = 0; round < 3; round += 1) {
      const child = spawn(
        typeScriptNode(),
        [repositoryFile('test/support/documentsJournalWriter.ts'), journals, 'same', ''],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      const ended = once(child, 'exit')
      await once(child.stdout, 'data')
      child.kill('SIGKILL')
      await ended
      writeFileSync(path.join(journals, `.same.memwall.${child.pid}-${REALM}-0123456${round}.saving`), 'cut')
      await removeLitter(folder)
      expect(readdirSync(journals).toSorted()).toEqual(['same.memwall', 'same.owner.json'])
    }
  })
})
