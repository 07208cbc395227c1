import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where the Electron runtime is, or why there is none. */
export type Runtime = { readonly path: string } | { readonly missing: string }

/** Longest the one download of the runtime may take, in milliseconds. */
const DOWNLOAD_DEADLINE = 15 * 60_000

/**
 * Finds the Electron runtime of the `electron` package, which keeps it apart from itself and downloads it once.
 * `ELECTRON_OVERRIDE_DIST_PATH` names a folder with a runtime to use instead, as the package itself understands it.
 * @param root the package's root
 * @param say told, in one line, that a download begins
 */
export async function findRuntime(
  root: string,
  say: (line: string) => void,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Runtime> {
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH']
  if (override !== undefined && override !== '') {
    const path = join(override, executableName())
    return existsSync(path) ? { path } : { missing: `there is no runtime in ${override}` }
  }
  const folder = packageFolder(root)
  if (folder === null) return { missing: 'the electron package is not installed' }
  const present = installedRuntime(folder)
  if (present !== null) return { path: present }
  say('Getting the Electron runtime, about 110 MB, once.')
  if (!(await download(folder))) return { missing: 'it could not be downloaded' }
  const fetched = installedRuntime(folder)
  return fetched === null ? { missing: 'its download is incomplete' } : { path: fetched }
}

function packageFolder(root: string): string | null {
  try {
    // Its manifest, not its main: the main module downloads as it loads.
    return dirname(createRequire(join(root, 'package.json')).resolve('electron/package.json'))
  } catch {
    return null
  }
}

/** The package notes the executable's place in `path.txt` once it has unpacked the runtime. */
function installedRuntime(folder: string): string | null {
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

function executableName(): string {
  switch (process.platform) {
    case 'darwin':
      return 'Electron.app/Contents/MacOS/Electron'
    case 'win32':
      return 'electron.exe'
    default:
      return 'electron'
  }
}

/** Runs the package's own installer, silently: whatever it says, we say it in one line. */
function download(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const installer = spawn(process.execPath, [join(folder, 'install.js')], {
      cwd: folder,
      stdio: 'ignore',
      timeout: DOWNLOAD_DEADLINE,
    })
    installer.on('error', () => resolve(false))
    installer.on('exit', (code) => resolve(code === 0))
  })
}
