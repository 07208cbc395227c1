/**
 * Writes a journal and stays: `node documentsJournalWriter.ts FOLDER SESSION PATH [end]`. An empty path means a document
 * that was never saved. With `end` the process ends in an orderly way, without forgetting the journal.
 */
import { createJournals } from '#main/documents/recovery.ts'
import { testWorkspace } from './documents.ts'

const [folder, session, file, end] = process.argv.slice(2)
if (folder === undefined || session === undefined) throw new Error('usage: documentsJournalWriter FOLDER SESSION PATH')

await createJournals(folder).write(session, file === '' || file === undefined ? null : file, testWorkspace())
process.stdout.write('written\n')
if (end === undefined) setInterval(() => {}, 1000)
