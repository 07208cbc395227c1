import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { repositoryFile } from './nodeRuntime.ts'

/** A program the tests drive, or why there is none here. */
export type Found = { readonly path: string } | { readonly missing: string }

/**
 * The Electron that the end-to-end tests drive: the one `MEMWALL_TEST_ELECTRON` names, else the runtime of the
 * installed package. Nothing is downloaded for a test.
 */
export function findTestElectron(): Found {
  const named = process.env['MEMWALL_TEST_ELECTRON']
  if (named !== undefined && named !== '') {
    return existsSync(named) ? { path: named } : { missing: `MEMWALL_TEST_ELECTRON names ${named}, which is not there` }
  }
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    if (existsSync(path)) return { path }
  } catch {
    // Not downloaded.
  }
  return { missing: 'no Electron runtime is installed (npm start downloads it)' }
}

/** Whether a window can be opened: a display is there, or a virtual one can be made. */
export function hasTestDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/** The Chromium that the browser shell's tests drive. */
export function findTestChromium(): Found {
  const named = process.env['MEMWALL_TEST_CHROMIUM']
  if (named !== undefined && named !== '') return { path: named }
  // The shell without a browser's own windows first: the same Chromium, at half its start.
  for (const name of [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ]) {
    const path = onPath(name)
    if (path !== null) return { path }
  }
  return { missing: 'no Chromium is installed' }
}

/** @returns the absolute path of a program on PATH, or null */
export function onPath(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not here.
    }
  }
  return null
}

/** Whether the application has been built. */
export function isBuilt(): boolean {
  return existsSync(repositoryFile('out/stamp'))
}
