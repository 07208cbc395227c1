import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LIBRARY_VERSION, MAXIMUM_LIBRARY_BYTES } from '#main/library/exchange/format.ts'
import type { Library } from '#main/library/open.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { libraryContract } from '#shared/contract/library.ts'
import type { MergeChoice } from '#shared/contract/libraryExchange.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { draws } from '../../../../support/draws.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { connectForTest, openForTest, smallSeed } from '../librarySupport.ts'

const [device] = smallSeed().profiles().hardware
if (!device) throw new Error('the seed is empty')
const NAME = 'team.json'

function failureOf(action: () => unknown): CodedError {
  try {
    action()
  } catch (thrown) {
    if (thrown instanceof CodedError) return thrown
    throw thrown
  }
  throw new Error('nothing was thrown')
}

/** A colleague's library: a device of their own, and one that they changed. */
function theirLibrary(): Library {
  const library = openForTest(null, { person: 'grace' })
  library.copy({ kind: 'hardware', id: 'rtx-4090', newId: 'our-card', name: 'Our card' })
  library.copy({ kind: 'models', id: 'deepseek-v3', newId: 'our-model', name: 'Our model' })
  setPower(library, 'our-card', '400 W')
  return library
}

function setPower(library: Library, id: string, typed: string): void {
  const edit = { typed, unit: '', low: '', high: '', grade: 'guess', note: '', source: null } as const
  library.edit({ kind: 'hardware', id, path: 'power.board', edit })
}

const power = (library: Library, id: string) => library.hardware(id).profile.power.board.value

/** Ours and theirs after both started from one state of “our-card” and only they went on. */
function conflicting(): { ours: Library; text: string } {
  const theirs = theirLibrary()
  const ours = openForTest(null, { person: 'ada' })
  take(ours, theirs.export(false).text)
  setPower(theirs, 'our-card', '350 W')
  return { ours, text: theirs.export(false).text }
}

function take(library: Library, text: string, choice?: MergeChoice) {
  const { mark, entries } = library.preview({ name: NAME, text })
  const decisions = entries
    .filter(({ state }) => state === 'conflict')
    .flatMap(({ kind, id }) => (choice ? [{ kind, id, choice }] : []))
  return library.merge({ name: NAME, text, mark, decisions })
}

describe('export', () => {
  it('is canonical and holds the user’s profiles, or all that is shown', () => {
    const library = theirLibrary()
    const mine = library.export(false)
    expect(mine).toMatchObject({ hardware: 1, models: 1 })
    expect(mine.text).toBe(canonicalJson(JSON.parse(mine.text)))
    expect(mine.text).toBe(library.export(false).text)
    library.copy({ kind: 'hardware', id: 'b200-sxm', newId: 'b200-sxm', name: 'B200 as bought' })
    const all = library.export(true)
    expect(all).toMatchObject({ hardware: 4, models: 3 })
    expect(all.text).toContain('B200 as bought')
    const ids = (JSON.parse(all.text) as { hardware: { id: string }[] }).hardware.map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
  })

  it('of nothing is a library too', () => {
    const { text } = openForTest(null).export(false)
    expect(JSON.parse(text)).toEqual({
      type: 'memwall-library',
      version: LIBRARY_VERSION,
      hardware: [],
      models: [],
      stacks: [],
    })
    expect(openForTest(null).preview({ name: NAME, text }).entries).toEqual([])
  })
})

