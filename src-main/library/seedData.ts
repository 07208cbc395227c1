import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import { composeSystem, systemSchema } from '#shared/domain/composeSystem.ts'
import { hardwareProfileSchema, type HardwareProfile } from '#shared/domain/hardware.ts'
import { modelProfileSchema, type ModelProfile } from '#shared/domain/model.ts'

/** The facts shipped with Memwall. The hash is cheap; profiles are parsed only when it changed. */
export interface SeedData {
  /** SHA-256 over the names and bytes of all files. */
  readonly hash: string
  /**
   * A system whose device has no file is left out, and the file named: the others do not rest on it.
   * @throws CodedError library-failed naming the file that does not hold a profile
   */
  profiles(): {
    readonly hardware: readonly HardwareProfile[]
    /** Systems, each composed to the profile of one of its devices. */
    readonly systems: readonly HardwareProfile[]
    readonly models: readonly ModelProfile[]
    /** Fact files that are not there, by name, each with what is built on it and left out with it. */
    readonly missing: readonly MissingFacts[]
  }
}

/** A fact file that is not there. */
export interface MissingFacts {
  readonly file: string
  /** Ids of the systems that cannot be composed without it. */
  readonly systems: readonly string[]
}

/** Larger files are not profiles. */
const LARGEST_FILE = 1_000_000

interface SeedFile {
  readonly name: string
  readonly text: string
}

/**
 * Reads `library/hardware/*.json`, `library/systems/*.json` and `library/models/*.json` of the resources folder.
 * @param resourcesFolder the folder that holds `library`
 * @throws CodedError library-failed when the folder cannot be read: the installation is incomplete
 */
export function readSeed(resourcesFolder: string): SeedData {
  const hardware = readFolder(join(resourcesFolder, 'library', 'hardware'))
  const systems = readFolder(join(resourcesFolder, 'library', 'systems'))
  const models = readFolder(join(resourcesFolder, 'library', 'models'))
  const digest = createHash('sha256')
  for (const file of [...hardware, ...systems, ...models]) {
    digest.update(`${file.name}\n${file.text.length}\n`).update(file.text)
  }
  return {
    hash: digest.digest('hex'),
    profiles: () => {
      const devices = hardware.map((file) => parseFile(file, hardwareProfileSchema))
      const byId = new Map(devices.map((device) => [device.id, device]))
      const composed = systems.map((file) => parseFile(file, composing(byId)))
      return {
        hardware: devices,
        systems: composed.flatMap(({ profile }) => (profile === null ? [] : [profile])),
        models: models.map((file) => parseFile(file, modelProfileSchema)),
        missing: missingFacts(composed),
      }
    },
  }
}

/** A system as the profile of one of its devices; null: the device's file is not there. */
interface Composed {
  readonly id: string
  readonly device: string
  readonly profile: HardwareProfile | null
}

function composing(devices: ReadonlyMap<string, HardwareProfile>): { parse(value: unknown): Composed } {
  return {
    parse(value) {
      const system = systemSchema.parse(value)
      const device = devices.get(system.device)
      if (devices.has(system.id)) throw new Error(`${system.id} is a device`)
      const profile = device === undefined ? null : composeSystem(system, device)
      return { id: system.id, device: system.device, profile }
    },
  }
}

function missingFacts(composed: readonly Composed[]): readonly MissingFacts[] {
  const without = composed.filter(({ profile }) => profile === null)
  return [...new Set(without.map(({ device }) => device))].map((device) => ({
    file: `${device}.json`,
    systems: without.filter((system) => system.device === device).map(({ id }) => id),
  }))
}

function readFolder(folder: string): readonly SeedFile[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  } catch (thrown) {
    throw new CodedError('library-failed', 'The facts that belong to Memwall cannot be read: install Memwall again.', {
      folder,
      reason: String(thrown),
    })
  }
}

function parseFile<Profile extends { readonly id: string }>(
  file: SeedFile,
  schema: { parse(value: unknown): Profile },
): Profile {
  try {
    if (file.text.length > LARGEST_FILE) throw new Error('larger than a profile can be')
    const profile = schema.parse(JSON.parse(file.text))
    if (`${profile.id}.json` !== file.name) throw new Error(`holds the id ${profile.id}`)
    return profile
  } catch (thrown) {
    throw new CodedError('library-failed', `The fact file ${file.name} is not valid: install Memwall again.`, {
      file: file.name,
      reason: String(thrown).slice(0, 2000),
    })
  }
}
