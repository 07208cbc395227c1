/**
 * Saves a document as often as it can beside others that do the same: `node documentsChainWriter.ts FILE COUNT NAME`.
 * Each save says what it believes to be there; one that is refused looks at what is, and tries again. Prints a line for
 * each accepted save: the hash it replaced and the hash it wrote.
 */
import { CodedError } from '#shared/contract/errors.ts'
import { saveDocument } from '#main/documents/save.ts'
import { testWorkspace } from './documents.ts'

const [file, count, name] = process.argv.slice(2)
if (file === undefined || name === undefined) throw new Error('usage: documentsChainWriter FILE COUNT NAME')

let known: string | null = null
for (let accepted = 0; accepted < Number(count);) {
  const workspace = testWorkspace({ title: `${name} ${accepted}` })
  try {
    const { diskHash } = await saveDocument({ path: file, workspace, expectedHash: known, overwrite: false })
    process.stdout.write(`${known ?? 'nothing'} ${diskHash}\n`)
    known = diskHash
    accepted += 1
  } catch (thrown) {
    if (!(thrown instanceof CodedError) || thrown.code !== 'document-changed-outside') throw thrown
    known = (thrown.details as { diskHash: string }).diskHash
  }
}
