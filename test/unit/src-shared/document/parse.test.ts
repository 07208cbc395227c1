import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#shared/document/canonical.ts'
import { MAXIMUM_DOCUMENT_BYTES } from '#shared/document/envelope.ts'
import { describeFailure, type DocumentFailure } from '#shared/document/failure.ts'
import { documentChain } from '#shared/document/migrations/index.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { DEFAULT_LIFECYCLE } from '#shared/domain/brief/lifecycle.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { testWorkspace } from '../../../support/documents.ts'

const workspace = testWorkspace()
const text = serializeDocument(workspace)

/** The document with the value at a path replaced; undefined removes it. */
function spoiled(path: readonly (string | number)[], value: unknown, base: string = text): string {
  const document: unknown = JSON.parse(base)
  const last = path.at(-1) ?? ''
  let parent = document as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>
  parent[last] = value
  return canonicalJson(document)
}

function failureOf(input: string): DocumentFailure {
  const parsed = parseDocument(input)
  if (parsed.ok) throw new Error('The text was accepted.')
  return parsed.failure
}

describe('parseDocument', () => {
  it('gives back what was serialized', () => {
    expect(parseDocument(text)).toEqual({ ok: true, workspace, migratedFrom: null })
  })

  it('takes a brief without what training takes for one of which nobody has said it', () => {
    expect(parseDocument(spoiled(['workspace', 'brief', 'lifecycle'], undefined))).toEqual({
      ok: true,
      workspace: { ...workspace, brief: { ...workspace.brief, lifecycle: DEFAULT_LIFECYCLE } },
      migratedFrom: null,
    })
    expect(parseDocument(spoiled(['workspace', 'brief', 'lifecycle', 'training', 'tokens'], 0)).ok).toBe(false)
  })

  it('tolerates a byte order mark and other line ends', () => {
    expect(parseDocument(`\uFEFF${text.replaceAll('\n', '\r\n')}`).ok).toBe(true)
  })

  it('never throws, and never takes a cut file for a whole one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: text.trimEnd().length - 1 }), (length) => {
        expect(failureOf(text.slice(0, length)).kind).toBe('truncated')
      }),
    )
  })

  it('never throws on any text at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (input) => {
        expect(parseDocument(input).ok).toBe(false)
      }),
    )
  })

  it('never throws on a document with one value replaced', () => {
    const paths = leafPaths(JSON.parse(text))
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const parsed = parseDocument(spoiled(path, value))
        if (!parsed.ok) expect(describeFailure(parsed.failure, 'x')).toMatch(/^“x” .+; .+\.$/)
      }),
      { numRuns: 300 },
    )
  })

  const cases: readonly (readonly [string, string, DocumentFailure])[] = [
    ['an empty file', '', { kind: 'empty' }],
    ['a file of white space', ' \n\n', { kind: 'empty' }],
    ['other text', 'Dear colleague,', { kind: 'foreign' }],
    ['JSON of something else', '{"name": "memwall", "version": "1.0.0"}', { kind: 'foreign' }],
    ['a cut file of something else', '{"name": "something", "list": [1, 2', { kind: 'foreign' }],
    ['a list', '[]', { kind: 'foreign' }],
    ['a bare null', 'null', { kind: 'foreign' }],
    [
      'a newer file, whatever it holds',
      canonicalJson({ type: 'memwall', version: 7, workspace: 12, more: true }),
      { kind: 'newer', version: 7, supported: documentChain.current },
    ],
    [
      'a version that is no number',
      spoiled(['version'], 'one'),
      { kind: 'wrongType', field: 'version', expected: 'a whole number from 1', found: 'the text “one”', others: 0 },
    ],
    [
      'something beside the workspace',
      spoiled(['extra'], 1),
      { kind: 'wrongType', field: 'extra', expected: 'absent from a Memwall file', found: 'the number 1', others: 0 },
    ],
    [
      'a workspace that is none',
      canonicalJson({ type: 'memwall', version: 1, workspace: [] }),
      { kind: 'wrongType', field: 'the workspace', expected: 'an object', found: 'a list', others: 0 },
    ],
    ['100,000 brackets', '['.repeat(100_000), { kind: 'tooDeep', limit: 64 }],
    [
      'deep nesting inside ours',
      text.replace('"title": "Two machines"', `"title": ${'{"a":'.repeat(200)}1${'}'.repeat(200)}`),
      { kind: 'tooDeep', limit: 64 },
    ],
    [
      'a mistake in the JSON',
      text.replace('"objective": {', '"objective" {'),
      { kind: 'syntax', line: lineOf('"objective"') },
    ],
    ['a bracket too many', `${text}]`, { kind: 'syntax', line: text.split('\n').length }],
    [
      'a key twice',
      text.replace('"version": 6,', '"version": 6,\n"version": 6,'),
      { kind: 'duplicateKey', key: 'version', line: 4 },
    ],
    [
      'a prototype key',
      text.replace('"version": 6,', '"version": 6, "__proto__": {"polluted": true},'),
      { kind: 'forbiddenKey', key: '__proto__', line: 3 },
    ],
    [
      'a prototype key written with escapes',
      text.replace('"title":', '"\\u005f_proto__": {}, "title":'),
      { kind: 'forbiddenKey', key: '__proto__', line: lineOf('"title"') },
    ],
    [
      'a constructor key',
      text.replace('"title":', '"constructor": {"prototype": {}}, "title":'),
      { kind: 'forbiddenKey', key: 'constructor', line: lineOf('"title"') },
    ],
    [
      'a text for a number',
      spoiled(['workspace', 'scenarios', 1, 'deployment', 'tensorParallel'], 'eight'),
      {
        kind: 'wrongType',
        field: 'scenario 2, deployment, tensor parallel',
        expected: 'a number',
        found: 'the text “eight”',
        others: 0,
      },
    ],
    [
      'a fraction for a count',
      spoiled(['workspace', 'workload', 'concurrency'], 1.5),
      {
        kind: 'wrongType',
        field: 'workload, concurrency',
        expected: 'a whole number',
        found: 'the number 1.5',
        others: 0,
      },
    ],
    [
      'zero devices',
      spoiled(['workspace', 'scenarios', 0, 'deployment', 'devices'], 0),
      {
        kind: 'wrongType',
        field: 'scenario 1, deployment, devices',
        expected: 'at least 1',
        found: 'the number 0',
        others: 0,
      },
    ],
    [
      'a negative override',
      spoiled(['workspace', 'scenarios', 0, 'hardwareOverrides', 'peaks.fp8'], -1),
      {
        kind: 'wrongType',
        field: 'scenario 1, overridden figures, peaks.fp8',
        expected: 'at least 0',
        found: 'the number −1',
        others: 0,
      },
    ],
    [
      'a number beyond all numbers',
      text.replace('"concurrency": 64', '"concurrency": 1e999'),
      {
        kind: 'wrongType',
        field: 'workload, concurrency',
        expected: 'a number',
        found: 'the number Infinity',
        others: 0,
      },
    ],
    [
      'missing fields',
      spoiled(['workspace', 'title'], undefined, spoiled(['workspace', 'normaliser'], undefined)),
      { kind: 'wrongType', field: 'title', expected: 'a text', found: 'missing', others: 1 },
    ],
    [
      'a field nobody knows',
      spoiled(['workspace', 'colour'], 'red'),
      { kind: 'wrongType', field: 'colour', expected: 'absent', found: 'the text “red”', others: 0 },
    ],
    [
      'a word that is not on the list',
      spoiled(['workspace', 'report', 'paper'], 'a3'),
      { kind: 'wrongType', field: 'report, paper', expected: 'one of a4, letter', found: 'the text “a3”', others: 0 },
    ],
    [
      'an embedded figure without a grade',
      spoiled(['workspace', 'profiles', 'hardware', 'b200-sxm', 'profile', 'memory', 0, 'capacity', 'grade'], null),
      {
        kind: 'wrongType',
        field: 'device b200-sxm, memory level 1, capacity',
        expected: 'consistent (A known figure needs a grade, and an unknown figure has none)',
        found: 'an object',
        others: 0,
      },
    ],
    [
      'a baseline that is not there',
      spoiled(['workspace', 'baseline'], 'z'),
      { kind: 'brokenReference', fact: 'the baseline “z” is not one of its scenarios' },
    ],
    [
      'two scenarios with one id',
      spoiled(['workspace', 'scenarios', 1, 'id'], 'a'),
      { kind: 'brokenReference', fact: 'two scenarios share the id “a”' },
    ],
    [
      'two scenarios in one slot',
      spoiled(['workspace', 'scenarios', 1, 'slot'], 0),
      { kind: 'brokenReference', fact: 'two scenarios share the slot “0”' },
    ],
    [
      'a device that is not embedded',
      spoiled(['workspace', 'profiles', 'hardware', 'h200-sxm'], undefined),
      { kind: 'brokenReference', fact: 'scenario “b” uses the device “h200-sxm”, which the file does not hold' },
    ],
    [
      'a model that is not embedded',
      spoiled(['workspace', 'scenarios', 0, 'model'], 'gpt-9'),
      { kind: 'brokenReference', fact: 'scenario “a” uses the model “gpt-9”, which the file does not hold' },
    ],
    [
      'a model of the brief that is not embedded',
      spoiled(['workspace', 'brief', 'model'], 'gpt-9'),
      { kind: 'brokenReference', fact: 'its brief uses the model “gpt-9”, which the file does not hold' },
    ],
    [
      'a device of an alternative that is not embedded',
      spoiled(['workspace', 'brief', 'alternatives', 1, 'hardware'], 'h300'),
      { kind: 'brokenReference', fact: 'alternative “b” uses the device “h300”, which the file does not hold' },
    ],
    [
      'a device that an alternative keeps and that is not embedded',
      spoiled(['workspace', 'brief', 'alternatives', 0, 'keeps'], 'h100'),
      { kind: 'brokenReference', fact: 'alternative “a” uses the device “h100”, which the file does not hold' },
    ],
    [
      'alternatives of one letter',
      spoiled(['workspace', 'brief', 'alternatives', 1, 'slot'], 0),
      { kind: 'brokenReference', fact: 'two alternatives share the slot “0”' },
    ],
    [
      'a bridge that is no alternative',
      spoiled(['workspace', 'brief', 'bridge'], 'ferry'),
      { kind: 'brokenReference', fact: 'its brief uses the alternative “ferry”, which the file does not hold' },
    ],
    [
      'a profile under another name',
      spoiled(['workspace', 'profiles', 'models', 'llama-3.1-70b', 'profile', 'id'], 'other'),
      { kind: 'brokenReference', fact: 'the profile stored as “llama-3.1-70b” calls itself “other”' },
    ],
  ]
  it.each(cases)('names %s', (_name, input, expected) => {
    expect(failureOf(input)).toEqual(expected)
    expect(describeFailure(failureOf(input), 'plan.memwall')).toMatch(/^“plan\.memwall” [^\n]+[.]$/)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('counts values before it looks at them: a million wrong ones are one failure, and quickly', () => {
    const many = text.replace('"notes": [', `"notes": [${'1,'.repeat(1_000_000)}`)
    const began = performance.now()
    expect(failureOf(many)).toEqual({ kind: 'tooManyValues', limit: 200_000 })
    expect(performance.now() - began).toBeLessThan(1000)
    const nested = text.replace('"notes": [', `"notes": [${'[[]],'.repeat(300_000)}`)
    expect(failureOf(nested)).toEqual({ kind: 'tooManyValues', limit: 200_000 })
  })

  it('refuses a text beyond the cap without reading it', () => {
    const failure = failureOf(' '.repeat(MAXIMUM_DOCUMENT_BYTES + 1))
    expect(failure).toEqual({ kind: 'tooLarge', bytes: MAXIMUM_DOCUMENT_BYTES + 1, limit: MAXIMUM_DOCUMENT_BYTES })
  })
})

describe('serializeDocument', () => {
  it('keeps every profile, gives the same bytes for the same workspace, and opens to them again', () => {
    const [first] = workspace.scenarios
    const alone = { ...workspace, scenarios: workspace.scenarios.slice(0, 1), baseline: first?.id ?? '' }
    const brief = { ...alone.brief, alternatives: alone.brief.alternatives.slice(0, 1) }
    const unused = serializeDocument({ ...alone, brief })
    const parsed = parseDocument(unused)
    expect(parsed.ok && Object.keys(parsed.workspace.profiles.hardware)).toEqual(['b200-sxm', 'h200-sxm'])
    expect(parsed.ok && serializeDocument(parsed.workspace)).toBe(unused)
    expect(serializeDocument(JSON.parse(JSON.stringify(workspace)))).toBe(text)
  })
})

function lineOf(fragment: string): number {
  return text.slice(0, text.indexOf(fragment)).split('\n').length
}

function leafPaths(value: unknown, path: readonly string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [[...path]]
  return Object.entries(value).flatMap(([key, item]) => [[...path, key], ...leafPaths(item, [...path, key])])
}
