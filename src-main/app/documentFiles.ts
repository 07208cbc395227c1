import path from 'node:path'
import { openDocument, readDocumentFile, type OpenDocument } from '../documents/open.ts'
import { documentOfReport, isPdf } from '../documents/reportFile.ts'
import { appPaths } from './paths.ts'

/**
 * For the command line: files as files. The contract's methods put what they open on the window's recent list and watch
 * it, which a script or git would not want.
 */
export { streamRegularFile } from '../documents/regularFile.ts'
export type { OpenDocument } from '../documents/open.ts'
export { saveDocument } from '../documents/save.ts'

/**
 * Opens a workspace, or the document in a report that was made of one: known by its ending and by what is in it.
 * @param file path of the file, which may hold anything @param program the thread that reads PDFs
 * @returns of a report an unsaved copy, without path and hash of its own
 * @throws CodedError as `openDocument` and `documentOfReport`
 */
export async function openDocumentOrReport(
  file: string,
  program: URL = appPaths().workers.attachments,
): Promise<OpenDocument> {
  if (path.extname(file).toLowerCase() !== '.pdf') return openDocument(file)
  const bytes = await readDocumentFile(file)
  return isPdf(bytes) ? documentOfReport(path.basename(file), bytes, program) : openDocument(file)
}
