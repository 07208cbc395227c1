/** Languages words are said in. `pseudo` is English in disguise: what still looks plain on screen is hard-coded. */
export const LANGUAGES = ['en', 'zh', 'pseudo'] as const
/** A language words are said in. */
export type Language = (typeof LANGUAGES)[number]

/** Numbers, lists and dates of each language. The disguise counts and lists as English does. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN', pseudo: 'en' }
let spoken: Language = 'en'

/** The language words are said in from now on, in this process or page. */
export function speak(language: Language): void {
  spoken = language
}

/** The language words are said in now. */
export function language(): Language {
  return spoken
}

/** The locale of the language words are said in now: "zh-CN". */
export function locale(): string {
  return LOCALES[spoken]
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
