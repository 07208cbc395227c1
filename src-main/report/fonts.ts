import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'
import { readFontFile, type FontFile } from './fontFile.ts'

/** The faces of the report, by weight, with the family name the file gives itself. */
const LATIN = [
  { weight: 400, family: 'IBM Plex Sans', file: 'IBMPlexSans-Regular.ttf' },
  { weight: 500, family: 'IBM Plex Sans Medm', file: 'IBMPlexSans-Medium.ttf' },
  { weight: 600, family: 'IBM Plex Sans SmBld', file: 'IBMPlexSans-SemiBold.ttf' },
] as const

/** The family of Chinese. Its weights share one name, as the typesetter trims the word of a weight. */
export const HAN_FAMILY = 'Noto Sans SC'
const HAN = [
  { weight: 400, family: HAN_FAMILY, file: 'NotoSansSC-Regular.ttf' },
  { weight: 600, family: HAN_FAMILY, file: 'NotoSansSC-SemiBold.ttf' },
] as const

/** Every font file of the report. @param fontsFolder the `fonts` folder of the resources */
export function fontFiles(fontsFolder: string): string[] {
  return [...LATIN, ...HAN].map(({ file }) => join(fontsFolder, file))
}

/** One weight of the report, loaded: the Latin face, and the Chinese one for what that has no sign for. */
export interface Face {
  readonly weight: number
  readonly family: string
  readonly font: FontFile
  readonly han: FontFile
}

/**
 * The family that carries a weight. The compiler knows a face by the family name inside its file, and these files name
 * each weight apart, so a weight is chosen by its family.
 */
export function familyForWeight(weight: number): string {
  if (weight >= 550) return LATIN[2].family
  return weight >= 450 ? LATIN[1].family : LATIN[0].family
}

/** Whether a face sets a character in its Chinese part. */
export function inHan({ font, han }: Face, character: string): boolean {
  const codePoint = character.codePointAt(0) ?? 0
  return !font.has(codePoint) && han.has(codePoint)
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
  const loading = loadAll(fontsFolder)
  loaded.set(fontsFolder, loading)
  loading.catch(() => loaded.delete(fontsFolder))
  return loading
}

async function loadAll(fontsFolder: string): Promise<readonly Face[]> {
  const [regular, semibold] = await Promise.all(HAN.map(({ file }) => loadFont(fontsFolder, file)))
  return Promise.all(
    LATIN.map(async ({ weight, family, file }) => {
      const font = await loadFont(fontsFolder, file)
      return { weight, family, font, han: (weight >= 600 ? semibold : regular) ?? font }
    }),
  )
}

async function loadFont(fontsFolder: string, file: string): Promise<FontFile> {
  try {
    return await readFontFile(new Uint8Array(await readFile(join(fontsFolder, file))))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CodedError('report-failed', say('report.typeset.font', { file }), {
      reason,
    })
  }
}
