import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import { readFontFile, type FontFile } from './fontFile.ts'

/** The faces of the report, by weight, with the family name the file gives itself. */
export const FACES = [
  { weight: 400, family: 'IBM Plex Sans', file: 'IBMPlexSans-Regular.ttf' },
  { weight: 500, family: 'IBM Plex Sans Medm', file: 'IBMPlexSans-Medium.ttf' },
  { weight: 600, family: 'IBM Plex Sans SmBld', file: 'IBMPlexSans-SemiBold.ttf' },
] as const

/** One face, loaded. */
export interface Face {
  readonly weight: number
  readonly family: string
  readonly bytes: Uint8Array
  readonly font: FontFile
}

/**
 * The family that carries a weight. The compiler knows a face by the family name inside its file, and these files name
 * each weight apart, so a weight is chosen by its family.
 */
export function familyForWeight(weight: number): string {
  if (weight >= 550) return FACES[2].family
  return weight >= 450 ? FACES[1].family : FACES[0].family
}

const loaded = new Map<string, Promise<readonly Face[]>>()

/**
 * Loads the report's faces, once for each folder.
 * @param fontsFolder the `fonts` folder of the resources
 * @throws CodedError report-failed when a font file is missing or broken
 */
export function loadFaces(fontsFolder: string): Promise<readonly Face[]> {
  const known = loaded.get(fontsFolder)
  if (known) return known
  const loading = Promise.all(FACES.map((face) => loadFace(fontsFolder, face)))
  loaded.set(fontsFolder, loading)
  loading.catch(() => loaded.delete(fontsFolder))
  return loading
}

async function loadFace(fontsFolder: string, face: (typeof FACES)[number]): Promise<Face> {
  try {
    const bytes = new Uint8Array(await readFile(join(fontsFolder, face.file)))
    return { weight: face.weight, family: face.family, bytes, font: await readFontFile(bytes) }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CodedError(
      'report-failed',
      `The report font ${face.file} cannot be read. Install Memwall again to restore it.`,
      { reason },
    )
  }
}
