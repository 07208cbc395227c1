import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sync as writeFileAtomic } from 'write-file-atomic'
import { settingsSchema, type Settings } from '#shared/contract/app.ts'
import { CodedError } from '#shared/contract/errors.ts'

/** What a new installation starts with. */
export const DEFAULT_SETTINGS: Settings = { theme: 'system', reducedMotion: false }

/** Settings on disk. */
export interface SettingsStore {
  /** @returns the saved settings; the defaults when there are none or they cannot be read */
  read(): Settings
  /** @throws CodedError read-only, disk-full or io-failed */
  write(settings: Settings): Settings
}

/** @param dataFolder settings are `settings.json` in it */
export function createSettingsStore(dataFolder: string): SettingsStore {
  const path = join(dataFolder, 'settings.json')
  let current: Settings | null = null
  return {
    read() {
      current ??= readSettings(path)
      return current
    },
    write(settings) {
      try {
        mkdirSync(dataFolder, { recursive: true })
        writeFileAtomic(path, `${JSON.stringify(settings, null, 2)}\n`)
      } catch (thrown) {
        throw writeFailure(thrown, path)
      }
      current = settings
      return settings
    },
  }
}

/** Settings are a convenience: a broken file costs the preferences, never the start. */
function readSettings(path: string): Settings {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : DEFAULT_SETTINGS
  } catch {
    return DEFAULT_SETTINGS
  }
}

function writeFailure(thrown: unknown, path: string): CodedError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new CodedError(
      'read-only',
      `Settings were not saved: ${path} cannot be written. Allow writing there and try again.`,
    )
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new CodedError('disk-full', 'Settings were not saved: the disk is full. Free some space and try again.')
  }
  return new CodedError(
    'io-failed',
    `Settings were not saved: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
  )
}
