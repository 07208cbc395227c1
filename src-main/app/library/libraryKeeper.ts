import { join } from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import type { Library } from '../../library/open.ts'

/** Node-API version the bundled SQLite binding was built for. */
const BUNDLED_BINDING_NODE_API = 10

/** Opens the library when it is first needed, and once. */
export interface LibraryKeeper {
  /** @throws CodedError library-failed */
  open(): Promise<Library>
  close(): Promise<void>
}

/** Where the library's parts are. */
export interface LibraryKeeperOptions {
  readonly dataFolder: string
  readonly resourcesFolder: string
  /** Path of another SQLite binding; `MEMWALL_SQLITE_BINDING` for runtimes older than the bundled one. Null: bundled. */
  readonly nativeBinding: string | null
  /** Who changes the library, for its history. */
  readonly person: string
}

/** @param options where the library's parts are */
export function createLibraryKeeper(options: LibraryKeeperOptions): LibraryKeeper {
  let opening: Promise<Library> | null = null
  return {
    open() {
      opening ??= load(options).catch((thrown: unknown) => {
        // The next call tries again: the user may have mended what was wrong.
        opening = null
        throw thrown
      })
      return opening
    },
    async close() {
      const opened = await opening?.catch(() => null)
      opened?.close()
    },
  }
}

async function load({ dataFolder, resourcesFolder, nativeBinding, person }: LibraryKeeperOptions): Promise<Library> {
  // An older runtime would not refuse the binding, it would end the process.
  if (nativeBinding === null && Number(process.versions['napi']) < BUNDLED_BINDING_NODE_API) {
    throw new CodedError(
      'library-failed',
      `The library needs Node 22.14 or newer, and this is Node ${process.versions.node}: run Memwall with npx or npm, which bring their own.`,
    )
  }
  const [{ openLibrary }, { readSeed }] = await Promise.all([
    import('../../library/open.ts'),
    import('../../library/seedData.ts'),
  ])
  return openLibrary({
    folder: join(dataFolder, 'library'),
    seed: readSeed(resourcesFolder),
    person,
    ...(nativeBinding === null ? {} : { nativeBinding }),
  })
}
