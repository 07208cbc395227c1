import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { libraryFiles } from '#main/library/files.ts'
import { textHash } from '#main/library/seals.ts'
import { temporaryFolder } from '../../../support/folders.ts'
import { typeScriptNode } from '../../../support/nodeRuntime.ts'
import { copyOf, editPower, folderWithOwn, mainOf, OWN } from './damageSupport.ts'
import { runLibrary } from './killedSupport.ts'
import { connectForTest, openForTest, smallSeed } from './librarySupport.ts'

const mode = (path: string) => statSync(path).mode & 0o777

describe('the notice of a repair', () => {
  it('outlives a kill, until a process that told it has closed', async () => {
    const folder = folderWithOwn()
    writeFileSync(mainOf(folder), 'nonsense'.repeat(4000))
    // Repaired, and killed before anybody was told.
    const { signal } = await runLibrary(folder, {
      steps: "say('open'); process.kill(process.pid, 'SIGKILL')",
    })
    expect(signal).toBe('SIGKILL')
    // A process that does not tell it leaves it to the next.
    openForTest(folder).close()
    const told = openForTest(folder)
    expect(told.summary().notice).toMatch(/its backup was restored/)
    told.close()
    expect(openForTest(folder).notice).toBeNull()
  }, 60_000)
})

describe('one damaged profile', () => {
  it('and newer facts do not stop a start: the rest is kept, it is put aside and named', () => {
    const folder = folderWithOwn()
    for (const backup of libraryFiles(folder).backups) rmSync(backup, { force: true })
    const database = connectForTest(mainOf(folder))
    const broken = '{"id":"box-5","name":'
    database.exec('DROP TRIGGER revisions_refuses_update')
    for (const [table, column] of [
      ['hardware', 'profile'],
      ['revisions', 'profile'],
    ]) {
      database.prepare(`UPDATE ${table} SET ${column} = ?, hash = ? WHERE id = 'box-5'`).run(broken, textHash(broken))
    }
    database.close()
    const library = openForTest(folder, { seed: smallSeed('second') })
    expect(library.notice).toMatch(/Lost: .*“box-5”/)
    expect(library.listHardware('Box').map(({ id }) => id)).toEqual(['box-1', 'box-2', 'box-3', 'box-4', 'box-6'])
    const aside = readdirSync(folder).find((name) => name.startsWith('library.unreadable'))
    expect(library.notice).toContain(aside)
    expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toContain('box-5')
    library.close()
    expect(openForTest(folder, { seed: smallSeed('second') }).notice).toBeNull()
  })

  it('is not made genuine by newer facts', () => {
    const folder = folderWithOwn()
    const database = connectForTest(mainOf(folder))
    database.exec("UPDATE hardware SET profile = replace(profile, '8000000000000', '9000000000000') WHERE id = 'box-5'")
    database.close()
    const library = openForTest(folder, { seed: smallSeed('second') })
    expect(library.notice).toMatch(/was repaired/)
    expect(library.hardware('box-5').profile.memory.some(({ bandwidth }) => bandwidth.value === 8e12)).toBe(true)
  })
})

