import { alternativeIndex, setBrief } from '../domain/brief/fields.ts'
import { followed } from '../domain/brief/keepOwned.ts'
import { limitOf } from '../domain/limits.ts'
import { nearestNames } from '../domain/nearestNames.ts'
import { readNumber } from '../domain/readNumber.ts'
import { slotLetter, workspaceSchema, type Workspace } from '../domain/workspace.ts'
import { workloadSchema } from '../domain/workload.ts'
import { hardwareFigures } from '../domain/figures.ts'
import { profileIn } from '../domain/resolve.ts'
import { say, wordingText } from '../words/say.ts'
import { isBriefFigure } from './briefFigure.ts'
import { describeFailure } from './failure.ts'
import { findBrokenReference } from './references.ts'
import { childrenOf, leavesOf, toTree } from './tree.ts'
import { wrongTypeOfIssue } from './wrongType.ts'

/** A place of a workspace by names, or one sentence why there is none. */
export type Place = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly message: string }
/** The workspace with one field set, or one sentence why not. */
export type SetPlace =
  | { readonly ok: true; readonly workspace: Workspace }
  | { readonly ok: false; readonly message: string }

/** Most places that a refusal names. */
const MOST_NAMED = 3
/** A cleared field, as it is typed. */
const CLEARED = /^(?:null|none|unknown)$/i

/**
 * Every field with its path, as differences name them ("scenarios/a/layout/devices"), and its value; parts that are empty and
 * fields a scenario may override are among them.
 */
export function placesOf(workspace: Workspace): ReadonlyMap<string, unknown> {
  const leaves = leavesOf(toTree(workspace), ([first]) => first === 'profiles')
  const places = new Map(leaves.map(([path, value]) => [path.join('/'), value]))
  for (const { id, hardware } of workspace.scenarios) {
    const place = `scenarios/${id}`
    const figures = profileIn(workspace, hardware)
    const overridable = [
      ...Object.keys(workloadSchema.shape).map((field) => `${place}/workloadOverrides/${field}`),
      ...(figures === null ? [] : hardwareFigures(figures)).map(
        ({ path }) => `${place}/machine/hardwareOverrides/${path}`,
      ),
    ]
    for (const path of overridable) if (!places.has(path)) places.set(path, undefined)
  }
  return places
}

/** What stands at a place, a part as an object; undefined: nothing. @param path a whole one */
export function valueAt(workspace: Workspace, path: string): unknown {
  let found: unknown = toTree(workspace)
  for (const name of path.split('/')) {
    const children = childrenOf(found)
    found = children !== null && Object.hasOwn(children, name) ? children[name] : undefined
  }
  return found
}

/**
 * The place a person means: the path itself, or the shortest that has the same names in the same order and ends alike.
 * @param typed names joined by “/” or “.”; scenarios and alternatives by id or letter
 */
export function findPlace(workspace: Workspace, typed: string): Place {
  const places = [...placesOf(workspace).keys()]
  const wanted = withIds(workspace, typed.includes('/') ? typed.split('/') : dotted(typed)).filter(
    (part) => part !== '',
  )
  const path = wanted.join('/')
  // A figure of the brief is set as one, with its range and source behind it.
  if (places.includes(path) || isBriefFigure(wanted)) return { ok: true, path }
  const inside = places.filter((place) => place.startsWith(`${path}/`))
  const [root = ''] = wanted
  // The brief has its own, wider list of what can be set.
  if (root === 'brief' && wanted.length > 1 && inside.length === 0) return { ok: true, path }
  if (valueAt(workspace, path) !== undefined || inside.length > 0) {
    return { ok: false, message: say('cli.set.part', { path, nearest: inside.slice(0, MOST_NAMED) }) }
  }
  const meant = places.filter((place) => isShortFor(wanted, place.split('/')))
  const fewest = Math.min(...meant.map((place) => place.split('/').length))
  const shortest = meant.filter((place) => place.split('/').length === fewest)
  const [only] = shortest
  if (only !== undefined && shortest.length === 1) return { ok: true, path: only }
  if (shortest.length > 1) {
    return { ok: false, message: say('cli.set.ambiguous', { path, nearest: shortest.slice(0, MOST_NAMED) }) }
  }
  const sameRoot = places.filter((place) => place.startsWith(`${wanted.slice(0, 2).join('/')}/`))
  const nearest = nearestNames(path, sameRoot.length > 0 ? sameRoot : places, MOST_NAMED)
  return { ok: false, message: say('cli.set.noPlace', { path, nearest }) }
}

/** Names between dots; the figure behind `hardwareOverrides` has dots of its own. */
function dotted(typed: string): readonly string[] {
  const [, before = typed, figure] = /^(.*\.hardwareOverrides)\.(.+)$/.exec(typed) ?? []
  return [...before.split('.'), ...(figure === undefined ? [] : [figure])]
}

