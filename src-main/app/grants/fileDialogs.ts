import type { FileKind } from './fileKinds.ts'

/** Native file dialogs. Null answers: the user cancelled. */
export interface FileDialogs {
  chooseFileToOpen(kind: FileKind): Promise<string | null>
  chooseFileToSave(kind: FileKind, suggestedName: string): Promise<string | null>
}