describe('backups', () => {
  it('are kept for three closings', () => {
    const folder = folderWithOwn()
    for (const value of [801, 802, 803, 804]) {
      const library = openForTest(folder)
      editPower(library, 'box-1', value)
      library.close()
    }
    const values = libraryFiles(folder).backups.map((backup) => {
      const database = connectForTest(backup)
      const text = database.prepare("SELECT profile FROM hardware WHERE id = 'box-1'").pluck().get()
      return (JSON.parse(String(text)) as { power: { board: { value: number } } }).power.board.value
    })
    expect(values).toEqual([804, 803, 802])
  })

  it('are not replaced by a library that lost own profiles, but by one whose user removed them', () => {
    const folder = folderWithOwn()
    const [newest] = libraryFiles(folder).backups
    const ownIn = () =>
      Number(connectForTest(newest).prepare("SELECT count(*) FROM hardware WHERE origin = 'user'").pluck().get())
    const before = ownIn()
    const lossy = openForTest(folder)
    const database = connectForTest(mainOf(folder))
    database.exec("DELETE FROM hardware WHERE id IN ('box-1', 'box-2')")
    database.close()
    editPower(lossy, 'box-3', 900)
    lossy.close()
    expect(ownIn()).toBe(before)

    const other = folderWithOwn()
    const library = openForTest(other)
    library.remove({ kind: 'hardware', id: 'box-1' })
    library.close()
    const kept = connectForTest(libraryFiles(other).backups[0])
    expect(kept.prepare("SELECT count(*) FROM hardware WHERE id = 'box-1'").pluck().get()).toBe(0)
  })

  it('are written by the next closing where a process was killed before its own', async () => {
    const folder = folderWithOwn()
    await runLibrary(folder, {
      steps: `
        library.describe({ kind: 'hardware', id: 'box-1', name: 'Renamed', notes: [] })
        process.kill(process.pid, 'SIGKILL')`,
    })
    // With the facts of that process, so that nothing but its edit is a change.
    const seed = { hash: 'none', profiles: () => ({ hardware: [], systems: [], models: [], missing: [] }) }
    openForTest(folder, { seed }).close()
    rmSync(mainOf(folder))
    const library = openForTest(folder)
    expect(library.hardware('box-1').profile.name).toBe('Renamed')
    expect(library.notice).toMatch(/file was missing and its backup was restored\.$/)
  }, 60_000)
})

describe('a library that is moved away while it is open', () => {
  it('refuses to be changed, and everything is there at the next start', () => {
    const folder = folderWithOwn()
    const library = openForTest(folder)
    editPower(library, 'box-1', 901)
    renameSync(mainOf(folder), join(folder, 'elsewhere'))
    expect(() => editPower(library, 'box-1', 902)).toThrow(/moved or replaced .* restart Memwall/)
    library.close()
    const again = openForTest(folder)
    expect(again.notice).toMatch(/file was missing/)
    expect(again.hardware('box-1').profile.power.board.value).toBe(901)
    expect(again.listHardware('Box')).toHaveLength(OWN.filter(({ kind }) => kind === 'hardware').length)
  })
})

describe('what is on the disk', () => {
  it('is nobody else’s, also where it was', ({ skip }) => {
    if (process.platform === 'win32') return skip('Windows has no such permissions')
    const folder = join(temporaryFolder(), 'library')
    openForTest(folder).close()
    const library = openForTest(folder)
    library.copy({ kind: 'hardware', id: 'b200-sxm', newId: 'mine', name: 'Mine' })
    const entries = () => readdirSync(folder).map((name) => [name, mode(join(folder, name)).toString(8)])
    expect(mode(folder).toString(8)).toBe('700')
    expect(entries().filter(([, bits]) => bits !== '600')).toEqual([])
    expect(entries().length).toBeGreaterThan(4)
    library.close()
    spawnSync('chmod', ['755', folder])
    spawnSync('chmod', ['644', mainOf(folder)])
    openForTest(folder).close()
    expect([mode(folder), mode(mainOf(folder))]).toEqual([0o700, 0o600])
  })

  it('is cleared of what killed processes were writing, and of nothing else', () => {
    const folder = copyOf(folderWithOwn())
    // The number of a process that has ended.
    const { pid } = spawnSync(typeScriptNode(), ['--version'])
    const litter = ['', '-journal', '-wal', '-shm'].map((suffix) => `library.backup.sqlite.${pid}.new${suffix}`)
    const others = [`library.backup.sqlite.${process.ppid}.new`, 'notes.new', 'library.corrupt-1.sqlite']
    for (const name of [...litter, ...others]) writeFileSync(join(folder, name), 'x')
    openForTest(folder).close()
    for (const name of litter) expect(existsSync(join(folder, name)), name).toBe(false)
    for (const name of others) expect(existsSync(join(folder, name)), name).toBe(true)
  })
})
