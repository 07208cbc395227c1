import type { Wording } from '../domain/wording.ts'
import { workspaceSchema, type Workspace } from '../domain/workspace.ts'
import {
  DOCUMENT_TYPE,
  MAXIMUM_DOCUMENT_BYTES,
  MAXIMUM_DOCUMENT_DEPTH,
  MAXIMUM_DOCUMENT_VALUES,
  utf8Length,
} from './envelope.ts'
import type { DocumentFailure } from './failure.ts'
import { documentChain, migrate } from './migrations/index.ts'
import type { MigrationChain } from './migrations/migration.ts'
import { findBrokenReference } from './references.ts'
import { isForeignMistake, lineOfSyntaxError, saysItIsOurs } from './recognise.ts'
import { scanJson } from './scan.ts'
import { setAside } from './setAside.ts'
import { wrongType, wrongTypeOfIssue } from './wrongType.ts'

/** A workspace, or what is wrong with the text. */
export type ParsedDocument =
  | {
      readonly ok: true
      readonly workspace: Workspace
      /** Version the file had when it was brought up to date; null: it is current. */
      readonly migratedFrom: number | null
      /** Numbers beyond their limit, which an earlier Memwall took, were left out. Absent: there were none. */
      readonly leftOut?: {
        readonly left: readonly Wording[]
        /** The workspace with them: the hashes of its profiles were made of those. */
        readonly stored: unknown
      }
    }
  | { readonly ok: false; readonly failure: DocumentFailure }

/**
 * Reads the text of a `.memwall` file, which may be anything: size → brackets and keys → JSON → is it ours → too new →
 * migrate → every field → parts that refer to each other. Never throws. Hashes of embedded profiles are checked where a
 * hash function is at hand (`checkProfileHashes`).
 *
 * @param text the whole file; a byte order mark is tolerated
 * @param chain the migrations, other than in tests those of this release
 * @param say words for the note of a figure that is left out
 */
export function parseDocument(
  text: string,
  chain: MigrationChain = documentChain,
  say: (wording: Wording) => string = ({ code }) => code,
): ParsedDocument {
  const bytes = utf8Length(text)
  if (bytes > MAXIMUM_DOCUMENT_BYTES) return fail({ kind: 'tooLarge', bytes, limit: MAXIMUM_DOCUMENT_BYTES })
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (body.trim() === '') return fail({ kind: 'empty' })
  const scanned = scanJson(body, { depth: MAXIMUM_DOCUMENT_DEPTH, values: MAXIMUM_DOCUMENT_VALUES })
  if (scanned) return fail(isForeignMistake(scanned, body) ? { kind: 'foreign' } : scanned)

  let value: unknown
  try {
    value = JSON.parse(body)
  } catch (error) {
    return fail(saysItIsOurs(body) ? { kind: 'syntax', line: lineOfSyntaxError(error, body) } : { kind: 'foreign' })
  }
  return parseEnvelope(value, chain, say)
}

function parseEnvelope(value: unknown, chain: MigrationChain, say: (wording: Wording) => string): ParsedDocument {
  if (!isRecord(value) || value['type'] !== DOCUMENT_TYPE) return fail({ kind: 'foreign' })
  const version = value['version']
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return fail(wrongType(['version'], 'a whole number from 1', version))
  }
  if (version > chain.current) return fail({ kind: 'newer', version, supported: chain.current })
  const stored = value['workspace']
  if (!isRecord(stored)) return fail(wrongType(['workspace'], 'an object', stored))
  const extra = Object.keys(value).find((key) => !['type', 'version', 'workspace'].includes(key))
  if (extra !== undefined) return fail(wrongType([extra], 'absent from a Memwall file', value[extra]))

  let current: unknown
  try {
    current = migrate(stored, version, chain)
  } catch {
    return fail({ kind: 'migrationFailed', from: version, to: chain.current })
  }
  return parseWorkspace(current, version === chain.current ? null : version, say)
}

function parseWorkspace(
  value: unknown,
  migratedFrom: number | null,
  say: (wording: Wording) => string,
): ParsedDocument {
  const parsed = workspaceSchema.safeParse(value, { reportInput: true })
  if (parsed.success) return joined({ ok: true, workspace: parsed.data, migratedFrom })
  const within = setAside(workspaceSchema, value, say)
  if (within !== null) {
    const leftOut = { left: within.left, stored: value }
    return joined({ ok: true, workspace: workspaceSchema.parse(within.value), migratedFrom, leftOut })
  }
  const [first, ...others] = parsed.error.issues
  if (!first) return fail({ kind: 'foreign' })
  return fail({ ...wrongTypeOfIssue(first, say), others: others.length })
}

function joined(document: Extract<ParsedDocument, { ok: true }>): ParsedDocument {
  const broken = findBrokenReference(document.workspace)
  return broken ? fail(broken) : document
}

function fail(failure: DocumentFailure): ParsedDocument {
  return { ok: false, failure }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
