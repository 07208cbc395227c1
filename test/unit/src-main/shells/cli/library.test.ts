import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLibrary } from '#main/library/open.ts'
import { readSeed } from '#main/library/seedData.ts'
import type { FigureEdit } from '#shared/domain/figureEdit.ts'
import { runCommand } from '../../../../support/commandLine.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'
import { binding } from '../../library/librarySupport.ts'

const EDIT: FigureEdit = {
  typed: '7.2 TB/s',
  unit: '',
  low: '7.1',
  high: '',
  grade: 'measured',
  note: '',
  source: { title: 'Our lab', address: null },
}

/** A data folder whose library has a device of the user's. @param typed its bandwidths, one revision each */
function homeWith(typed: readonly string[]): string {
  const home = temporaryFolder()
  const seed = readSeed(repositoryFile('resources'))
  const library = openLibrary({ folder: join(home, 'library'), seed, person: 'ada', ...binding() })
  library.copy({ kind: 'hardware', id: 'b200-sxm', newId: 'lab', name: 'B200 in our lab' })
  for (const [index, text] of typed.entries()) {
    // Each has a source of its own, under the one key of its figure.
    const source = { title: index === 0 ? 'Our lab' : `Our lab, run ${index + 1}`, address: null }
    const edit = { ...EDIT, typed: text, low: '', source }
    library.edit({ kind: 'hardware', id: 'lab', path: 'memory.hbm.bandwidth', edit })
  }
  library.close()
  return home
}

const lab = async (home: string): Promise<number | null | undefined> => {
  const shown = await runCommand(['library', 'show', 'lab', '--json'], home)
  if (shown.code !== 0) return null
  const { profile } = JSON.parse(shown.output) as {
    profile: { memory: { id: string; bandwidth: { value: number | null } }[] }
  }
  return profile.memory.find(({ id }) => id === 'hbm')?.bandwidth.value
}

describe('memwall library', () => {
  it('history tells who changed what, and restore brings a revision back', async () => {
    const home = homeWith(['7.2 TB/s', '7.3 TB/s'])
    const told = await runCommand(['library', 'history', 'lab'], home)
    expect(told).toMatchObject({ code: 0, errors: '' })
    expect(told.output).toMatch(
      /^Revision 3 {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC {2}ada {2}edited\n {2}memory\.hbm\.bandwidth: 7\.20\sTB\/s \(measured, Our lab, typed “7\.2 TB\/s”\) → 7\.30\sTB\/s \(measured, Our lab, run 2, typed “7\.3 TB\/s”\)\n/,
    )
    expect(told.output).toMatch(/8\.00\sTB\/s \(secondary, [^)]+\) → 7\.20\sTB\/s \(measured, Our lab, /)
    expect(told.output).toMatch(/Revision 1 .* copied from b200-sxm\n$/)
    const shown = await runCommand(['library', 'show', 'lab'], home)
    expect(shown.output).toMatch(/copy of b200-sxm · 1 figure of my own\n/)
    expect(shown.output).toMatch(/HBM\S* bandwidth +7\.30\sTB\/s +measured, my own +own-memory\.hbm\.bandwidth\n/)
    expect(shown.output).toContain('own-memory.hbm.bandwidth: Our lab, run 2\n')
    const restored = await runCommand(['library', 'restore', 'lab', '2'], home)
    expect(restored).toEqual({
      code: 0,
      errors: '',
      output: 'lab is as it was in revision 2; this is revision 4\n',
    })
    expect(await lab(home)).toBe(7.2e12)
    const again = JSON.parse((await runCommand(['library', 'history', 'lab', '--json'], home)).output) as {
      revisions: { action: string; person: string }[]
    }
    expect(again.revisions[0]?.action).toBe('restored')
    // The command line gives its own user's name.
    expect(again.revisions[0]?.person).not.toBe('ada')
    expect(await runCommand(['library', 'restore', 'lab', '9'], home)).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/has no revision 9/),
    })
    expect(await runCommand(['library', 'history', 'b200-sxm'], home)).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/has no history/),
    })
  }, 60_000)

  it('import takes in what export wrote, and decides conflicts as told', async () => {
    const file = join(temporaryFolder(), 'team.json')
    const theirs = homeWith(['7.2 TB/s'])
    const exported = await runCommand(['library', 'export', file], theirs)
    expect(exported).toEqual({ code: 0, errors: '', output: `${file}: 1 device, 0 models, 0 calibrations\n` })

    const empty = temporaryFolder()
    const dry = await runCommand(['library', 'import', file, '--dry-run'], empty)
    expect(dry).toMatchObject({ code: 0, errors: '' })
    expect(dry.output).toMatch(/1 new, 0 the same, 0 in conflict\n {2}new {2}lab .*\nnothing was imported\n$/)
    expect(await lab(empty)).toBeNull()
    expect((await runCommand(['library', 'import', file], empty)).output).toMatch(/imported: 1 added/)
    expect(await lab(empty)).toBe(7.2e12)

    const mine = homeWith(['7.4 TB/s'])
    const undecided = await runCommand(['library', 'import', file], mine)
    expect(undecided).toMatchObject({ code: 1, errors: '' })
    expect(undecided.output).toMatch(
      /conflict {2}lab .*\n {4}memory\.hbm\.bandwidth: 7\.40\sTB\/s .* → 7\.20\sTB\/s .*\nnothing was imported; decide the conflicts with --prefer/,
    )
    expect(await lab(mine)).toBe(7.4e12)
    await runCommand(['library', 'import', file, '--prefer', 'mine'], mine)
    expect(await lab(mine)).toBe(7.4e12)
    await runCommand(['library', 'import', file, '--prefer', 'theirs', '--dry-run'], mine)
    expect(await lab(mine)).toBe(7.4e12)
    const taken = await runCommand(['library', 'import', file, '--prefer', 'theirs', '--json'], mine)
    expect(JSON.parse(taken.output)).toMatchObject({ file, outcome: { replaced: 1 }, entries: [{ state: 'conflict' }] })
    expect(await lab(mine)).toBe(7.2e12)
  }, 60_000)

  it('import refuses what is no library with one sentence and code 3', async () => {
    const home = temporaryFolder()
    const file = join(temporaryFolder(), 'team.json')
    for (const [contents, message] of [
      [null, /“team\.json” was not found/],
      ['{}', /is not a Memwall library/],
      [Buffer.from([0xff, 0xfe, 0x00]), /is not a Memwall library/],
      ['{"type":"memwall-library","version":9}', /update Memwall/],
    ] as const) {
      if (contents !== null) writeFileSync(file, contents)
      const ended = await runCommand(['library', 'import', file], home)
      expect(ended).toMatchObject({ code: 3, output: '' })
      expect(ended.errors).toMatch(message)
      expect(ended.errors).toMatch(/^memwall: [^\n]+\.\n$/)
    }
    expect(readFileSync(file, 'utf8')).toContain('memwall-library')
  }, 60_000)

  it('export --all holds what is shipped', async () => {
    const home = temporaryFolder()
    const file = join(temporaryFolder(), 'all.json')
    const ended = await runCommand(['library', 'export', file, '--all', '--json'], home)
    expect(JSON.parse(ended.output)).toEqual({ path: file, hardware: 77 + 73, models: 65, stacks: 0 })
    // What is shipped here is shipped there.
    const back = await runCommand(['library', 'import', file], home)
    expect(back.output).toMatch(/0 new, 215 the same, 0 in conflict/)
  }, 60_000)
})
