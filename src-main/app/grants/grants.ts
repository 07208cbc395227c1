import { randomBytes } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'
import { withEnding } from './fileEnding.ts'
import { WRITTEN_KINDS, type GrantKind, type WrittenKind } from './fileKinds.ts'
import { shortFolder } from './shortFolder.ts'

/** A file that somebody at this machine has named: in a native dialog, by a drop, on a command line, or lately. */
export interface Grant {
  /** Names it at the contract. Says nothing of where it is, and cannot be guessed. */
  readonly id: string
  readonly kind: GrantKind
  /** As it was named, absolute: for people and the recent list. */
  readonly path: string
  /** What that led to when it was granted, links followed: this is what is read and written. */
  readonly real: string
  /** File name without folder. */
  readonly name: string
  /** The end of its folder's path, for display. */
  readonly folder: string
}

/**
 * The files that may be read and written, kept in the core. A path comes in only from the shells and from what the core
 * has stored itself; whoever calls the contract names a file by its id, and so reaches nothing else.
 */
export interface Grants {
  /** Grants a file to be read, and to be written where it has the ending of its kind. The same file has the same id. */
  give(path: string, kind: GrantKind): Promise<Grant>
  /**
   * Grants a file that is to be written, under a name with the ending of its kind.
   * @throws CodedError not-allowed where it is a link to a file of another kind
   */
  giveTarget(path: string, kind: WrittenKind): Promise<Grant>
  /** What an id names, wherever that is now. @throws CodedError not-allowed */
  named(id: string, kind: GrantKind): Grant
  /** What an id names, to be read. @throws CodedError not-allowed where nobody granted it, or it leads elsewhere now */
  readable(id: string, kind: GrantKind): Promise<Grant>
  /** What an id names, to be written. @throws CodedError as `readable`, and where it has not the ending of its kind */
  writable(id: string, kind: WrittenKind): Promise<Grant>
  /** Whether a granted file has the ending of its kind, and may be written. */
  mayWrite(grant: Grant): boolean
}

/** Makes an empty table of grants; it lasts as long as the process. */
export function createGrants(): Grants {
  const byId = new Map<string, Grant>()
  const ids = new Map<string, string>()

  async function give(named: string, kind: GrantKind): Promise<Grant> {
    const path = resolve(named)
    const real = await realOf(path)
    const key = JSON.stringify([kind, path, real])
    const known = byId.get(ids.get(key) ?? '')
    if (known) return known
    const name = basename(path)
    const id = randomBytes(16).toString('base64url')
    const grant: Grant = { id, kind, path, real, name, folder: shortFolder(path, name) }
    ids.set(key, id)
    byId.set(id, grant)
    return grant
  }

  function named(id: string, kind: GrantKind): Grant {
    const grant = byId.get(id)
    if (grant?.kind === kind) return grant
    throw new CodedError('not-allowed', say('files.notGranted'))
  }

  async function readable(id: string, kind: GrantKind): Promise<Grant> {
    const grant = named(id, kind)
    if ((await realOf(grant.path)) === grant.real) return grant
    throw new CodedError('not-allowed', say('files.leadsElsewhere', { name: grant.name }))
  }

  function mayWrite({ kind, real }: Grant): boolean {
    return kind !== 'foreign' && extname(real).toLowerCase() === `.${WRITTEN_KINDS[kind].extension}`
  }

  function written(grant: Grant, kind: WrittenKind): Grant {
    if (mayWrite(grant)) return grant
    const { extension } = WRITTEN_KINDS[kind]
    throw new CodedError('not-allowed', say('files.otherKind', { name: grant.name, ending: `.${extension}` }))
  }

  return {
    give,
    giveTarget: async (path, kind) => written(await give(withEnding(path, WRITTEN_KINDS[kind].extension), kind), kind),
    named,
    readable,
    writable: async (id, kind) => written(await readable(id, kind), kind),
    mayWrite,
  }
}

/** Where a path leads once links are followed; of what is not there yet, where it would be. */
async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    const folder = dirname(path)
    return folder === path ? path : join(await realOf(folder), basename(path))
  }
}
