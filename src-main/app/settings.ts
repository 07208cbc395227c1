import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { settingsSchema, type Settings } from '#shared/contract/app.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { atomicWrite, PRIVATE_FILE, PRIVATE_FOLDER } from '../documents/atomicWrite.ts'
import { writeFailure } from '../documents/fileErrors.ts'
import { readSmallFileNow } from '../documents/regularFile.ts'

/** What a new installation starts with. */
export const DEFAULT_SETTINGS: Settings = { theme: 'system', reducedMotion: false }

/** Bytes of the largest file of settings. */
const LARGEST_SETTINGS = 100_000

/** Settings on disk. */
export interface SettingsStore {
  /** @returns the saved settings; the defaults when there are none or they cannot be read */
  read(): Settings
  /** @throws CodedError read-only, disk-full or io-failed */
  write(settings: Settings): Promise<Settings>
}

/** @param dataFolder settings are `settings.json` in it */
export function createSettingsStore(dataFolder: string): SettingsStore {
  const path = join(dataFolder, 'settings.json')
  let current: Settings | null = null
  let writing: Promise<Settings> = Promise.resolve(DEFAULT_SETTINGS)
  return {
    read() {
      current ??= readSettings(path)
      return current
    },
    write(settings) {
      // One after the other, so that what was chosen last is what stays.
      writing = writing
        .catch(() => undefined)
        .then(() => save(path, settings))
        .then(() => (current = settings))
      return writing
    },
  }
}

async function save(path: string, settings: Settings): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER })
    await atomicWrite(path, `${JSON.stringify(settings, null, 2)}\n`, { mode: PRIVATE_FILE })
  } catch (thrown) {
    const { code, message } = writeFailure(thrown, path, 'allow writing there and try again')
    throw new CodedError(code, `Settings were not saved: ${message}`)
  }
}

/** Settings are a convenience: a broken file costs the preferences, never the start. */
function readSettings(path: string): Settings {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(readSmallFileNow(path, LARGEST_SETTINGS) ?? ''))
    return parsed.success ? parsed.data : DEFAULT_SETTINGS
  } catch {
    return DEFAULT_SETTINGS
  }
}
