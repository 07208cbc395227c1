import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { embedProfile, findChangedProfile } from '#main/documents/embed.ts'
import { documentChain } from '#shared/document/migrations/index.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { usedProfileIds } from '#shared/domain/resolve.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { SAMPLES_FOLDER } from '../../../scripts/samples.ts'
import { SCHEMA_FILE, schemaText } from '../../../scripts/schema.ts'
import { anyBrief } from '../../support/anyBrief.ts'
import { testWorkspace } from '../../support/documents.ts'
import { HARDWARE, hardware, model, MODELS } from '../../support/engineScenarios.ts'
import { repositoryFile } from '../../support/nodeRuntime.ts'
import { randomWorkspaces } from '../../support/randomWorkspaces.ts'
import { richWorkspace } from '../../support/richWorkspace.ts'

const published = readFileSync(SCHEMA_FILE, 'utf8')
const schema = JSON.parse(published) as AnySchemaObject & { readonly $id: string }
// Types stand in what a reference refers to; beside it stand limits alone.
const validator = new Ajv2020({ strict: true, strictTypes: false, strictTuples: false, allowUnionTypes: true })
const validate = validator.compile(schema)

/** Whether the schema takes a file; `validate.errors` says why not. */
function takes(file: unknown): boolean {
  return validate(file) === true
}

function expectTaken(file: unknown, what: string): void {
  const taken = takes(file)
  expect([what, taken ? [] : validate.errors]).toEqual([what, []])
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

function fileOf(workspace: Workspace): Json {
  return JSON.parse(serializeDocument(workspace)) as Json
}

/** What a path leads to, for a fault to be planted in. */
function at(file: Json, ...places: readonly (string | number)[]): { [key: string]: Json } {
  let found: Json | undefined = file
  for (const place of places) {
    found = Array.isArray(found) ? found[Number(place)] : (found as { [key: string]: Json })[place]
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found)) throw new Error(places.join('.'))
  return found
}

describe('the published schema', () => {
  it('is what the script writes from the schemas of today', () => {
    // Stale? Run `node scripts/schema.ts`.
    expect(published === schemaText()).toBe(true)
  })

  it('is of the version that is saved, and ships with the package', () => {
    expect(schema.$id).toBe(`urn:memwall:workspace:${documentChain.current}`)
    const { files } = JSON.parse(readFileSync(repositoryFile('package.json'), 'utf8')) as { files: readonly string[] }
    expect(files.some((place) => path.relative(repositoryFile(place), SCHEMA_FILE).split(path.sep)[0] !== '..')).toBe(
      true,
    )
  })

  it('says of every field what it is', () => {
    const silent: string[] = []
    let described = 0
    const look = (node: unknown, place: string): void => {
      if (typeof node !== 'object' || node === null) return
      const { properties, additionalProperties } = node as AnySchemaObject
      // Of limits beside a reference, the field they are in says it.
      if (additionalProperties === false) {
        for (const [field, value] of Object.entries((properties ?? {}) as Record<string, AnySchemaObject>)) {
          if (hasDescription(value)) described += 1
          else silent.push(`${place}.${field}`)
        }
      }
      for (const [key, value] of Object.entries(node)) look(value, `${place}.${key}`)
    }
    look(schema, '')
    expect(silent).toEqual([])
    expect(described).toBeGreaterThan(400)
  })

  function hasDescription(value: AnySchemaObject): boolean {
    const reference: unknown = value.$ref ?? value.anyOf?.[0]?.$ref ?? value.oneOf?.[0]?.$ref
    const target = typeof reference === 'string' ? schema.$defs[reference.replace('#/$defs/', '')] : undefined
    return typeof (value['description'] ?? target?.description) === 'string'
  }
})

describe('files the program writes are valid', () => {
  it.each(readdirSync(SAMPLES_FOLDER).filter((name) => name.endsWith('.memwall')))('%s', (name) => {
    expectTaken(JSON.parse(readFileSync(path.join(SAMPLES_FOLDER, name), 'utf8')), name)
  })

  it('whatever the workspace is: 500 random ones with random briefs', () => {
    for (const [index, workspace] of randomFiles(500).entries()) expectTaken(fileOf(workspace), `workspace ${index}`)
  })

  it('with every part that may be left out', () => {
    const text = serializeDocument(richWorkspace())
    expect(parseDocument(text)).toMatchObject({ ok: true })
    expectTaken(JSON.parse(text), 'all of it')
  })

  it('with any profile of the library', () => {
    const devices = validator.getSchema(`${schema.$id}#/$defs/hardwareProfile`)
    const models = validator.getSchema(`${schema.$id}#/$defs/modelProfile`)
    for (const [id, profile] of HARDWARE) expect([id, devices?.(profile)]).toEqual([id, true])
    for (const [id, profile] of MODELS) expect([id, models?.(profile)]).toEqual([id, true])
    expect(HARDWARE.size).toBeGreaterThan(50)
  })
})

