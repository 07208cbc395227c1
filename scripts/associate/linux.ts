import { isAbsolute, join } from 'node:path'
import { withoutProgram } from './defaultPrograms.ts'
import { DESKTOP_FILE, desktopEntry } from './desktopEntry.ts'
import { MIME_ICON, MIME_TYPE, mimePackage } from './mimeType.ts'
import { programFiles } from './program.ts'
import type { Run, Step } from './step.ts'

/** Folders of a desktop that follows freedesktop.org. */
export interface Folders {
  /** `$XDG_DATA_HOME` */
  readonly data: string
  /** `$XDG_CONFIG_HOME` */
  readonly configuration: string
}

/**
 * The user's folders. A relative one is ignored, as the XDG Base Directory Specification asks.
 * @param environment environment variables @param home the user's home folder
 */
export function foldersOf(environment: Readonly<Record<string, string | undefined>>, home: string): Folders {
  const folder = (variable: string, otherwise: string) => {
    const chosen = environment[variable]
    return chosen !== undefined && isAbsolute(chosen) ? chosen : join(home, otherwise)
  }
  return {
    data: folder('XDG_DATA_HOME', join('.local', 'share')),
    configuration: folder('XDG_CONFIG_HOME', '.config'),
  }
}

/**
 * Steps that make a double click on a workspace open this Memwall.
 * @param root Memwall's folder
 * @throws RangeError when a desktop entry cannot express the folder's name
 */
export function linuxSteps(root: string, folders: Folders): Step[] {
  const picture = join(root, 'resources', 'icons', 'memwall.svg')
  const places = placesIn(folders)
  const entry = desktopEntry(programFiles(root, 'linux'), picture)
  return [
    { kind: 'write', path: places.type, text: mimePackage() },
    { kind: 'copy', from: picture, path: places.icon },
    { kind: 'write', path: places.entry, text: entry },
    ...refresh(folders),
    { kind: 'run', program: 'xdg-mime', arguments: ['default', DESKTOP_FILE, MIME_TYPE], optional: true },
  ]
}

/** Steps that undo `linuxSteps`, of this or another folder of Memwall. */
export function linuxRemoval(folders: Folders): Step[] {
  const places = placesIn(folders)
  // The second is where older desktops keep their defaults.
  const lists = [join(folders.configuration, 'mimeapps.list'), join(folders.data, 'applications', 'mimeapps.list')]
  return [
    ...Object.values(places).map((path): Step => ({ kind: 'remove', path })),
    ...lists.map((path): Step => ({
      kind: 'edit',
      path,
      what: `take ${DESKTOP_FILE} away from ${MIME_TYPE}`,
      change: (text) => withoutProgram(text, MIME_TYPE, DESKTOP_FILE),
    })),
    ...refresh(folders),
  ]
}

function placesIn({ data }: Folders) {
  return {
    type: join(data, 'mime', 'packages', 'memwall.xml'),
    icon: join(data, 'icons', 'hicolor', 'scalable', 'mimetypes', `${MIME_ICON}.svg`),
    entry: join(data, 'applications', DESKTOP_FILE),
  }
}

/** Desktops read these databases, not the files they are made of. */
function refresh({ data }: Folders): Run[] {
  const types = join(data, 'mime')
  const entries = join(data, 'applications')
  return [
    {
      kind: 'run',
      program: 'update-mime-database',
      arguments: [types],
      optional: true,
      folder: join(types, 'packages'),
    },
    { kind: 'run', program: 'update-desktop-database', arguments: [entries], optional: true, folder: entries },
  ]
}