describe('import', () => {
  it('gives back what was exported, to the byte, with who took it in', () => {
    const { text } = theirLibrary().export(false)
    const ours = openForTest(null, { person: 'ada' })
    const preview = libraryContract['library.previewImport'].output.parse(ours.preview({ name: NAME, text }))
    expect(preview.entries).toEqual([
      { kind: 'hardware', id: 'our-card', name: 'Our card', state: 'new', mine: null, differences: [] },
      { kind: 'models', id: 'our-model', name: 'Our model', state: 'new', mine: null, differences: [] },
    ])
    expect(ours.listHardware('our card')).toEqual([])
    expect(take(ours, text)).toEqual({ added: 2, replaced: 0, beside: 0, kept: 0, same: 0 })
    expect(ours.export(false).text).toBe(text)
    expect(ours.listHardware('our card')[0]).toMatchObject({ origin: 'user', overridden: 1 })
    expect(ours.history({ kind: 'models', id: 'our-model' }).revisions).toMatchObject([
      { action: 'imported', detail: NAME, person: 'ada' },
    ])
    expect(take(ours, text)).toEqual({ added: 0, replaced: 0, beside: 0, kept: 0, same: 2 })
  })

  it('shows mine and theirs of a conflict, and lets nothing enter while it is undecided', () => {
    const { ours, text } = conflicting()
    const { entries } = ours.preview({ name: NAME, text })
    expect(entries[0]).toMatchObject({
      state: 'conflict',
      mine: 'user',
      differences: [{ path: 'power.board', mine: { value: 400 }, theirs: { value: 350 } }],
    })
    const before = ours.export(true).text
    expect(failureOf(() => take(ours, text))).toMatchObject({
      code: 'not-allowed',
      details: [{ kind: 'hardware', id: 'our-card' }],
    })
    expect(ours.export(true).text).toBe(before)
  })

  it.each([
    ['mine', { kept: 1, replaced: 0, beside: 0 }, 400, null],
    ['theirs', { kept: 0, replaced: 1, beside: 0 }, 350, null],
    ['both', { kept: 0, replaced: 0, beside: 1 }, 400, 350],
  ] as const)('keeps %s as decided', (choice, outcome, ours, beside) => {
    const { ours: library, text } = conflicting()
    expect(take(library, text, choice)).toMatchObject({ ...outcome, added: 0, same: 1 })
    expect(power(library, 'our-card')).toBe(ours)
    const found = library.listHardware('our-card-2')
    expect(found.map(({ name }) => name)).toEqual(beside === null ? [] : ['Our card (2)'])
    if (beside === null) return
    expect(power(library, 'our-card-2')).toBe(beside)
    expect(library.hardware('our-card-2').profile.copyOf).toBe('rtx-4090')
  })

  it('in place of a shipped profile leaves that one underneath', () => {
    const text = canonicalJson({
      type: 'memwall-library',
      version: 1,
      hardware: [{ ...device, name: 'Another view of it' }],
      models: [],
    })
    const library = openForTest(null)
    expect(library.preview({ name: NAME, text }).entries).toMatchObject([
      { state: 'conflict', mine: 'bundled', differences: [{ path: 'name', mine: device.name }] },
    ])
    take(library, text, 'theirs')
    expect(library.hardware(device.id).profile.name).toBe('Another view of it')
    library.remove({ kind: 'hardware', id: device.id })
    expect(library.hardware(device.id).profile.name).toBe(device.name)
  })

  it('can be undone: a replaced profile is in the history', () => {
    const { ours, text } = conflicting()
    take(ours, text, 'theirs')
    ours.restore({ kind: 'hardware', id: 'our-card', revision: 1 })
    expect(power(ours, 'our-card')).toBe(400)
  })

  it('is refused when the library or the file changed since the preview', () => {
    const { ours, text } = conflicting()
    const { mark } = ours.preview({ name: NAME, text })
    const decisions = [{ kind: 'hardware', id: 'our-card', choice: 'theirs' }] as const
    setPower(ours, 'our-card', '390 W')
    expect(failureOf(() => ours.merge({ name: NAME, text, mark, decisions })).message).toMatch(/changed since/)
    const again = ours.preview({ name: NAME, text })
    const other = text.replace('Our model', 'A model')
    expect(failureOf(() => ours.merge({ name: NAME, text: other, mark: again.mark, decisions })).code).toBe(
      'not-allowed',
    )
    expect(power(ours, 'our-card')).toBe(390)
  })

  it('enters whole or not at all', () => {
    const folder = temporaryFolder()
    const library = openForTest(folder)
    const bomb = connectForTest(join(folder, 'library.sqlite'))
    bomb.exec(`CREATE TRIGGER bomb BEFORE INSERT ON models WHEN NEW.id = 'our-model'
      BEGIN SELECT RAISE(ABORT, 'the last profile of the file cannot be written'); END`)
    bomb.close()
    const before = library.summary()
    const { text } = theirLibrary().export(false)
    expect(() => take(library, text)).toThrow(/cannot be written/)
    expect(library.summary()).toEqual(before)
    expect(library.listHardware('our card')).toEqual([])
    expect(failureOf(() => library.history({ kind: 'hardware', id: 'our-card' })).code).toBe('not-found')
  })
})

