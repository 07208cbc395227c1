import { readdir } from 'node:fs/promises'
import { sep } from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'

/**
 * The templates of the report, the parts in folders included.
 * @returns paths inside the folder, with `/` between names
 * @throws CodedError report-failed where there is none
 */
export async function templateFiles(folder: string): Promise<string[]> {
  try {
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.typ'))
    if (!files.includes('report.typ')) throw new Error('report.typ is not there')
    return files.map((name) => name.split(sep).join('/')).toSorted()
  } catch (cause) {
    throw new CodedError('report-failed', say('report.typeset.template'), {
      reason: cause instanceof Error ? cause.message : String(cause),
    })
  }
}
