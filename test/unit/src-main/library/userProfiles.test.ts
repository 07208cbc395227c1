import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Library } from '#main/library/open.ts'
import { profileHash } from '#main/library/rows.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { libraryContract } from '#shared/contract/library.ts'
import type { FigureEdit } from '#shared/domain/figureEdit.ts'
import { makeReadOnly, smallDisk, temporaryFolder } from '../../../support/folders.ts'
import { connectForTest, openForTest, smallSeed } from './librarySupport.ts'

const MINE = { kind: 'hardware', id: 'b200-lab' } as const
const MEASURED: FigureEdit = {
  typed: '7.2 TB/s',
  unit: '',
  low: '7.1',
  high: '7.3 TB/s',
  grade: 'measured',
  note: 'copy kernel, all SMs',
  source: { title: 'Our lab book, page 12', address: null },
}

function failureOf(action: () => unknown): CodedError {
  try {
    action()
  } catch (thrown) {
    if (thrown instanceof CodedError) return thrown
    throw thrown
  }
  throw new Error('nothing was thrown')
}

/** A library with a copy of B200, each change a minute after the last. */
function libraryWithCopy(folder: string | null = null): Library {
  let minute = 0
  const library = openForTest(folder, {
    person: 'ada',
    now: () => Date.UTC(2026, 0, 1, 12, (minute += 1)),
  })
  library.copy({ kind: 'hardware', id: 'b200-sxm', newId: MINE.id, name: 'B200 in our lab' })
  return library
}

const edit = (library: Library, path: string, change: Partial<FigureEdit> = {}) =>
  library.edit({ ...MINE, path, edit: { ...MEASURED, ...change } })

describe('a copy', () => {
  it('is the user’s, has every figure of the shipped profile, and leaves that one alone', () => {
    const library = libraryWithCopy()
    const { profile } = library.hardware(MINE.id)
    const shipped = library.hardware('b200-sxm')
    expect(profile).toEqual({ ...shipped.profile, id: MINE.id, name: 'B200 in our lab', copyOf: 'b200-sxm' })
    const lines = library.listHardware('b200')
    expect(lines.map(({ id, origin, overridden }) => [id, origin, overridden])).toEqual([
      [MINE.id, 'user', 0],
      ['b200-sxm', 'bundled', 0],
    ])
  })

  it('of a copy is a copy of the shipped device, whose measurements hold for it', () => {
    const library = libraryWithCopy()
    library.copy({ ...MINE, newId: 'second', name: 'Second' })
    expect(library.hardware('second').profile.copyOf).toBe('b200-sxm')
    library.copy({ kind: 'hardware', id: 'rtx-4090', newId: 'rtx-4090', name: 'Ours' })
    expect(library.hardware('rtx-4090').profile).not.toHaveProperty('copyOf')
  })

  it('may stand in the shipped one’s place, and gives it back', () => {
    const library = openForTest(null)
    library.copy({ kind: 'hardware', id: 'b200-sxm', newId: 'b200-sxm', name: 'B200 as bought' })
    expect(library.hardware('b200-sxm').profile.name).toBe('B200 as bought')
    expect(library.summary().devices).toBe(3)
    library.remove({ kind: 'hardware', id: 'b200-sxm' })
    expect(library.hardware('b200-sxm').profile.name).toBe(smallSeed().profiles().hardware[0]?.name)
  })

  it('of a model can be edited too', () => {
    const library = openForTest(null)
    library.copy({ kind: 'models', id: 'deepseek-v3', newId: 'deepseek-ours', name: 'DeepSeek, ours' })
    library.edit({
      kind: 'models',
      id: 'deepseek-ours',
      path: 'published.context',
      edit: { ...MEASURED, typed: '32,768', low: '', high: '' },
    })
    expect(library.model('deepseek-ours').profile.published.context.value).toBe(32_768)
    expect(library.listModels('ours')[0]).toMatchObject({ origin: 'user', overridden: 1 })
  })

  it.each([
    ['of nothing', 'b900', 'x', 'not-found', /no device “b900”/],
    ['under a shipped id', 'b200-sxm', 'rtx-4090', 'not-allowed', /“rtx-4090” already: choose another id/],
    ['under a taken id', 'b200-sxm', 'b200-lab', 'not-allowed', /“b200-lab” already: choose another id/],
    ['under no id', 'b200-sxm', 'B 200', 'invalid-input', /“B 200” cannot be an id/],
    ['out of the folder', 'b200-sxm', '../b200', 'invalid-input', /cannot be an id/],
  ])('%s is refused and changes nothing', (_, id, newId, code, message) => {
    const library = libraryWithCopy()
    const before = library.summary()
    const failure = failureOf(() => library.copy({ kind: 'hardware', id, newId, name: 'A copy' }))
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(library.summary()).toEqual(before)
  })
})