describe('a hostile file', () => {
  const good = { type: 'memwall-library', version: 1, hardware: [device], models: [] }
  const changed = (change: object) => JSON.stringify({ ...good, hardware: [{ ...device, ...change }] })
  const text = JSON.stringify(good)
  const files: readonly (readonly [name: string, text: string, code: string, message: RegExp])[] = [
    ['that is empty', '', 'document-broken', /is empty/],
    ['that is no JSON', 'hello', 'document-foreign', /is not a Memwall library/],
    ['that is a number', '7', 'document-foreign', /is not a Memwall library/],
    ['that is a workspace', '{"type":"memwall","version":1}', 'document-foreign', /is not a Memwall library/],
    ['that ends in the middle', text.slice(0, 2000), 'document-broken', /ends in the middle/],
    ['with a comma too many', text.replace('"models":[]', '"models":[],'), 'document-broken', /mistake in its JSON/],
    ['of a newer Memwall', JSON.stringify({ ...good, version: 3 }), 'document-newer', /update Memwall/],
    ['of version 0', JSON.stringify({ ...good, version: 0 }), 'document-broken', /version should be/],
    ['of version “1”', JSON.stringify({ ...good, version: '1' }), 'document-broken', /version should be/],
    ['with an unknown part', JSON.stringify({ ...good, more: 1 }), 'document-broken', /more should be absent/],
    ['without a list', JSON.stringify({ ...good, models: {} }), 'document-broken', /models should be a list/],
    ['too deep', text.replace('"notes":[', `"notes":[${'['.repeat(100)}`), 'document-broken', /32 levels/],
    ['with a field twice', text.replace('"year"', '"vendor":"x","year"'), 'document-broken', /“vendor” twice/],
    ['that pollutes', text.replace('"year"', '"__proto__":{"polluted":true},"year"'), 'document-broken', /“__proto__”/],
    [
      'that pollutes in disguise',
      text.replace('"year"', '"\\u005f_proto__":{"polluted":true},"year"'),
      'document-broken',
      /“__proto__”/,
    ],
    ['with an id like a path', changed({ id: '../../etc' }), 'document-broken', /device “..\/..\/etc”, id/],
    ['with a profile twice', JSON.stringify({ ...good, hardware: [device, device] }), 'document-broken', /twice/],
    [
      'with a negative price',
      changed({ dieArea: { value: -1, grade: 'guess', source: null } }),
      'document-broken',
      /die area/,
    ],
    [
      'with a figure without a grade',
      changed({ dieArea: { value: 1, grade: null, source: null } }),
      'document-broken',
      /needs a grade/,
    ],
    [
      'with an infinite figure',
      text.replace(/"dieArea":\{"value":[^,]+/, '"dieArea":{"value":1e999'),
      'document-broken',
      /die area/,
    ],
    [
      'with an unknown field in a figure',
      changed({ dieArea: { value: 1, grade: 'guess', source: null, run: 'x' } }),
      'document-broken',
      /run should be absent/,
    ],
    [
      'with a profile that is a text',
      JSON.stringify({ ...good, hardware: ['b200'] }),
      'document-broken',
      /device 1 should be an object/,
    ],
    [
      'with a model among the devices',
      JSON.stringify({ ...good, hardware: smallSeed().profiles().models }),
      'document-broken',
      /device “/,
    ],
    [
      'with more profiles than there are',
      JSON.stringify({ ...good, models: Array.from({ length: 20_001 }, () => 0) }),
      'document-broken',
      /more than 20000 models/,
    ],
    [
      'with a command to the terminal in a name',
      changed({ name: 'B200 \u001b[2J' }),
      'document-broken',
      /a text of the device “[\w-]+” holds control characters/,
    ],
    ['with a name that reads backwards', changed({ name: 'B200 \u202e002B' }), 'document-broken', /control characters/],
    [
      'with a command in the name of a field',
      changed({ other: { 'x\u009b1m': { value: 1, grade: 'guess', source: null } } }),
      'document-broken',
      /control characters/,
    ],
    ['that is too large', `"${'x'.repeat(MAXIMUM_LIBRARY_BYTES)}"`, 'document-too-large', /135 MB a library may have/],
  ]

  it.each(files)('%s is refused in one sentence, and nothing enters', (_, contents, code, message) => {
    const library = openForTest(null)
    const before = library.export(true).text
    for (const attempt of [
      () => library.preview({ name: NAME, text: contents }),
      () => library.merge({ name: NAME, text: contents, mark: '', decisions: [] }),
    ]) {
      const failure = failureOf(attempt)
      expect(failure).toMatchObject({ code, message: expect.stringMatching(message) })
      expect(failure.message).toMatch(/^“team\.json” [^\n]{1,400}\.$/)
    }
    expect('polluted' in {}).toBe(false)
    expect(library.export(true).text).toBe(before)
  })

  it('may have notes of several lines', () => {
    const contents = changed({ notes: ['First line\n\tand a second, with “quotes”, 漢字 and é'] })
    expect(openForTest(null).preview({ name: NAME, text: contents }).entries).toMatchObject([{ state: 'conflict' }])
  })

  it('with a byte order mark is only odd', () => {
    expect(openForTest(null).preview({ name: NAME, text: `\uFEFF${text}` }).entries).toMatchObject([{ state: 'same' }])
  })
})

describe('thousands of profiles', () => {
  it('come in, are found, and go out again to the byte', () => {
    const each = draws(5000)
    const numbered = <Profile extends object>(profiles: readonly Profile[]) =>
      Array.from({ length: each }, (_, index) => {
        const number = String(index).padStart(4, '0')
        return { ...profiles[index % profiles.length], id: `n${number}`, name: `Number ${number}` }
      })
    const { hardware, models } = smallSeed().profiles()
    const text = canonicalJson({
      type: 'memwall-library',
      version: LIBRARY_VERSION,
      hardware: numbered(hardware),
      models: numbered(models),
      stacks: [],
    })
    const folder = temporaryFolder()
    const library = openForTest(folder)
    expect(take(library, text)).toMatchObject({ added: 2 * each })
    expect(library.summary()).toMatchObject({ devices: each + 3, models: each + 2 })
    expect(library.listHardware('number 0321').map(({ id }) => id)).toEqual(['n0321'])
    expect(library.listModels('deepseek number 000').length).toBeGreaterThan(3)
    library.close()
    const again = openForTest(folder)
    expect(again.export(false).text === text).toBe(true)
    expect(again.preview({ name: NAME, text }).entries.every(({ state }) => state === 'same')).toBe(true)
  }, 120_000)
})
