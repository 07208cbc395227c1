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

/** A JSON file of the shared facts, or null where this checkout has none; says so once. */
export function sharedFacts(name: string): unknown {
  const path = fileURLToPath(new URL(`../../../../shared/facts/${name}`, import.meta.url))
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  console.log(`skipped: no ../shared/facts/${name} beside this checkout`)
  return null
}