describe('an edit', () => {
  it('keeps value as typed, unit, range, grade, note and a source of one’s own, and what it replaced', () => {
    const library = libraryWithCopy()
    const before = library.hardware(MINE.id).profile.memory.find(({ id }) => id === 'hbm')
    const saved = edit(library, 'memory.hbm.bandwidth')
    const { profile, hash } = library.hardware(MINE.id)
    expect(profile.memory.find(({ id }) => id === 'hbm')?.bandwidth).toEqual({
      value: 7.2e12,
      low: 7.1e12,
      high: 7.3e12,
      grade: 'measured',
      note: 'copy kernel, all SMs',
      source: 'own-memory.hbm.bandwidth',
      ...(before?.bandwidth.alternatives ? { alternatives: before.bandwidth.alternatives } : {}),
      override: { typed: '7.2 TB/s', unit: 'TB/s', replaced: 8e12, by: 'ada', at: '2026-01-01T12:02:00.000Z' },
    })
    expect(profile.sources['own-memory.hbm.bandwidth']).toEqual({ title: 'Our lab book, page 12', address: null })
    expect(saved).toEqual({ ...MINE, revision: 2, hash })
    expect(hash).toBe(profileHash(profile))
    expect(library.listHardware('lab')[0]).toMatchObject({ overridden: 1, bandwidth: 7.2e12 })
    expect(library.hardware('b200-sxm').profile.memory).not.toEqual(profile.memory)
  })

  it('of a figure twice remembers the first value, and its source once', () => {
    const library = libraryWithCopy()
    edit(library, 'power.board', { typed: '1.1 kW', low: '', high: '' })
    edit(library, 'power.board', { typed: '1.2', unit: 'kW', low: '', high: '', grade: 'guess', source: null })
    const { profile } = library.hardware(MINE.id)
    expect(profile.power.board).toMatchObject({
      value: 1200,
      grade: 'guess',
      source: null,
      override: { typed: '1.2', unit: 'kW', replaced: 1000 },
    })
    expect(Object.keys(profile.sources)).not.toContain('own-power.board')
    expect(library.listHardware('lab')[0]?.overridden).toBe(1)
  })

  it('can make a figure unknown, which is not zero', () => {
    const library = libraryWithCopy()
    edit(library, 'price.purchase', { typed: ' ', grade: null, source: null })
    expect(library.hardware(MINE.id).profile.price.purchase).toMatchObject({
      value: null,
      grade: null,
      source: null,
      override: { typed: '', unit: '' },
    })
  })

  it.each([
    ['of no figure', 'memory.hbm.colour', {}, 'not-found', /no figure “memory.hbm.colour”/],
    ['through a prototype', '__proto__.polluted', {}, 'not-found', /no figure/],
    ['in another unit', 'memory.hbm.bandwidth', { typed: '7.2 TB' }, 'invalid-input', /unit of/],
    ['below zero', 'memory.hbm.bandwidth', { typed: '-7 TB/s' }, 'invalid-input', /Too small: enter 1.B\/s or more/],
    [
      'beyond its limit',
      'memory.hbm.bandwidth',
      { typed: '2 EB/s', high: '' },
      'invalid-input',
      /enter 1.EB\/s or less/,
    ],
    ['outside its range', 'memory.hbm.bandwidth', { low: '7.3', high: '' }, 'invalid-input', /outside its range/],
    ['without a grade', 'memory.hbm.bandwidth', { grade: null }, 'invalid-input', /needs a grade/],
    ['measured nowhere', 'memory.hbm.bandwidth', { source: null }, 'invalid-input', /“measured” needs a source/],
  ])('%s is refused with one sentence and changes nothing', (_, path, change, code, message) => {
    const library = libraryWithCopy()
    const before = library.hardware(MINE.id)
    const failure = failureOf(() => edit(library, path, change))
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(library.hardware(MINE.id)).toEqual(before)
    expect(library.history(MINE).revisions.length).toBe(1)
  })

  it('of a shipped profile is refused: copy it first', () => {
    const library = libraryWithCopy()
    const failure = failureOf(() => library.edit({ kind: 'hardware', id: 'b200-sxm', path: 'dieArea', edit: MEASURED }))
    expect(failure).toMatchObject({
      code: 'not-allowed',
      message: expect.stringMatching(/copy it and change the copy/),
    })
    expect(failureOf(() => library.remove({ kind: 'hardware', id: 'b200-sxm' })).code).toBe('not-allowed')
  })
})

