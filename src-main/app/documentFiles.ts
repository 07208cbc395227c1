/**
 * For the command line: files as files. The contract's methods put what they open on the window's recent list and watch
 * it, which a script or git would not want.
 */
export { streamRegularFile } from '../documents/regularFile.ts'
export { openDocument, type OpenDocument } from '../documents/open.ts'
export { saveDocument } from '../documents/save.ts'
