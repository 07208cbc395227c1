/**
 * Writes resources/schema/memwall-workspace.schema.json, the `.memwall` file as a JSON Schema (draft 2020-12), from the schemas
 * the program reads files by: `node scripts/schema.ts`. Run it when the file changes its shape; a test says when it is stale.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { DOCUMENT_TYPE } from '#shared/document/envelope.ts'
import { documentChain } from '#shared/document/migrations/index.ts'
import { workspaceSchema } from '#shared/domain/workspace.ts'
import { describeSchema } from './schema/describe.ts'
import type { Json } from './schema/json.ts'

/** Where the schema is published. */
export const SCHEMA_FILE: string = fileURLToPath(
  new URL('../resources/schema/memwall-workspace.schema.json', import.meta.url),
)

const ABOUT = [
  'A workspace of Memwall, which compares hardware for AI inference: the outermost object of a .memwall file.',
  'Every field stands in the file unless it is not required here, and no other field may. Numbers are SI; null is unknown or none, never 0.',
  'What a schema cannot say, docs/file-format.md does: which names refer to what, and how values bound one another.',
].join(' ')

/** The text of the published schema. @throws Error that lists fields without a description */
export function schemaText(): string {
  // As a file may be written: fields with a default may be left out.
  const { $schema, ...made } = z.toJSONSchema(workspaceSchema, { target: 'draft-2020-12', io: 'input' })
  const { schema: workspace, definitions } = describeSchema(JSON.parse(JSON.stringify(made)) as Json, workspaceSchema)
  const schema = {
    $schema,
    $id: `urn:memwall:workspace:${documentChain.current}`,
    title: `Memwall workspace, file version ${documentChain.current}`,
    description: ABOUT,
    type: 'object',
    properties: {
      type: { description: 'What the file is.', const: DOCUMENT_TYPE },
      version: {
        description: 'Version of the workspace’s shape. Older files have smaller numbers and other shapes.',
        const: documentChain.current,
      },
      workspace,
    },
    required: ['type', 'version', 'workspace'],
    additionalProperties: false,
    $defs: definitions,
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = schemaText()
  mkdirSync(path.dirname(SCHEMA_FILE), { recursive: true })
  writeFileSync(SCHEMA_FILE, text)
  process.stdout.write(`${path.basename(SCHEMA_FILE)}: ${text.length} characters\n`)
}