describe('the history', () => {
  it('says per figure who changed what, when, from what to what', () => {
    const library = libraryWithCopy()
    const original = library.hardware(MINE.id).profile
    edit(library, 'memory.hbm.bandwidth')
    edit(library, 'power.board', { typed: '1.1 kW', low: '', high: '' })
    library.remove(MINE)
    const history = libraryContract['library.history'].output.parse(library.history(MINE))
    expect(
      history.revisions.map(({ revision, action, detail, person, moment }) => [
        revision,
        action,
        detail,
        person,
        moment,
      ]),
    ).toEqual([
      [4, 'removed', '', 'ada', '2026-01-01T12:04:00.000Z'],
      [3, 'edited', '', 'ada', '2026-01-01T12:03:00.000Z'],
      [2, 'edited', '', 'ada', '2026-01-01T12:02:00.000Z'],
      [1, 'copied', 'b200-sxm', 'ada', '2026-01-01T12:01:00.000Z'],
    ])
    expect(history.revisions[2]?.changes).toMatchObject([
      {
        path: 'memory.hbm.bandwidth',
        before: original.memory.find(({ id }) => id === 'hbm')?.bandwidth,
        after: { value: 7.2e12, override: { typed: '7.2 TB/s' } },
      },
    ])
    expect(history.revisions[1]?.changes).toMatchObject([
      { path: 'power.board', before: { value: 1000 }, after: { value: 1100 } },
    ])
  })

  it('restores any earlier state, and forgets none in between', () => {
    const library = libraryWithCopy()
    const states = [library.hardware(MINE.id)]
    for (const typed of ['7.2 TB/s', '7.25 TB/s', '7.3 TB/s']) {
      edit(library, 'memory.hbm.bandwidth', { typed })
      states.push(library.hardware(MINE.id))
    }
    for (const [index, state] of states.entries()) {
      library.restore({ ...MINE, revision: index + 1 })
      expect(library.hardware(MINE.id)).toEqual(state)
    }
    const { revisions } = library.history(MINE)
    expect(revisions.map(({ action, detail }) => `${action} ${detail}`.trim())).toEqual([
      'restored 4',
      'restored 3',
      'restored 2',
      'restored 1',
      'edited',
      'edited',
      'edited',
      'copied b200-sxm',
    ])
    expect(revisions[0]?.changes).toMatchObject([
      { path: 'memory.hbm.bandwidth', before: { value: 7.25e12 }, after: { value: 7.3e12 } },
    ])
  })

  it('brings back what was removed, and writes nothing where nothing changes', () => {
    const library = libraryWithCopy()
    const state = library.hardware(MINE.id)
    library.remove(MINE)
    expect(failureOf(() => library.hardware(MINE.id)).code).toBe('not-found')
    library.restore({ ...MINE, revision: 1 })
    expect(library.hardware(MINE.id)).toEqual(state)
    expect(library.restore({ ...MINE, revision: 3 }).revision).toBe(3)
    expect(library.history(MINE).revisions.length).toBe(3)
  })

  it('knows what it does not have', () => {
    const library = libraryWithCopy()
    library.remove(MINE)
    expect(failureOf(() => library.restore({ ...MINE, revision: 9 })).message).toMatch(/has no revision 9/)
    expect(failureOf(() => library.restore({ ...MINE, revision: 2 })).message).toMatch(/was removed in revision 2/)
    expect(failureOf(() => library.history({ kind: 'models', id: 'deepseek-v3' })).code).toBe('not-found')
  })

  it('is in the file, survives a new seed, and comes back with the backup', () => {
    const folder = temporaryFolder()
    const library = libraryWithCopy(folder)
    edit(library, 'memory.hbm.bandwidth')
    const before = library.history(MINE)
    library.close()
    const again = openForTest(folder, { seed: smallSeed('second') })
    expect(again.history(MINE)).toEqual(before)
    again.close()
    const backup = connectForTest(join(folder, 'library.backup.sqlite'))
    expect(backup.prepare('SELECT count(*) FROM audit').pluck().get()).toBe(2)
    expect(() => backup.exec('DELETE FROM audit')).toThrow(/only grows/)
  })
})

