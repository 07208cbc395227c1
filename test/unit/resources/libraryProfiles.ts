import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readSeed } from '#main/library/seedData.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Figure } from '#shared/domain/provenance.ts'

/** The shipped profiles, read once, as the application reads them. */
export const shipped = readSeed(fileURLToPath(new URL('../../../resources', import.meta.url))).profiles()

/** One shipped device. */
export function device(id: string): HardwareProfile {
  const found = shipped.hardware.find((profile) => profile.id === id)
  if (!found) throw new Error(`no device ${id}`)
  return found
}

/** One shipped model. */
export function shippedModel(id: string): ModelProfile {
  const found = shipped.models.find((profile) => profile.id === id)
  if (!found) throw new Error(`no model ${id}`)
  return found
}

/** One level of a device's memory. */
export function level(id: string, levelId: string): HardwareProfile['memory'][number] {
  const found = device(id).memory.find((candidate) => candidate.id === levelId)
  if (!found) throw new Error(`${id} has no level ${levelId}`)
  return found
}

/** Every figure of any profile with its place in it. */
export function allFigures(value: unknown, path = ''): { path: string; figure: Figure }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => allFigures(item, `${path}[${index}]`))
  if (value === null || typeof value !== 'object') return []
  if ('value' in value && 'grade' in value && 'source' in value && !path.includes('.alternatives')) {
    return [{ path, figure: value as Figure }]
  }
  return Object.entries(value).flatMap(([key, item]) => allFigures(item, path === '' ? key : `${path}.${key}`))
}

/** The text of a shared fact file, or null where this checkout has none; says so once. */
function sharedText(name: string): string | null {
  const path = fileURLToPath(new URL(`../../../../shared/facts/${name}`, import.meta.url))
  if (existsSync(path)) return readFileSync(path, 'utf8')
  console.log(`skipped: no ../shared/facts/${name} beside this checkout`)
  return null
}

/** A JSON file of the shared facts, or null where this checkout has none. */
export function sharedFacts(name: string): unknown {
  const text = sharedText(name)
  return text === null ? null : JSON.parse(text)
}

/** The rows of a table of the shared facts by their heads, or null where this checkout has none. */
export function sharedRows(name: string): readonly Readonly<Record<string, string>>[] | null {
  const text = sharedText(name)
  if (text === null) return null
  const [heads = [], ...rows] = text.trim().split(/\r?\n/).map(cells)
  return rows.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at] ?? ''])))
}

/** Cells of a line; quoted ones may hold commas. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}
