import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'
import { atomicWrite } from '../documents/atomicWrite.ts'
import { writeFailure } from '../documents/fileErrors.ts'
import { withEnding } from './grants/fileEnding.ts'

/** Where the schema of the `.memwall` file lies among what is shipped. */
const PLACE = join('schema', 'memwall-workspace.schema.json')

/**
 * The JSON Schema of the `.memwall` file, as it is published.
 * @param resourcesFolder where the shipped files are
 * @throws CodedError io-failed where it is missing or cannot be read
 */
export async function readPublishedSchema(resourcesFolder: string): Promise<string> {
  return readFile(join(resourcesFolder, PLACE), 'utf8').catch((thrown: unknown) => {
    throw new CodedError('io-failed', say('cli.schema.unreadable', { why: (thrown as Error).message }))
  })
}

/**
 * Writes the schema to a file, whose name ends with `.json`.
 * @returns the absolute path of what was written
 * @throws CodedError where it cannot be written; what was there is untouched then
 */
export async function writeSchema(schema: string, file: string): Promise<string> {
  const target = withEnding(resolve(file), 'json')
  await atomicWrite(target, schema).catch((thrown: unknown) => {
    throw writeFailure(thrown, target)
  })
  return target
}