describe('a library that cannot be written', () => {
  it('refuses changes instead of losing them, and still tells its history', ({ skip }) => {
    const disk = smallDisk(16_384)
    if (disk === null) return skip('mounting a disk needs root')
    const writer = libraryWithCopy(disk)
    edit(writer, 'memory.hbm.bandwidth')
    writer.close()
    makeReadOnly(disk)
    const library = openForTest(disk)
    expect(library.notice).toMatch(/cannot be written/)
    for (const change of [
      () => edit(library, 'power.board'),
      () => library.copy({ kind: 'hardware', id: 'b200-sxm', newId: 'another', name: 'Another' }),
      () => library.remove(MINE),
      () => library.restore({ ...MINE, revision: 1 }),
      () => library.merge({ name: 'x', text: '', mark: '', decisions: [] }),
    ]) {
      expect(failureOf(change)).toMatchObject({ code: 'read-only', message: library.notice })
    }
    expect(library.history(MINE).revisions.length).toBe(2)
    expect(library.hardware(MINE.id).profile.memory.find(({ id }) => id === 'hbm')?.bandwidth.value).toBe(7.2e12)
  })

  it('shows what is still in the log of a library that was not closed', ({ skip }) => {
    const disk = smallDisk(16_384)
    if (disk === null) return skip('mounting a disk needs root')
    openForTest(disk).close()
    // As a crash leaves it: the log of an open library, copied, without the file that readers share.
    const open = libraryWithCopy(disk)
    const crashed = smallDisk(16_384)
    if (crashed === null) return skip('mounting a disk needs root')
    for (const name of ['library.sqlite', 'library.sqlite-wal']) {
      copyFileSync(join(disk, name), join(crashed, name))
    }
    open.close()
    makeReadOnly(crashed)
    const library = openForTest(crashed)
    expect(library.notice).toMatch(/cannot be written/)
    expect(library.hardware(MINE.id).profile.name).toBe('B200 in our lab')
  })
})

describe('putting a figure back', () => {
  it('gives back value, grade and source of the original after several edits, and stays in the history', () => {
    const library = libraryWithCopy()
    const original = library.hardware('b200-sxm').profile
    edit(library, 'memory.hbm.bandwidth')
    edit(library, 'memory.hbm.bandwidth', { typed: '6 TB/s', low: '', high: '' })
    edit(library, 'power.board', { typed: '900 W', low: '', high: '' })
    library.revert({ ...MINE, path: 'memory.hbm.bandwidth' })
    const { profile } = library.hardware(MINE.id)
    expect(profile.memory).toEqual(original.memory)
    expect(profile.power.board.value).toBe(900)
    expect(profile.sources).not.toHaveProperty('own-memory.hbm.bandwidth')
    expect(library.history(MINE).revisions[0]).toMatchObject({ action: 'edited', detail: 'reverted' })
  })

  it('of what nobody changed changes nothing', () => {
    const library = libraryWithCopy()
    const { revision } = library.summary()
    library.revert({ ...MINE, path: 'power.board' })
    expect(library.history(MINE).revisions).toHaveLength(1)
    expect(library.summary().revision).toBeGreaterThanOrEqual(revision)
  })
})

describe('what has changed since it was seen', () => {
  it('is not written over; changes of other figures are no conflict', () => {
    const library = libraryWithCopy()
    const { hash } = library.hardware(MINE.id)
    edit(library, 'memory.hbm.bandwidth')
    const again = { ...MINE, path: 'memory.hbm.bandwidth', edit: { ...MEASURED, typed: '5 TB/s', low: '', high: '' } }
    expect(failureOf(() => library.edit({ ...again, seen: hash }))).toMatchObject({
      code: 'not-allowed',
      message: expect.stringMatching(/changed meanwhile/),
    })
    library.edit({ ...again, path: 'power.board', edit: { ...again.edit, typed: '950 W' }, seen: hash })
    expect(library.hardware(MINE.id).profile.power.board.value).toBe(950)
    library.edit({ ...again, seen: library.hardware(MINE.id).hash })
    expect(library.hardware(MINE.id).profile.memory.find(({ id }) => id === 'hbm')?.bandwidth.value).toBe(5e12)
  })
})

describe('name and notes', () => {
  it('are the user’s to change, with a state in the history; a shipped profile’s are not', () => {
    const library = libraryWithCopy()
    library.describe({ ...MINE, name: 'B200, rack 4', notes: ['Bought in May.'] })
    expect(library.hardware(MINE.id).profile).toMatchObject({ name: 'B200, rack 4', notes: ['Bought in May.'] })
    const changes = library.history(MINE).revisions[0]?.changes.map(({ path }) => path)
    expect(changes).toContain('name')
    const shipped = { kind: 'hardware', id: 'b200-sxm' } as const
    expect(failureOf(() => library.describe({ ...shipped, name: 'x', notes: [] })).code).toBe('not-allowed')
  })
})