describe('files with one fault are refused by the schema, and opened by the program without the number at the most', () => {
  const faults: readonly (readonly [fault: string, plant: (file: Json) => void])[] = [
    ['a number for a text', (file) => void (at(file, 'workspace')['title'] = 7)],
    ['a text that is too long', (file) => void (at(file, 'workspace')['title'] = 'x'.repeat(201))],
    ['a text for a number', (file) => void (at(file, 'workspace', 'workload')['concurrency'] = '64')],
    ['a missing field', (file) => void delete at(file, 'workspace', 'brief')['criterion']],
    ['a missing envelope field', (file) => void delete at(file)['version']],
    ['an unknown word', (file) => void (at(file, 'workspace')['normaliser'] = 'elephant')],
    ['an unknown kind of layer', (file) => void (at(layer(file), 'mixer')['kind'] = 'magic')],
    ['a negative number', (file) => void (at(file, 'workspace', 'workload')['inputTokens'] = -1)],
    ['a fraction of a token', (file) => void (at(file, 'workspace', 'workload')['inputTokens'] = 1.5)],
    ['a newer version', (file) => void (at(file)['version'] = documentChain.current + 1)],
    ['a version that is a text', (file) => void (at(file)['version'] = String(documentChain.current))],
    ['another program’s type', (file) => void (at(file)['type'] = 'memo')],
    ['a field nobody knows', (file) => void (at(file, 'workspace', 'report')['colour'] = 'red')],
    ['a field nobody knows beside the workspace', (file) => void (at(file)['note'] = '')],
    ['a name that reaches a prototype', (file) => void (at(file, 'workspace', 'report', 'texts')['constructor'] = 'x')],
    ['a hash that is none', (file) => void (firstDevice(file)['hash'] = 'abc')],
    ['a value without a grade', (file) => void (at(firstDevice(file), 'profile', 'dieArea')['value'] = 800)],
    ['a grade without a value', (file) => void (at(firstDevice(file), 'profile', 'dieArea')['grade'] = 'vendor')],
    ['one end of a range', (file) => void (at(file, 'workspace', 'brief', 'demand', 'growth')['low'] = 0.1)],
    ['a section twice', (file) => void (at(file, 'workspace', 'report', 'sections', 4)['section'] = 'method')],
    [
      'a first section that is hidden',
      (file) => void (at(file, 'workspace', 'report', 'sections', 0)['shown'] = false),
    ],
    ['no scenario', (file) => void (at(file, 'workspace')['scenarios'] = [])],
    ['a date that is none', (file) => void (at(file, 'workspace', 'report')['date'] = 'tomorrow')],
    [
      'a negative override',
      (file) => void (at(file, 'workspace', 'scenarios', 0, 'hardwareOverrides')['power.board'] = -1),
    ],
  ]

  it.each(faults)('%s', (_fault, plant) => {
    const file = fileOf(testWorkspace())
    expectTaken(file, 'before')
    plant(file)
    expect(takes(file)).toBe(false)
    const read = parseDocument(JSON.stringify(file))
    expect(read.ok && read.leftOut === undefined).toBe(false)
  })

  it('an older version is another schema’s, though the program brings it up to date', () => {
    const file = fileOf(testWorkspace())
    at(file)['version'] = documentChain.current - 1
    expect(takes(file)).toBe(false)
  })
})

describe('what only the program can tell', () => {
  const kept: readonly (readonly [reason: string, plant: (file: Json) => void])[] = [
    ['a schema follows no names: the baseline', (file) => void (at(file, 'workspace')['baseline'] = 'nobody')],
    ['a device that is not embedded', (file) => void (at(file, 'workspace', 'scenarios', 0)['hardware'] = 'nothing')],
    ['a model of the brief that is not embedded', (file) => void (at(file, 'workspace', 'brief')['model'] = 'nothing')],
    ['a bridge that is no alternative', (file) => void (at(file, 'workspace', 'brief')['bridge'] = 'nobody')],
    ['two scenarios of one id', (file) => void (at(file, 'workspace', 'scenarios', 1)['id'] = 'a')],
    ['two scenarios of one slot', (file) => void (at(file, 'workspace', 'scenarios', 1)['slot'] = 0)],
    ['a profile under another id', (file) => void (at(firstDevice(file), 'profile')['id'] = 'other')],
    [
      'a schema compares no two numbers: a range upside down',
      (file) => void (at(file, 'workspace', 'scenarios', 0)['ranges'] = { 'no.input': { low: 2, high: 1 } }),
    ],
  ]

  it.each(kept)('%s', (_reason, plant) => {
    const file = fileOf(testWorkspace())
    plant(file)
    expectTaken(file, 'the schema')
    const read = parseDocument(JSON.stringify(file))
    // Numbers that contradict one another are left out where something can stand in their place.
    expect(read.ok && read.leftOut === undefined).toBe(false)
  })

  it('a profile that was changed since it was hashed', () => {
    const file = fileOf(testWorkspace())
    at(firstDevice(file), 'profile')['name'] = 'Faster'
    expectTaken(file, 'the schema')
    expect(findChangedProfile(at(file, 'workspace'))).toMatchObject({ kind: 'hashMismatch' })
  })
})

