import { LANGUAGES, speak } from './say.ts'

/**
 * Speaks the language somebody who builds Memwall has asked for; anything else changes nothing.
 * @param wanted "pseudo": English in disguise, in which what is still plain is hard-coded
 */
export function speakIfAsked(wanted: string | null | undefined): void {
  const language = LANGUAGES.find((known) => known === wanted)
  if (language !== undefined) speak(language)
}
