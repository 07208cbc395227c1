import { EXCHANGE_NOUNS, type ExchangeKind } from '#shared/contract/libraryExchange.ts'
import { utf8Length } from '#shared/document/envelope.ts'
import { shorten } from '#shared/document/failure.ts'
import { lineOfSyntaxError } from '#shared/document/recognise.ts'
import { scanJson } from '#shared/document/scan.ts'
import { wordingText } from '#shared/words/say.ts'
import { wrongType, wrongTypeOfIssue } from '#shared/document/wrongType.ts'
import { libraryFailure, type LibraryFailure } from './failure.ts'
import {
  LIBRARY_TYPE,
  LIBRARY_VERSION,
  MAXIMUM_LIBRARY_BYTES,
  MAXIMUM_LIBRARY_DEPTH,
  MAXIMUM_LIBRARY_VALUES,
  type LibraryContents,
} from './format.ts'
import { isPlainText } from './plainText.ts'
import { SHELVES, type Item } from './shelves.ts'

/**
 * Reads the text of a library file, which may be anything: size → brackets and keys → JSON → is it ours → too new → every
 * field of every entry → ids → texts that are what they look like.
 * @param name file name as the user knows it @param text the whole file; a byte order mark is tolerated
 * @throws CodedError document-foreign, document-newer, document-too-large, document-broken; one sentence for the user
 */
export function readLibrary(name: string, text: string): LibraryContents {
  const fail = (failure: LibraryFailure) => libraryFailure(failure, name)
  const bytes = utf8Length(text)
  if (bytes > MAXIMUM_LIBRARY_BYTES) throw fail({ kind: 'tooLarge', bytes, limit: MAXIMUM_LIBRARY_BYTES })
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (body.trim() === '') throw fail({ kind: 'empty' })
  const scanned = scanJson(body, { depth: MAXIMUM_LIBRARY_DEPTH, values: MAXIMUM_LIBRARY_VALUES })
  // The document's scan knows no failure but those of brackets and keys, which a library shares.
  if (scanned) throw fail(isOurs(body) || !isMistake(scanned.kind) ? (scanned as LibraryFailure) : { kind: 'foreign' })
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch (thrown) {
    throw fail(isOurs(body) ? { kind: 'syntax', line: lineOfSyntaxError(thrown, body) } : { kind: 'foreign' })
  }
  const envelope = openEnvelope(value, fail)
  return {
    hardware: readItems('hardware', envelope['hardware'], fail),
    models: readItems('models', envelope['models'], fail),
    stacks: envelope['version'] === 1 ? [] : readItems('stacks', envelope['stacks'], fail),
  }
}

type Fail = (failure: LibraryFailure) => Error

/** A bracket out of place in a file that is not ours is better called foreign than broken. */
function isMistake(kind: string): boolean {
  return kind === 'truncated' || kind === 'syntax' || kind === 'duplicateKey'
}

const OURS = new RegExp(`"type"\\s*:\\s*"${LIBRARY_TYPE}"`)

function isOurs(body: string): boolean {
  return OURS.test(body)
}

function openEnvelope(value: unknown, fail: Fail): Readonly<Record<string, unknown>> {
  if (!isRecord(value) || value['type'] !== LIBRARY_TYPE) throw fail({ kind: 'foreign' })
  const version = value['version']
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw fail(wrongType(['version'], 'a whole number from 1', version))
  }
  if (version > LIBRARY_VERSION) throw fail({ kind: 'newer', version, supported: LIBRARY_VERSION })
  // A file of version 1 is from before calibrations were exchanged.
  const known = ['type', 'version', 'hardware', 'models', ...(version === 1 ? [] : ['stacks'])]
  const extra = Object.keys(value).find((key) => !known.includes(key))
  if (extra !== undefined) throw fail(wrongType([extra], 'absent from a library', value[extra]))
  return value
}

function readItems(kind: ExchangeKind, value: unknown, fail: Fail): readonly Item[] {
  const { most, schema } = SHELVES[kind]
  const noun = EXCHANGE_NOUNS[kind]
  if (!Array.isArray(value)) throw fail(wrongType([kind], 'a list', value))
  if (value.length > most) {
    throw fail({ kind: 'brokenReference', fact: `it holds more than ${most} ${noun}s` })
  }
  const seen = new Set<string>()
  return value.map((item: unknown, index) => {
    const parsed = schema.safeParse(item, { reportInput: true })
    if (!parsed.success) {
      const [first, ...others] = parsed.error.issues
      if (!first) throw fail({ kind: 'foreign' })
      const wrong = wrongTypeOfIssue(first, wordingText)
      // An unknown key of the entry itself is named, though it is no place in a valid one.
      const whole = first.path.length === 0 && first.code !== 'unrecognized_keys'
      const field = whole ? nameOf(noun, item, index) : `${nameOf(noun, item, index)}, ${wrong.field}`
      throw fail({ ...wrong, field, others: others.length })
    }
    const { id } = parsed.data
    if (seen.has(id)) throw fail({ kind: 'brokenReference', fact: `it holds the ${noun} “${id}” twice` })
    seen.add(id)
    if (!isPlainText(parsed.data)) {
      throw fail({ kind: 'brokenReference', fact: `a text of the ${noun} “${id}” holds control characters` })
    }
    return parsed.data
  })
}

function nameOf(noun: string, item: unknown, index: number): string {
  const id = isRecord(item) ? item['id'] : undefined
  return typeof id === 'string' && id !== '' ? `${noun} “${shorten(id)}”` : `${noun} ${index + 1}`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
