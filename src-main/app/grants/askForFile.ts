import type { FileDialogs } from './fileDialogs.ts'
import { WRITTEN_KINDS, type WrittenKind } from './fileKinds.ts'
import type { Grant, Grants } from './grants.ts'
import { suggestedName } from './suggestedName.ts'

/**
 * Asks where to save, and grants what was chosen.
 * @param dialogs null: this shell has none, and nothing is asked @param wanted the name the page suggests
 * @returns null: cancelled, or nobody to ask
 * @throws CodedError not-allowed where the chosen name is a link to a file of another kind
 */
export async function askToSave(
  dialogs: FileDialogs | null,
  grants: Grants,
  kind: WrittenKind,
  wanted: string,
): Promise<Grant | null> {
  const chosen = (await dialogs?.chooseFileToSave(WRITTEN_KINDS[kind], suggestedName(wanted, kind))) ?? null
  return chosen === null ? null : grants.giveTarget(chosen, kind)
}

/** A file as it is told to whoever asked for it to be written. */
export function placeOf(
  file: Grant | null,
): { readonly file: string; readonly name: string; readonly folder: string } | null {
  return file && { file: file.id, name: file.name, folder: file.folder }
}
