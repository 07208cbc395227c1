import { IntlMessageFormat } from 'intl-messageformat'
import type { Alternatives, Sum, Wording } from '../domain/wording.ts'
import type { Amount } from '../units/amount.ts'
import { formatText } from '../units/format.ts'
import { english, type MessageKey } from './english/english.ts'
import type { Message, Value, Values } from './message.ts'
import { pseudo } from './pseudo.ts'
import { withinSentence } from './text.ts'

/** Languages words are said in. `pseudo` is English in disguise: what still looks plain on screen is hard-coded. */
export const LANGUAGES = ['en', 'pseudo'] as const
/** A language words are said in. */
export type Language = (typeof LANGUAGES)[number]

type ArgumentsOf<Key extends MessageKey> = (typeof english)[Key] extends Message<infer Arguments> ? Arguments : never
/** The name of a message that takes no arguments. */
export type PlainKey = { [Key in MessageKey]: keyof ArgumentsOf<Key> extends never ? Key : never }[MessageKey]
/** What follows the key: nothing for a message without arguments. */
type Rest<Key extends MessageKey> = keyof ArgumentsOf<Key> extends never ? [] : [values: ArgumentsOf<Key>]

/** Numbers and lists of each language. The disguise counts and lists as English does. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en', pseudo: 'en' }
const formats: Readonly<Record<Language, Map<string, IntlMessageFormat>>> = { en: new Map(), pseudo: new Map() }
let spoken: Language = 'en'

/** The language words are said in from now on, in this process or page. */
export function speak(language: Language): void {
  spoken = language
}

/** The language words are said in now. */
export function language(): Language {
  return spoken
}

/**
 * Works something out with its words in another language: a report may be in another one than the window.
 * @param other the language of every word said meanwhile
 * @param work synchronous, for the language is taken back when it returns or throws
 */
export function inLanguage<Result>(other: Language, work: () => Result): Result {
  const before = spoken
  spoken = other
  try {
    return work()
  } finally {
    spoken = before
  }
}

/**
 * Says a message in the language of the reader.
 * @param key the message's name
 * @param rest its values: words, numbers (printed by the pattern), quantities (printed with their unit), lists
 */
export function say<Key extends MessageKey>(key: Key, ...rest: Rest<Key>): string {
  const [values] = rest as readonly (Values | undefined)[]
  return said(key, values)
}

/** Says what was told as a code with its parameters: a finding, a reason, a term of a formula. */
export function wordingText({ code, parameters }: Wording): string {
  return said(code, parameters)
}

function said(key: MessageKey, values: Values | undefined): string {
  return String(formatOf(key).format(values === undefined ? undefined : printed(values)))
}

function formatOf(key: MessageKey): IntlMessageFormat {
  const kept = formats[spoken].get(key)
  if (kept) return kept
  const pattern: string = english[key]
  // A tag is no part of a sentence here: "<1 %" is a number.
  const format = new IntlMessageFormat(spoken === 'pseudo' ? pseudo(pattern) : pattern, LOCALES[spoken], undefined, {
    ignoreTag: true,
  })
  formats[spoken].set(key, format)
  return format
}

function printed(values: Values): Record<string, string | number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, printedValue(value)]))
}

function printedValue(value: Value): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (isSeveral(value)) return listed(value.map(printedWord), 'conjunction')
  if ('dimension' in value) return formatText(value.value, value.dimension, value.options)
  if ('oneOf' in value) return listed(value.oneOf, 'disjunction')
  if ('sum' in value) return value.sum.map((term) => withinSentence(wordingText(term))).join(' + ')
  return wordingText(value)
}

function printedWord(word: string | Wording): string {
  return typeof word === 'string' ? word : wordingText(word)
}

function listed(words: readonly string[], type: Intl.ListFormatType): string {
  // Without a comma before "and", as British English lists.
  const locale = LOCALES[spoken] === 'en' ? 'en-GB' : LOCALES[spoken]
  return new Intl.ListFormat(locale, { type }).format(words)
}

function isSeveral(
  value: Amount | Wording | Alternatives | Sum | readonly unknown[],
): value is readonly (string | Wording)[] {
  return Array.isArray(value)
}
