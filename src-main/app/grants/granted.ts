import { atomicWrite } from '../../documents/atomicWrite.ts'
import { writeFailure } from '../../documents/fileErrors.ts'
import { askToSave } from './askForFile.ts'
import type { FileDialogs } from './fileDialogs.ts'
import type { WrittenKind } from './fileKinds.ts'
import type { Grant, Grants } from './grants.ts'

/**
 * Where something is written: the file that is named, or the one somebody chooses.
 * @param file id of a granted file; null: it is asked for @param suggested name the page suggests
 * @returns null: nobody to ask; `cancelled`: somebody asked chose none
 */
export async function targetOf(
  { dialogs }: { readonly dialogs: FileDialogs | null },
  grants: Grants,
  { file, kind, suggested }: { readonly file: string | null; readonly kind: WrittenKind; readonly suggested: string },
): Promise<Grant | null | 'cancelled'> {
  if (file !== null) return grants.writable(file, kind)
  return (await askToSave(dialogs, grants, kind, suggested)) ?? (dialogs ? 'cancelled' : null)
}

/** Writes a granted file, whole or not at all. @throws CodedError with one sentence that names it as it was given */
export async function writeGranted(target: Grant, contents: string | Uint8Array): Promise<void> {
  await atomicWrite(target.real, contents).catch((thrown: unknown) => {
    throw writeFailure(thrown, target.path)
  })
}
