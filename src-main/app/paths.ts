import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Folders the application reads and writes. */
export interface AppPaths {
  /** Where the library, settings, journals and logs live. */
  readonly dataFolder: string
  /** Fonts, icons, samples and other files shipped with the application. */
  readonly resourcesFolder: string
  /** The built files: `main`, `preload`, `renderer`, `cli`. */
  readonly outputFolder: string
  /** Programs of the worker threads. */
  readonly workers: { readonly engine: URL; readonly report: URL; readonly attachments: URL }
}

/**
 * The data folder: `MEMWALL_HOME`, or the platform's usual place.
 * @param environment environment variables @param platform `process.platform` @param home the user's home folder
 */
export function dataFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const chosen = environment['MEMWALL_HOME']
  if (chosen !== undefined && chosen !== '') return resolve(chosen)
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Memwall')
    case 'win32':
      return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Memwall')
    default:
      return join(environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'memwall')
  }
}

/**
 * The package's root: the nearest folder above this file that holds `package.json` and `resources`. The same code runs
 * from the sources, from `out/main` and from its chunks, which lie at different depths.
 */
export function packageRoot(start: string = dirname(fileURLToPath(import.meta.url))): string {
  let folder = start
  for (;;) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'resources'))) return folder
    const parent = dirname(folder)
    if (parent === folder) throw new Error(`Memwall’s own files are incomplete: no resources folder above ${start}.`)
    folder = parent
  }
}

/** @returns the folders of this installation and this user */
export function appPaths(): AppPaths {
  const root = packageRoot()
  const outputFolder = join(root, 'out')
  return {
    dataFolder: dataFolder(),
    resourcesFolder: join(root, 'resources'),
    outputFolder,
    workers: workerPrograms(outputFolder),
  }
}

/** Workers are built beside the main program; while developing and in tests they run from the sources like we do. */
function workerPrograms(outputFolder: string): AppPaths['workers'] {
  if (import.meta.url.endsWith('.ts')) {
    return {
      engine: new URL('../compute/worker.ts', import.meta.url),
      report: new URL('../report/compileWorker.ts', import.meta.url),
      attachments: new URL('../documents/attachmentWorker.ts', import.meta.url),
    }
  }
  return {
    engine: pathToFileURL(join(outputFolder, 'main', 'engineWorker.js')),
    report: pathToFileURL(join(outputFolder, 'main', 'reportWorker.js')),
    attachments: pathToFileURL(join(outputFolder, 'main', 'attachmentWorker.js')),
  }
}
