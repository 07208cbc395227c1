import { IntlMessageFormat } from 'intl-messageformat'
import type { Alternatives, Sum, Wording } from '../domain/wording.ts'
import type { Amount } from '../units/amount.ts'
import { formatText } from '../units/format.ts'
import { sayUnits } from '../units/shownWords.ts'
import { chinese } from './chinese/chinese.ts'
import { english, type MessageKey } from './english/english.ts'
import type { Message, Value, Values } from './message.ts'
import { listText } from './listText.ts'
import { pseudo } from './pseudo.ts'
import { spaced } from './spaced.ts'
import { language, locale, type Language } from './spoken.ts'
import { withinSentence } from './text.ts'

// Who says something in a language asks for it here.
export { inLanguage, language, LANGUAGES, speak, type Language } from './spoken.ts'

type ArgumentsOf<Key extends MessageKey> = (typeof english)[Key] extends Message<infer Arguments> ? Arguments : never
/** The name of a message that takes no arguments. */
export type PlainKey = { [Key in MessageKey]: keyof ArgumentsOf<Key> extends never ? Key : never }[MessageKey]
/** What follows the key: nothing for a message without arguments. */
type Rest<Key extends MessageKey> = keyof ArgumentsOf<Key> extends never ? [] : [values: ArgumentsOf<Key>]

const formats: Readonly<Record<Language, Map<string, IntlMessageFormat>>> = {
  en: new Map(),
  zh: new Map(),
  pseudo: new Map(),
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
  const sentence = String(formatOf(key).format(values === undefined ? undefined : printed(values)))
  return language() === 'zh' && !VERBATIM.has(key) ? spaced(sentence) : sentence
}

/** Somebody else's words, which are theirs to space. */
const VERBATIM: ReadonlySet<MessageKey> = new Set<MessageKey>(['verbatim', 'brief.objection'])

function formatOf(key: MessageKey): IntlMessageFormat {
  const spoken = language()
  const kept = formats[spoken].get(key)
  if (kept) return kept
  const plain: string = english[key]
  const translated = spoken === 'zh' ? chinese[key] : undefined
  const pattern = spoken === 'pseudo' ? pseudo(plain) : (translated ?? plain)
  // What is not translated is counted as English counts. A tag is no part of a sentence here: "<1 %" is a number.
  const format = new IntlMessageFormat(pattern, translated === undefined ? 'en' : locale(), undefined, {
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
  if (isSeveral(value)) return listText(value.map(printedWord))
  if ('dimension' in value) return formatText(value.value, value.dimension, value.options)
  if ('oneOf' in value) return listText(value.oneOf, 'disjunction')
  if ('sum' in value) return value.sum.map((term) => withinSentence(wordingText(term))).join(' + ')
  return wordingText(value)
}

function printedWord(word: string | Wording): string {
  return typeof word === 'string' ? word : wordingText(word)
}

function isSeveral(
  value: Amount | Wording | Alternatives | Sum | readonly unknown[],
): value is readonly (string | Wording)[] {
  return Array.isArray(value)
}

sayUnits((word) => said(`unit.${word}`, undefined))
