import { IntlMessageFormat } from 'intl-messageformat'
import { formatText } from '../units/format.ts'
import { english, type MessageKey } from './english/english.ts'
import type { Amount, Message, Value, Values } from './message.ts'
import { pseudo } from './pseudo.ts'

/** Languages words are said in. `pseudo` is English in disguise: what still looks plain on screen is hard-coded. */
export const LANGUAGES = ['en', 'pseudo'] as const
/** A language words are said in. */
export type Language = (typeof LANGUAGES)[number]

type ArgumentsOf<Key extends MessageKey> = (typeof english)[Key] extends Message<infer Arguments> ? Arguments : never
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
  const format = formatOf(key)
  const [values] = rest as readonly (Values | undefined)[]
  return String(format.format(values === undefined ? undefined : printed(values)))
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
  if (isAmount(value)) return formatText(value.value, value.dimension, value.options)
  return new Intl.ListFormat(LOCALES[spoken] === 'en' ? 'en-GB' : LOCALES[spoken]).format(value)
}

function isAmount(value: Amount | readonly string[]): value is Amount {
  return 'dimension' in value
}
