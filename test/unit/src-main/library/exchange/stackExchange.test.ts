import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LIBRARY_VERSION } from '#main/library/exchange/format.ts'
import type { Library } from '#main/library/open.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { libraryContract } from '#shared/contract/library.ts'
import type { MergeChoice } from '#shared/contract/libraryExchange.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { ownStack } from '../../../../support/ownStack.ts'
import { openForTest, smallSeed } from '../librarySupport.ts'
import { draws } from '../../../../support/draws.ts'

const NAME = 'team.json'
const ours = ownStack('our-vllm', 'Our vLLM')
const theirs = { ...ours, points: 12, coefficients: { ...ours.coefficients, perStep: 0.001 } }

const fileOf = (stacks: readonly unknown[], version: unknown = LIBRARY_VERSION) =>
  canonicalJson({ type: 'memwall-library', version, hardware: [], models: [], stacks })

function libraryWith(...stacks: readonly (typeof ours)[]): Library {
  const library = openForTest(null)
  for (const stack of stacks) library.saveStack(stack, false)
  return library
}

function take(library: Library, text: string, choice?: MergeChoice) {
  const { mark, entries } = library.preview({ name: NAME, text })
  const decisions = entries
    .filter(({ state }) => state === 'conflict')
    .flatMap(({ kind, id }) => (choice ? [{ kind, id, choice }] : []))
  return library.merge({ name: NAME, text, mark, decisions })
}

it('calibrations go out by id and come in to the byte', () => {
  const other = ownStack('a-first', 'Behind by name')
  const { text, ...counts } = libraryWith(ours, { ...other, hardware: 'rtx-4090' }).export(false)
  expect(counts).toEqual({ hardware: 0, models: 0, stacks: 2 })
  const library = openForTest(null)
  const preview = libraryContract['library.previewImport'].output.parse(library.preview({ name: NAME, text }))
  expect(preview.entries).toEqual([
    { kind: 'stacks', id: 'a-first', name: 'Behind by name', state: 'new', mine: null, differences: [] },
    { kind: 'stacks', id: 'our-vllm', name: 'Our vLLM', state: 'new', mine: null, differences: [] },
  ])
  expect(library.listStacks()).toEqual([])
  const { revision } = library.summary()
  expect(take(library, text)).toMatchObject({ added: 2 })
  expect(library.summary().revision).toBe(revision + 1)
  expect(library.export(false).text).toBe(text)
  expect(take(library, text)).toMatchObject({ added: 0, same: 2 })
})

it('a conflict shows mine and theirs, and nothing enters while it is undecided', () => {
  const library = libraryWith(ours)
  const text = fileOf([theirs, ownStack('new-one', 'New one')])
  expect(library.preview({ name: NAME, text }).entries[0]).toMatchObject({
    kind: 'stacks',
    state: 'conflict',
    mine: 'user',
    differences: [
      { path: 'coefficients.perStep', mine: 0, theirs: 0.001 },
      { path: 'points', mine: 3, theirs: 12 },
    ],
  })
  expect(() => take(library, text)).toThrow('One entry of the file is here and differs')
  expect(library.listStacks()).toEqual([ours])
})

it.each([
  ['mine', { kept: 1 }, [ours]],
  ['theirs', { replaced: 1 }, [theirs]],
  ['both', { beside: 1 }, [ours, { ...theirs, id: 'our-vllm-2', name: 'Our vLLM (2)' }]],
] as const)('keeps %s as decided', (choice, outcome, kept) => {
  const library = libraryWith(ours)
  expect(take(library, fileOf([theirs]), choice)).toMatchObject({ ...outcome, added: 0, same: 0 })
  expect(library.listStacks()).toEqual(kept)
})

