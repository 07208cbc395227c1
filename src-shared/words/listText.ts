import { language, locale } from './spoken.ts'
import { spaced } from './spaced.ts'

/** Words as the language lists them: "A, B and C", "A、B 和 C". @param type of which all hold, or one */
export function listText(words: readonly string[], type: Intl.ListFormatType = 'conjunction'): string {
  // Without a comma before "and", as British English lists.
  const lists = locale() === 'en' ? 'en-GB' : locale()
  const listed = new Intl.ListFormat(lists, { type }).formatToParts(words)
  if (language() !== 'zh') return listed.map(({ value }) => value).join('')
  return listed
    .map(({ type: part, value }, index) =>
      part === 'literal' ? joint(listed[index - 1]?.value ?? '', value, listed[index + 1]?.value ?? '') : value,
    )
    .join('')
}

/** "和" keeps its distance from what is not Chinese. The words beside it stay as they are. */
function joint(before: string, text: string, after: string): string {
  const [last, first] = [before.slice(-1), after.slice(0, 1)]
  return spaced(`${last}${text}${first}`).slice(last.length, -first.length || undefined)
}