function withIds({ scenarios, brief }: Workspace, parts: readonly string[]): string[] {
  const [list, second, third] = parts
  if (list === 'scenarios' && second !== undefined) {
    const found = scenarios.find(({ id, slot }) => id === second || slotLetter(slot) === second.toUpperCase())
    return [list, found?.id ?? second, ...parts.slice(2)]
  }
  if (list === 'brief' && second === 'alternatives' && third !== undefined) {
    return [list, second, brief.alternatives[alternativeIndex(brief, third)]?.id ?? third, ...parts.slice(3)]
  }
  // A column by its letter alone: “A/devices”.
  const column = scenarios.find(({ slot }) => slotLetter(slot) === list)
  if (column !== undefined && second !== undefined) return ['scenarios', column.id, ...parts.slice(1)]
  return [...parts]
}

function isShortFor(wanted: readonly string[], place: readonly string[]): boolean {
  if (wanted.at(-1) !== place.at(-1) || (wanted[0] === 'scenarios' && wanted[1] !== place[1])) return false
  let at = 0
  for (const name of place) if (name === wanted[at]) at++
  return at === wanted.length
}

/**
 * The workspace with the field at a place set from what was typed, and checked as a file that is opened.
 * @param path a whole one, as `findPlace` gives it
 */
export function setPlace(workspace: Workspace, path: string, text: string): SetPlace {
  const parts = path.split('/')
  const [root, , third] = parts
  if (root === 'profiles') return { ok: false, message: say('cli.set.profile', { path }) }
  if (root === 'scenarios' && third === 'id') return { ok: false, message: say('cli.set.fixed', { path }) }
  if (root === 'brief' && !parts.includes('machine')) {
    const owner = parts.slice(0, -1)
    const figure = parts.at(-1) === 'value' && isBriefFigure(owner) ? owner : parts
    const set = setBrief(workspace.brief, figure.slice(1).join('.'), text)
    return set.ok
      ? { ok: true, workspace: { ...workspace, brief: followed(workspace.brief, set.brief) } }
      : { ok: false, message: wordingText(set.message) }
  }
  const limit = limitOf(limitPath(parts))
  if (limit !== null && !CLEARED.test(text.trim())) {
    const read = readNumber(text, limit)
    if (!read.ok)
      return { ok: false, message: say('cli.set.wrong', { path, value: text, why: wordingText(read.message) }) }
    return checked(put(workspace, parts, read.value), path, text)
  }
  const tried = valuesOf(text, valueAt(workspace, path), path === 'baseline' ? workspace : null).map((value) =>
    checked(put(workspace, parts, value), path, text),
  )
  return tried.find(({ ok }) => ok) ?? (tried[0] as SetPlace)
}

/** The input's path as limits know it. */
function limitPath(parts: readonly string[]): string {
  const [root, , ...inner] = parts
  if (root !== 'scenarios') return parts.join('.')
  const [part, ...rest] = inner
  if (part === 'layout') return ['deployment', ...rest].join('.')
  if (part === 'workloadOverrides') return ['workload', ...rest].join('.')
  if (part === 'ranges') return rest[0] ?? ''
  const [kind, ...figure] = rest
  return kind === 'hardwareOverrides' ? ['hardware', ...figure].join('.') : inner.join('.')
}

/** What a text may mean, the likeliest first by what stands there. */
function valuesOf(text: string, before: unknown, named: Workspace | null): readonly unknown[] {
  const word = text.trim()
  if (named !== null) {
    const called = named.scenarios.find(({ id, slot }) => id === word || slotLetter(slot) === word.toUpperCase())
    return [called?.id ?? word]
  }
  if (CLEARED.test(word)) return typeof before === 'string' && word !== 'null' ? [null, text] : [null]
  const typed = jsonOf(word)
  const values = typed === undefined ? [text] : [typed, text]
  return typeof before === 'string' ? values.toReversed() : values
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

type Json = Record<string, unknown>

/** A copy of the document with a value at a place of the tree; undefined takes an override away. */
function put(workspace: Workspace, parts: readonly string[], value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(workspace)) as Json
  let owner = copy
  const inFile = parts.flatMap((part, index) => {
    if (part === 'machine' && (index === 2 || index === 3)) return []
    return [part === 'layout' && index === 2 ? 'deployment' : part]
  })
  for (const part of inFile.slice(0, -1)) {
    const next: unknown = Array.isArray(owner)
      ? (owner as Json[]).find(({ id }) => id === part)
      : Object.hasOwn(owner, part)
        ? owner[part]
        : undefined
    if (typeof next !== 'object' || next === null) return copy
    owner = next as Json
  }
  const last = inFile.at(-1) ?? ''
  const isOverride = ['workloadOverrides', 'hardwareOverrides'].includes(inFile.at(-2) ?? '')
  if (value === null && isOverride) delete owner[last]
  else owner[last] = value
  return copy
}

function checked(value: unknown, path: string, text: string): SetPlace {
  const parsed = workspaceSchema.safeParse(value, { reportInput: true })
  if (parsed.success) {
    const broken = findBrokenReference(parsed.data)
    if (broken === null) return { ok: true, workspace: parsed.data }
    const why = broken.kind === 'brokenReference' ? broken.fact : describeFailure(broken, path)
    return { ok: false, message: say('cli.set.refused', { path, why }) }
  }
  const [issue] = parsed.error.issues
  const expected = issue === undefined ? '' : wrongTypeOfIssue(issue, wordingText).expected
  return { ok: false, message: say('cli.set.wrong', { path, value: text, why: say('cli.set.expected', { expected }) }) }
}