it('a calibration and a device may have one id: they are decided each for itself', () => {
  const [device] = smallSeed().profiles().hardware
  if (!device) throw new Error('the seed is empty')
  const library = libraryWith({ ...ours, id: device.id })
  const text = canonicalJson({
    type: 'memwall-library',
    version: LIBRARY_VERSION,
    hardware: [{ ...device, name: 'Another view of it' }],
    models: [],
    stacks: [{ ...theirs, id: device.id }],
  })
  const { mark } = library.preview({ name: NAME, text })
  const decide = (kind: 'hardware' | 'stacks', choice: MergeChoice) => ({ kind, id: device.id, choice })
  library.merge({ name: NAME, text, mark, decisions: [decide('hardware', 'mine'), decide('stacks', 'theirs')] })
  expect(library.hardware(device.id).profile.name).toBe(device.name)
  expect(library.listStacks()).toMatchObject([{ points: 12 }])
})

it('files from before calibrations were exchanged are read, and leave those here alone', () => {
  const library = libraryWith(ours)
  const text = canonicalJson({ type: 'memwall-library', version: 1, hardware: [], models: [] })
  expect(take(library, text)).toEqual({ added: 0, replaced: 0, beside: 0, kept: 0, same: 0 })
  expect(library.listStacks()).toEqual([ours])
})

it('a file that would bring more than a library keeps brings none', () => {
  const library = libraryWith(ours)
  const many = Array.from({ length: 2000 }, (_, index) => ownStack(`n${index}`, `Number ${index}`))
  expect(() => take(library, fileOf(many))).toThrow('The library keeps 2000 calibrations')
  expect(library.listStacks()).toEqual([ours])
})

it.each([
  ['in a file of version 1', fileOf([ours], 1), /stacks should be absent/],
  ['that are no list', canonicalJson({ ...JSON.parse(fileOf([])), stacks: {} }), /stacks should be a list/],
  ['that are not there', canonicalJson({ ...JSON.parse(fileOf([])), stacks: undefined }), /stacks should be a list/],
  ['too many for a library', fileOf(Array.from({ length: 2001 }, () => 0)), /more than 2000 calibrations/],
  ['one twice', fileOf([ours, theirs]), /the calibration “our-vllm” twice/],
  ['with an id like a path', fileOf([{ ...ours, id: '../../etc' }]), /calibration “..\/..\/etc”, id/],
  ['with a command in the note', fileOf([{ ...ours, note: 'fine \u001b[2J' }]), /“our-vllm” holds control characters/],
  [
    'faster than nothing',
    fileOf([{ ...ours, coefficients: { ...ours.coefficients, perStep: -1 } }]),
    /calibration “our-vllm”, .*per step/,
  ],
  ['with an unknown field', fileOf([{ ...ours, run: 'x' }]), /run should be absent/],
])('calibrations %s are refused in one sentence, and nothing enters', (_, text, message) => {
  const library = openForTest(null)
  for (const attempt of [
    () => library.preview({ name: NAME, text }),
    () => library.merge({ name: NAME, text, mark: '', decisions: [] }),
  ]) {
    expect(attempt).toThrow(message)
    expect(attempt).toThrow(/^“team\.json” [^\n]{1,400}\.$/)
  }
  expect(library.listStacks()).toEqual([])
})

it('a file in which anything was changed is read or refused in a sentence', () => {
  const library = libraryWith(ours)
  const good = fileOf([ours, theirs].map((stack, index) => ({ ...stack, id: `n${index}` })))
  const place = fc.nat(good.length - 1)
  fc.assert(
    fc.property(place, fc.nat(12), fc.oneof(fc.string({ maxLength: 6 }), fc.json({ maxDepth: 2 })), (at, cut, put) => {
      const text = good.slice(0, at) + put + good.slice(at + cut)
      try {
        libraryContract['library.previewImport'].output.parse(library.preview({ name: NAME, text }))
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(CodedError)
        expect((thrown as CodedError).code).toMatch(/^document-/)
        expect((thrown as CodedError).message).toMatch(/^“team\.json” [^\n]+\.$/)
      }
    }),
    { numRuns: draws(500) },
  )
  expect(library.listStacks()).toEqual([ours])
})