describe('one value of another type, one field less or one more', () => {
  const files = [fileOf(richWorkspace()), ...randomFiles(20).map(fileOf), ...samples()]
  const RUNS = 2000

  it('is refused by the schema wherever the program refuses it, but for what refers to what; and nowhere else', () => {
    const count = { both: 0, neither: 0, references: 0 }
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.infiniteStream(fc.nat()), (original, choices) => {
        const file = structuredClone(original)
        const where = mutate(file, () => choices.next().value as number)
        const taken = takes(file)
        const read = parseDocument(JSON.stringify(file))
        if (!read.ok && read.failure.kind === 'brokenReference') count.references += 1
        else if (!read.ok) {
          expect([where, taken]).toEqual([where, false])
          count.both += 1
        } else if (read.leftOut === undefined) {
          expect([where, taken ? [] : validate.errors]).toEqual([where, []])
          count.neither += 1
        }
      }),
      { numRuns: RUNS, seed: 11 },
    )
    expect(count.both).toBeGreaterThan(RUNS / 2)
    expect(count.neither).toBeGreaterThan(5)
    expect(count.references).toBeLessThan(RUNS / 20)
  })
})

/** Changes one thing somewhere below a file: each step down is as likely as another, so that profiles do not drown the rest. */
function mutate(file: Json, choose: () => number): string {
  let owner = file as { [key: string]: Json }
  const place: string[] = []
  for (;;) {
    const keys = Object.keys(owner)
    const key = keys[choose() % Math.max(1, keys.length)]
    const inner = key === undefined ? undefined : owner[key]
    const isParent = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0
    if (key !== undefined && isParent && choose() % 8 > 0) {
      place.push(key)
      owner = inner as { [key: string]: Json }
      continue
    }
    const what = choose() % 8
    if (key === undefined || (what === 0 && !Array.isArray(owner))) {
      owner['unknown'] = 1
      return `${place.join('.')}: one field more`
    }
    if (what === 1 && !Array.isArray(owner)) {
      delete owner[key]
      return `${place.join('.')}: without ${key}`
    }
    const others = VALUES.filter((value) => typeOf(value) !== typeOf(inner ?? null))
    owner[key] = structuredClone(others[choose() % others.length] ?? null)
    return `${[...place, key].join('.')}: ${JSON.stringify(owner[key])}`
  }
}

const VALUES: readonly Json[] = [null, true, 7, 0.5, 'x', '7', [], {}]

function typeOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value
}

function samples(): readonly Json[] {
  return readdirSync(SAMPLES_FOLDER)
    .filter((name) => name.endsWith('.memwall'))
    .map((name) => JSON.parse(readFileSync(path.join(SAMPLES_FOLDER, name), 'utf8')) as Json)
}

function firstDevice(file: Json): { [key: string]: Json } {
  const table = at(file, 'workspace', 'profiles', 'hardware')
  return at(table, Object.keys(table)[0] ?? '')
}

function layer(file: Json): { [key: string]: Json } {
  const table = at(file, 'workspace', 'profiles', 'models')
  return at(table, Object.keys(table)[0] ?? '', 'profile', 'layerGroups', 0)
}

/** Random workspaces whose briefs are random too, with all they name embedded. */
function randomFiles(count: number): readonly Workspace[] {
  const briefs = fc.sample(anyBrief, { numRuns: count, seed: 5 })
  return randomWorkspaces(count).map((plain, index) => {
    const workspace = { ...plain, brief: briefs[index] ?? plain.brief }
    const used = usedProfileIds(workspace)
    const table = <Profile extends object>(ids: ReadonlySet<string>, profile: (id: string) => Profile) =>
      Object.fromEntries([...ids].map((id) => [id, embedProfile(profile(id))]))
    return { ...workspace, profiles: { hardware: table(used.hardware, hardware), models: table(used.models, model) } }
  })
}
